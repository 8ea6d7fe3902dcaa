package io.shardlens.execute;

import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.List;

/// What to run, and within which bounds.
///
/// @param sql one statement
/// @param shards the shards to ask; empty for all. Leaving shards out makes the result partial
///   unless they were pruned anyway.
/// @param allowPartial whether rows are shown although a shard did not answer
/// @param timeout for the whole query, from the first question about it to the last answer; where
///   rows are streamed, first for planning it, and then for each wait for a shard
/// @param maxRows rows returned at most; more of them make the result partial
public record QueryRequest(
    String sql, List<ShardId> shards, boolean allowPartial, Duration timeout, int maxRows) {

  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  public static final int DEFAULT_MAX_ROWS = 100_000;

  public QueryRequest {
    if (maxRows < 0 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("A query needs a timeout and a number of rows");
    }
    shards = List.copyOf(shards);
  }

  /// All shards, complete or not at all, default bounds.
  public static QueryRequest of(String sql) {
    return new QueryRequest(sql, List.of(), false, DEFAULT_TIMEOUT, DEFAULT_MAX_ROWS);
  }
}
