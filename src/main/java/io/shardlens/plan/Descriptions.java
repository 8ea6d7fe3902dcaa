package io.shardlens.plan;

import io.shardlens.rows.Column;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Optional;

/// What a shard's server says of statements that the planner thinks of, without running them.
@FunctionalInterface
public interface Descriptions {

  /// The columns that a statement would return, or empty where the server does not accept it or
  /// cannot be asked.
  Optional<List<Column>> columns(ShardId shard, String sql);
}
