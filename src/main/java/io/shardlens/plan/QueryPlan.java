package io.shardlens.plan;

import io.shardlens.topology.ShardId;
import java.util.List;

/// What will be asked of which shard, how the answers are merged, and what the result promises if
/// every shard answers.
///
/// @param sql the statement as it was written, without a trailing semicolon
/// @param shards one decision for every shard of the topology, in its order
/// @param merge how the answers become one
/// @param verdict what the result promises if every shard that is asked answers
/// @param reasons why, in sentences for the reader, the most important first
public record QueryPlan(
    String sql,
    List<ShardDecision> shards,
    MergeStep merge,
    Verdict verdict,
    List<String> reasons) {

  public QueryPlan {
    shards = List.copyOf(shards);
    reasons = List.copyOf(reasons);
  }

  /// Whether one shard is asked, and why or why not.
  public record ShardDecision(ShardId shard, boolean asked, String reason) {}

  /// The shards that are asked, in the order of the topology.
  public List<ShardId> asked() {
    return shards.stream().filter(ShardDecision::asked).map(ShardDecision::shard).toList();
  }
}
