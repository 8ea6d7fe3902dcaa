package io.shardlens.execute;

import io.shardlens.merge.RowOrder;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.QueryPlan;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A statement that the shards answer and Java merges.
///
/// @param sql what every shard is sent
/// @param shards who is asked
/// @param order empty, or the order that each shard's rows come in and the result has
/// @param inTurn whether, without an order, the shards' rows follow in the order of the shards. A
///   `LIMIT` then cuts the same rows each time, and the next page does not repeat them; PostgreSQL
///   promises neither, but people rely on both. Without a limit nobody waits for anybody.
/// @param hidden columns at the end that are there for the order only
record PushedQuery(
    String sql,
    List<ShardId> shards,
    Optional<RowOrder> order,
    boolean inTurn,
    long offset,
    OptionalLong limit,
    int hidden) {

  PushedQuery {
    shards = List.copyOf(shards);
  }

  /// Empty where the plan is of another kind.
  static Optional<PushedQuery> of(QueryPlan plan) {
    return switch (plan.merge()) {
      case MergeStep.SingleShard(ShardId shard, String sql) ->
          Optional.of(whole(sql, List.of(shard)));
      case MergeStep.SideBySide(String sql) -> Optional.of(whole(sql, plan.asked()));
      case MergeStep.Concatenate(String sql, long offset, OptionalLong limit) ->
          Optional.of(
              new PushedQuery(
                  sql,
                  plan.asked(),
                  Optional.empty(),
                  offset > 0 || limit.isPresent(),
                  offset,
                  limit,
                  0));
      case MergeStep.MergeSort sort ->
          Optional.of(
              new PushedQuery(
                  sort.sql(),
                  plan.asked(),
                  Optional.of(SortOrders.rows(sort.order())),
                  true,
                  sort.offset(),
                  sort.limit(),
                  sort.hidden()));
      case MergeStep.Groups _, MergeStep.Gathered _, MergeStep.Broadcast _, MergeStep.Nothing _ ->
          Optional.empty();
    };
  }

  private static PushedQuery whole(String sql, List<ShardId> shards) {
    return new PushedQuery(sql, shards, Optional.empty(), true, 0, OptionalLong.empty(), 0);
  }
}
