package io.shardlens.ui.query;

import io.shardlens.execute.ShardOutcome;
import io.shardlens.topology.Shard;

/// One shard's place in the outcome strip.
///
/// @param position of the shard in the topology, which picks its colour
/// @param word how it fares
/// @param share its time against the slowest shard's, 0 to 1
/// @param message why it did not answer, or empty
record ShardLane(
    int position,
    String label,
    Tone tone,
    String word,
    long rows,
    long millis,
    double share,
    String message) {

  /// How the word is to be taken.
  enum Tone {
    /// Not asked: nothing was run, or no row of it is needed.
    QUIET,
    ACTIVE,
    GOOD,
    WARNING,
    BAD
  }

  static ShardLane quiet(int position, Shard shard, String word) {
    return new ShardLane(position, shard.label(), Tone.QUIET, word, 0, 0, 0, "");
  }

  static ShardLane running(int position, Shard shard, String word, long rows, long millis) {
    return new ShardLane(position, shard.label(), Tone.ACTIVE, word, rows, millis, 1, "");
  }

  /// @param slowest the time of the slowest shard in milliseconds
  static ShardLane finished(int position, Shard shard, ShardOutcome outcome, long slowest) {
    double share = slowest == 0 ? 0 : Math.min(1, (double) outcome.millis() / slowest);
    return new ShardLane(
        position,
        shard.label(),
        tone(outcome.status()),
        outcome.status().word(),
        outcome.rows(),
        outcome.millis(),
        share,
        withSqlState(outcome));
  }

  /// Whether the shard was asked and is silent: its dot is hollow then.
  boolean isSilent() {
    return tone == Tone.BAD;
  }

  private static String withSqlState(ShardOutcome outcome) {
    return outcome.sqlState().isEmpty() || outcome.message().contains(outcome.sqlState())
        ? outcome.message()
        : outcome.message() + " (" + outcome.sqlState() + ")";
  }

  private static Tone tone(ShardOutcome.Status status) {
    return switch (status) {
      case COMPLETED -> Tone.GOOD;
      case PRUNED, SKIPPED -> Tone.QUIET;
      case TRUNCATED, CANCELLED -> Tone.WARNING;
      case TIMED_OUT, FAILED, LOST -> Tone.BAD;
    };
  }
}
