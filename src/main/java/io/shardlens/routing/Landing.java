package io.shardlens.routing;

import io.shardlens.topology.ShardId;
import java.util.Optional;

/// Where a rule sends a key.
sealed interface Landing {

  /// @param schema the schema that the key's tables are in, where the routing says it
  record On(ShardId shard, Optional<String> schema) implements Landing {
    On(ShardId shard) {
      this(shard, Optional.empty());
    }
  }

  /// @param reason a sentence without its subject: `it lies in the gap [10, 20)`
  record Nowhere(String reason) implements Landing {}

  /// It could not be found out.
  ///
  /// @param asked the shard that was asked
  /// @param reason a sentence without its subject
  /// @param connection whether there was no connection, rather than an answer of no use
  record Unknown(ShardId asked, String reason, boolean connection) implements Landing {}
}
