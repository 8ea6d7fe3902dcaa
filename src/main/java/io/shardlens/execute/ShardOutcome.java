package io.shardlens.execute;

import io.shardlens.topology.ShardId;

/// How one shard fared in a query.
///
/// @param status what happened
/// @param rows the rows that the shard delivered
/// @param millis from the start of the query to the shard's last word
/// @param message empty, or why it did not answer, with the next step, for people
/// @param sqlState the server's five characters, or empty
public record ShardOutcome(
    ShardId shard, Status status, long rows, long millis, String message, String sqlState) {

  public enum Status {
    COMPLETED("Completed"),
    /// Not asked: it can hold no matching row.
    PRUNED("Pruned"),
    /// Left out by the reader's own choice of shards.
    SKIPPED("Skipped"),
    /// More rows than the cap allows.
    TRUNCATED("Truncated"),
    TIMED_OUT("Timed out"),
    CANCELLED("Cancelled"),
    /// No connection, or the server refused the statement.
    FAILED("Failed"),
    /// The connection broke while rows came.
    LOST("Lost");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /// Whether the shard's rows are all in the result, as far as the statement asked for them.
    public boolean isComplete() {
      return this == COMPLETED || this == PRUNED;
    }
  }
}
