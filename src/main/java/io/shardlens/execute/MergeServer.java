package io.shardlens.execute;

import java.time.Duration;

/// A PostgreSQL beside the shards that runs the last stage of gathered merges. Thread-safe.
public interface MergeServer {

  /// What people call it before it was asked: `the embedded PostgreSQL`.
  String name();

  /// Makes a private place in it; may start the server first.
  ///
  /// @param text how the database should order text; a server that cannot opens one that orders by
  ///   bytes, and whoever relies on the order has to compare
  /// @param timeout for the start, and for each statement of the session
  /// @throws ShardFailure with the reason, for people, when there is none to be had
  MergeSession open(TextOrder text, Duration timeout) throws ShardFailure;
}
