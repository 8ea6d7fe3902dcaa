package io.shardlens.ui.record;

import io.shardlens.record.LookupOutcome;

/// Where the look-up stands. The record on the screen may be an older one while a look-up is under
/// way or has failed; it says itself which record it is.
sealed interface RecordState {

  /// Nothing was looked up yet.
  record Idle() implements RecordState {}

  /// The owning shard is being asked.
  record LookingUp(KeyRequest request) implements RecordState {}

  /// The shard, or the routing, has answered.
  record Answered(KeyRequest request, LookupOutcome outcome) implements RecordState {}

  /// A look-up waits, because it would lose a change that is not applied.
  ///
  /// @param before where the screen stood
  record Held(KeyRequest request, RecordState before) implements RecordState {}

  /// Something went wrong that no outcome foresees.
  record Broken(KeyRequest request, String message) implements RecordState {}
}
