package io.shardlens.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void groupsCountsByNarrowSpaces() {
    assertThat(Figures.count(49512)).isEqualTo("49\u202f512");
    assertThat(Figures.count(999)).isEqualTo("999");
    assertThat(Figures.count(1, "row", "rows")).isEqualTo("1\u202frow");
    assertThat(Figures.count(0, "row", "rows")).isEqualTo("0\u202frows");
  }

  @Test
  void writesBytesAsPostgresqlDoes() {
    assertThat(Figures.bytes(1023)).isEqualTo("1\u202f023\u202fB");
    assertThat(Figures.bytes(1024)).isEqualTo("1.0\u202fkB");
    assertThat(Figures.bytes(22_859_776)).isEqualTo("21.8\u202fMB");
    assertThat(Figures.bytes(1024 * 1024 - 1)).isEqualTo("1.0\u202fMB");
  }

  @Test
  void writesSharesAndFactors() {
    assertThat(Figures.percent(0.401)).isEqualTo("40.1\u202f%");
    assertThat(Figures.times(1.6038)).isEqualTo("1.60×");
    assertThat(Figures.millis(38)).isEqualTo("38\u202fms");
    assertThat(Figures.millis(12_345)).isEqualTo("12.3\u202fs");
  }
}
