package io.shardlens.cli;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.ShardOutcome;
import io.shardlens.plan.Verdict;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.Topology;
import java.io.PrintWriter;

/// What a result promises, in a few lines for standard error.
///
/// @param rows how many were printed
record ResultSummary(QueryResult result, long rows, Topology topology) {

  /// The message, the place in the statement, and the SQLSTATE.
  static String sentence(QueryError error) {
    String position =
        error.position().isPresent() ? " (character " + error.position().getAsInt() + ")" : "";
    String state = error.sqlState().isEmpty() ? "" : " [" + error.sqlState() + "]";
    return error.message() + position + state;
  }

  void print(PrintWriter err) {
    if (result.error().isPresent()) {
      err.println("shardlens: " + sentence(result.error().get()));
    }
    long answered =
        result.outcomes().stream()
            .filter(outcome ->
                outcome.status() == ShardOutcome.Status.COMPLETED
                    || outcome.status() == ShardOutcome.Status.TRUNCATED)
            .count();
    long pruned =
        result.outcomes().stream()
            .filter(outcome -> outcome.status() == ShardOutcome.Status.PRUNED)
            .count();
    err.println(
        result.verdict()
            + " · "
            + answered
            + " of "
            + result.outcomes().size()
            + " shards"
            + (pruned > 0 ? " (" + pruned + " pruned)" : "")
            + " · "
            + rows
            + (rows == 1 ? " row" : " rows")
            + " · "
            + result.millis()
            + " ms");
    if (result.verdict() != Verdict.EXACT && result.error().isEmpty()) {
      result.reasons().forEach(reason -> err.println("  " + reason));
    }
    if (result.outcomes().stream().noneMatch(ResultSummary::wasAsked)) {
      return;
    }
    result.outcomes().stream()
        .filter(outcome -> !outcome.status().isComplete() && !outcome.message().isEmpty())
        .forEach(outcome ->
            err.println(
                "  "
                    + SafeText.escape(topology.shard(outcome.shard()).label())
                    + ": "
                    + outcome.status().word()
                    + ", "
                    + outcome.message()));
  }

  private static boolean wasAsked(ShardOutcome outcome) {
    return outcome.status() != ShardOutcome.Status.PRUNED
        && outcome.status() != ShardOutcome.Status.SKIPPED;
  }
}
