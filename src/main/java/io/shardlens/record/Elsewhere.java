package io.shardlens.record;

import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Map;

/// On which shards, other than its owner, rows with a key were found.
///
/// @param holding the shards that hold such rows: misplaced, or duplicates
/// @param asked every shard that answered
/// @param silent the shards that did not answer, with why
public record Elsewhere(List<ShardId> holding, List<ShardId> asked, Map<ShardId, String> silent) {
  public Elsewhere {
    holding = List.copyOf(holding);
    asked = List.copyOf(asked);
    silent = Map.copyOf(silent);
  }
}
