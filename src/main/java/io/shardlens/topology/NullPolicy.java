package io.shardlens.topology;

/// Where a key goes of which a column is NULL.
public sealed interface NullPolicy {

  /// Wherever the rule itself sends it: PostgreSQL's hash leaves NULL out of the row hash, a list
  /// sends it to its default shard, and all others own no NULL.
  record AsRule() implements NullPolicy {}

  /// No shard owns it: the application refuses such a row.
  record Refuse() implements NullPolicy {}

  /// Any shard may hold it.
  record Anywhere() implements NullPolicy {}

  /// One shard holds all of them.
  record To(ShardId shard) implements NullPolicy {}
}
