package io.shardlens.execute;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.util.List;

/// Looks at the shards themselves: are they there, how full are they, do they hold what the routing
/// says. Thread-safe; blocks, so never called on the JavaFX thread.
public interface ShardInspector {

  /// One round trip to a shard. Never throws: a shard that does not answer is an answer.
  ShardHealth health(ShardId shard);

  /// The sizes of a table on every shard that answers within a few seconds; counts rows.
  List<TableSize> sizes(TableName table);

  /// Connects to every shard, compares servers and schemas, and compares or samples the keys of
  /// every sharded table. Each statement ends with its timeout. Never throws.
  CheckReport check(CheckOptions options);
}
