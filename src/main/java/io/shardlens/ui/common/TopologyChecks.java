package io.shardlens.ui.common;

import io.shardlens.execute.CheckOptions;
import io.shardlens.execute.CheckReport;
import io.shardlens.execute.ShardInspector;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The checks of the open topology against its shards, made once for all screens. To be used where
/// [Background] delivers.
public final class TopologyChecks {

  public sealed interface State {
    /// Not asked for yet.
    record Waiting() implements State {}

    /// @param last what the checks before found, which is shown until there is something newer
    record Running(Optional<Finished> last) implements State {}

    record Finished(CheckReport report, Instant at) implements State {}

    /// @param last what the checks before found
    record Failed(String message, Optional<Finished> last) implements State {}

    /// What is known, though there may be something newer soon.
    default Optional<Finished> known() {
      return switch (this) {
        case Waiting _ -> Optional.empty();
        case Running(Optional<Finished> last) -> last;
        case Finished finished -> Optional.of(finished);
        case Failed(String _, Optional<Finished> last) -> last;
      };
    }
  }

  private final ShardInspector inspector;
  private final Background background;
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Waiting());
  private Background.@Nullable Job job;

  public TopologyChecks(ShardInspector inspector, Background background, InstantSource clock) {
    this.inspector = inspector;
    this.background = background;
    this.clock = clock;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// Makes all checks, unless they are being made.
  public void run() {
    if (state.get() instanceof State.Running) {
      return;
    }
    Optional<State.Finished> last = state.get().known();
    state.set(new State.Running(last));
    job =
        background.run(
            () -> inspector.check(CheckOptions.STANDARD),
            report -> state.set(new State.Finished(report, clock.instant())),
            failure -> state.set(new State.Failed(Failures.text(failure), last)));
  }

  /// Stops what is under way.
  public void close() {
    if (job != null) {
      job.abandon();
    }
  }
}
