package io.shardlens.ui.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoundsTest {

  @Test
  void readsTimesAsPeopleTypeThem() {
    assertThat(Bounds.timeout("30 s")).contains(Duration.ofSeconds(30));
    assertThat(Bounds.timeout("30")).contains(Duration.ofSeconds(30));
    assertThat(Bounds.timeout("500ms")).contains(Duration.ofMillis(500));
    assertThat(Bounds.timeout("2 min")).contains(Duration.ofMinutes(2));
    assertThat(Bounds.timeout("0 s")).isEmpty();
    assertThat(Bounds.timeout("-1")).isEmpty();
    assertThat(Bounds.timeout("99999999 min")).isEmpty();
    assertThat(Bounds.timeout("")).isEmpty();
  }

  @Test
  void readsCountsWithAndWithoutGrouping() {
    assertThat(Bounds.rows("10\u202f000")).contains(10_000);
    assertThat(Bounds.rows("10 000")).contains(10_000);
    assertThat(Bounds.rows("1")).contains(1);
    assertThat(Bounds.rows("0")).isEmpty();
    assertThat(Bounds.rows("ten")).isEmpty();
    assertThat(Bounds.rows("99999999")).isEmpty();
  }
}
