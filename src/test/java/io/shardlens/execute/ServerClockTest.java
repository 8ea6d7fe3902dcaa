package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ServerClockTest {

  private static final Duration ALLOWED = Duration.ofNanos(100);

  private final AtomicLong now = new AtomicLong(7);

  private ServerClock clock(ServerClock.Limit limit) {
    return new ServerClock(ALLOWED, limit, now::get);
  }

  @Test
  void countsOnlyWhatTheServerTakes() {
    ServerClock clock = clock(ServerClock.Limit.TOTAL);
    now.addAndGet(40);
    assertThat(clock.left()).isEqualTo(60);
    clock.pause();
    now.addAndGet(1_000_000);
    assertThat(clock.left()).isEqualTo(Long.MAX_VALUE);
    assertThat(clock.runs()).isFalse();
    clock.resume();
    now.addAndGet(70);
    assertThat(clock.left()).isEqualTo(-10);
  }

  @Test
  void beginsAnewWithEachBatchWhereEachWaitIsLimited() {
    ServerClock clock = clock(ServerClock.Limit.EACH);
    for (int i = 0; i < 10; i++) {
      now.addAndGet(90);
      assertThat(clock.left()).isEqualTo(10);
      clock.pause();
      clock.resume();
    }
    now.addAndGet(101);
    assertThat(clock.left()).isEqualTo(-1);
  }
}
