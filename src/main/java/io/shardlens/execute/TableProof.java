package io.shardlens.execute;

import io.shardlens.topology.TableDefinition;
import java.util.List;

/// What the rows of a sharded table say of its routing.
///
/// @param shards every shard that has the table or should have it, in the order of the topology
public record TableProof(TableDefinition.Sharded table, List<ShardProof> shards) {
  public TableProof {
    shards = List.copyOf(shards);
  }

  /// Whether nothing was left to chance: no row that the shards hold was not compared.
  public boolean isWhole() {
    return shards.stream().allMatch(proof -> proof.method().isWhole());
  }

  /// Misplaced keys that were counted on all shards.
  public long misplaced() {
    return shards.stream().mapToLong(ShardProof::misplaced).sum();
  }
}
