package io.shardlens.routing;

import io.shardlens.topology.ShardId;
import java.util.Optional;

/// Where a key lands.
public sealed interface Route {

  Derivation derivation();

  /// The key belongs to a shard.
  ///
  /// @param schema the schema that holds the tables of this key, where each tenant has its own
  record Owned(ShardId shard, Optional<String> schema, Derivation derivation) implements Route {
    public Owned(ShardId shard, Derivation derivation) {
      this(shard, Optional.empty(), derivation);
    }
  }

  /// No shard owns the key: it lies in a gap, or in no list.
  ///
  /// @param reason why, in words, with the interval of the gap where there is one
  record Unowned(String reason, Derivation derivation) implements Route {}

  /// Where the key lives could not be found out: the directory that knows it gave no answer.
  ///
  /// @param asked the shard that holds the directory
  /// @param reason why, in words
  /// @param connection whether there was no connection, rather than an answer of no use
  record Unknown(ShardId asked, String reason, boolean connection, Derivation derivation)
      implements Route {}

  /// The key may lie on every shard: NULL, where the routing says so.
  record Anywhere(Derivation derivation) implements Route {}
}
