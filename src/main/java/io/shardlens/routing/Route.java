package io.shardlens.routing;

import io.shardlens.topology.ShardId;

/// Where a key lands.
public sealed interface Route {

  Derivation derivation();

  /// The key belongs to a shard.
  record Owned(ShardId shard, Derivation derivation) implements Route {}

  /// No shard owns the key: it lies in a gap, or in no list.
  ///
  /// @param reason why, in words, with the interval of the gap where there is one
  record Unowned(String reason, Derivation derivation) implements Route {}
}
