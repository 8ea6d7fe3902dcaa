package io.shardlens.topology.imports.python;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value;

/// What the result of a selector says.
sealed interface ShardAnswer {

  /// How results are understood.
  interface Reading {
    ShardAnswer of(Value value);
  }

  record Of(ShardId shard) implements ShardAnswer {}

  /// No shard: the application goes no further with the key.
  record Nowhere() implements ShardAnswer {}

  /// No shard that is known.
  ///
  /// @param looksLikeOne whether it was meant to be one
  record Other(ImportPlace place, String why, boolean looksLikeOne) implements ShardAnswer {}
}
