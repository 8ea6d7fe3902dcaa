package io.shardlens.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FetchSizeTest {

  @Test
  void beginsSmallAndGrowsByStepsToRowsOfAboutOneSizeInBytes() {
    FetchSize fetch = new FetchSize();
    assertThat(fetch.rows()).isEqualTo(100);
    fetch.learn(100, 100 * 200);
    assertThat(fetch.rows()).isEqualTo(800);
    fetch.learn(800, 800 * 200);
    assertThat(fetch.rows()).isEqualTo(512 * 1024 / 200);
    fetch.learn(fetch.rows(), fetch.rows() * 200L);
    assertThat(fetch.rows()).isEqualTo(512 * 1024 / 200);
  }

  @Test
  void asksForOneRowAtATimeWhereARowIsHuge() {
    FetchSize fetch = new FetchSize();
    fetch.learn(100, 60_000_000);
    assertThat(fetch.rows()).isEqualTo(1);
    fetch.learn(1, 10);
    assertThat(fetch.rows()).isEqualTo(8);
  }

  @Test
  void neverAsksForEndlesslyManyEmptyRows() {
    FetchSize fetch = new FetchSize();
    for (int i = 0; i < 10; i++) {
      fetch.learn(fetch.rows(), 0);
    }
    assertThat(fetch.rows()).isEqualTo(20_000);
  }
}
