package io.shardlens.ui.record;

import io.shardlens.record.Change;
import io.shardlens.record.LookupOutcome;
import io.shardlens.record.ShardRecord;
import io.shardlens.topology.Environment;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Figures;
import org.jspecify.annotations.Nullable;

/// What the record screen says in a few words: on the button that applies, and in the status line.
record RecordStatus(Topology topology) {

  boolean isProduction() {
    return topology.environment() == Environment.PROD;
  }

  /// `Apply to Asia`, `Unlock to apply`, `Apply to Asia, PROD`.
  ///
  /// @param current the record on the screen, `null` where there is none
  String ofApply(@Nullable ShardRecord current, EditState edit, boolean unlocked) {
    if (current == null) {
      return "Apply";
    }
    if (edit instanceof EditState.Applying) {
      return "Applying…";
    }
    if (!unlocked) {
      return "Unlock to apply";
    }
    return "Apply to " + label(current.shard()) + (isProduction() ? ", PROD" : "");
  }

  /// Parts divided by ` | `, as the status line takes them.
  String ofScreen(RecordState state, EditState edit) {
    int changes = edit.values().size();
    String change =
        switch (edit) {
          case EditState.Clean _ -> "";
          case EditState.Applied(Change done, long millis) ->
              "Applied to " + label(done.before().shard()) + " in " + Figures.millis(millis);
          case EditState.Applying _ -> "Applying " + Figures.count(changes, "change", "changes");
          case EditState.Unknown _ -> "Outcome unknown";
          case EditState.Preparing _,
              EditState.Pending _,
              EditState.Conflicted _,
              EditState.Gone _,
              EditState.Rejected _ ->
              Figures.count(changes, "change", "changes") + ", not applied";
        };
    String lookup =
        switch (state) {
          case RecordState.Idle _ -> "Ready";
          case RecordState.LookingUp(KeyRequest request) -> "Looking up " + request.words();
          case RecordState.Held _ -> "The look-up waits";
          case RecordState.Broken _ -> "The look-up came to nothing";
          case RecordState.Answered(KeyRequest _, LookupOutcome outcome) -> ofOutcome(outcome);
        };
    return change.isEmpty() ? lookup : change + " | " + lookup;
  }

  private String ofOutcome(LookupOutcome outcome) {
    return switch (outcome) {
      case LookupOutcome.Found answer ->
          "Read from " + label(answer.shard()) + " in " + Figures.millis(answer.millis());
      case LookupOutcome.NotFound none ->
          "No such row on " + label(none.shard()) + ", " + Figures.millis(none.millis());
      case LookupOutcome.Unowned _ -> "No shard owns the key";
      case LookupOutcome.BadKey _ -> "No key of the table";
      case LookupOutcome.Failed failed ->
          label(failed.shard())
              + (failed.connection() ? " did not answer" : " refused the look-up");
    };
  }

  private String label(ShardId shard) {
    return topology.shard(shard).label();
  }
}
