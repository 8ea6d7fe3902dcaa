package io.shardlens.topology;

import java.util.List;

/// How the rows of one table lie on the shards.
public sealed interface TableDefinition {

  TableName name();

  /// Rows are split by the shard key; each row lies on the one shard that the routing names.
  ///
  /// @param key the columns of the shard key, in the order of the routing's key types
  /// @param routing the name of the routing; tables that share one are co-located
  record Sharded(TableName name, List<String> key, String routing) implements TableDefinition {
    public Sharded {
      key = List.copyOf(key);
    }
  }

  /// The same rows on every shard.
  record Reference(TableName name) implements TableDefinition {}

  /// All rows on one shard.
  record Unsharded(TableName name, ShardId shard) implements TableDefinition {}
}
