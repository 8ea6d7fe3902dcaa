package io.shardlens.ui.shell;

import io.shardlens.record.WriteLock;
import io.shardlens.topology.Environment;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import java.time.Duration;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Whether the open topology may be written to, and for how long still.
public final class LockViewModel {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration LAST_MINUTE = Duration.ofMinutes(1);

  private final Topology topology;
  private final WriteLock lock;
  private final Background background;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.ReadOnly());
  private Background.Job ticks = NO_JOB;

  private static final Background.Job NO_JOB =
      new Background.Job() {
        @Override
        public void cancel() {}

        @Override
        public void abandon() {}
      };

  public sealed interface State {
    record ReadOnly() implements State {}

    /// @param remaining whole seconds, rounded up
    record Writing(Duration remaining) implements State {
      /// `09:12`.
      public String countdown() {
        return String.format(
            Locale.ROOT, "%02d:%02d", remaining.toMinutes(), remaining.toSecondsPart());
      }

      public boolean isLastMinute() {
        return remaining.compareTo(LAST_MINUTE) <= 0;
      }
    }
  }

  public LockViewModel(Topology topology, WriteLock lock, Background background) {
    this.topology = topology;
    this.lock = lock;
    this.background = background;
    refresh();
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  public boolean isProduction() {
    return topology.environment() == Environment.PROD;
  }

  /// Whether what was typed allows unlocking: in production the topology's name, else anything.
  public boolean accepts(String typedName) {
    return !isProduction() || typedName.strip().equals(topology.name());
  }

  /// Unlocks for [WriteLock#DEFAULT_DURATION].
  ///
  /// @throws IllegalArgumentException when the typed name is not accepted
  public void unlock(String typedName) {
    if (!accepts(typedName)) {
      throw new IllegalArgumentException("The typed name is not the topology's");
    }
    lock.unlock(WriteLock.DEFAULT_DURATION);
    refresh();
    ticks.abandon();
    ticks = background.every(TICK, this::refresh);
  }

  public void lockNow() {
    lock.lock();
    refresh();
  }

  /// Reads the lock anew; it closes by itself when its time is up.
  public void refresh() {
    Duration remaining = lock.remaining();
    if (remaining.isZero()) {
      ticks.abandon();
      ticks = NO_JOB;
      state.set(new State.ReadOnly());
    } else {
      state.set(new State.Writing(Duration.ofSeconds((remaining.toMillis() + 999) / 1000)));
    }
  }

  /// Stops the countdown and locks: a topology that nobody sees must not stay open for writing.
  public void close() {
    lockNow();
  }
}
