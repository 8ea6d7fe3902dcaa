package io.shardlens.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.record.WriteLock;
import io.shardlens.topology.Environment;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.fixtures.SampleTopologies;
import io.shardlens.ui.shell.LockViewModel.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LockViewModelTest {
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final WriteLock writeLock = new WriteLock(() -> now);

  @Test
  void countsDownAndLocksItself() {
    LockViewModel lock = lock(Environment.DEV);
    assertThat(lock.stateProperty().get()).isEqualTo(new State.ReadOnly());
    lock.unlock("");
    assertThat(countdown(lock)).isEqualTo("10:00");
    now = now.plus(Duration.ofMillis(48_300));
    lock.refresh();
    assertThat(countdown(lock)).isEqualTo("09:12");
    assertThat(((State.Writing) lock.stateProperty().get()).isLastMinute()).isFalse();
    now = now.plus(Duration.ofMinutes(8).plusSeconds(20));
    lock.refresh();
    assertThat(((State.Writing) lock.stateProperty().get()).isLastMinute()).isTrue();
    now = now.plus(Duration.ofMinutes(2));
    lock.refresh();
    assertThat(lock.stateProperty().get()).isEqualTo(new State.ReadOnly());
    assertThat(writeLock.isOpen()).isFalse();
  }

  @Test
  void asksForTheNameInProduction() {
    LockViewModel lock = lock(Environment.PROD);
    assertThat(lock.accepts("users")).isFalse();
    assertThatThrownBy(() -> lock.unlock("users")).isInstanceOf(IllegalArgumentException.class);
    assertThat(writeLock.isOpen()).isFalse();
    lock.unlock("users-prod");
    assertThat(writeLock.isOpen()).isTrue();
  }

  @Test
  void locksWhenTheTopologyIsClosed() {
    LockViewModel lock = lock(Environment.DEV);
    lock.unlock("");
    lock.close();
    assertThat(writeLock.isOpen()).isFalse();
  }

  private LockViewModel lock(Environment environment) {
    return new LockViewModel(
        SampleTopologies.usersByRange(environment), writeLock, Background.direct());
  }

  private static String countdown(LockViewModel lock) {
    return ((State.Writing) lock.stateProperty().get()).countdown();
  }
}
