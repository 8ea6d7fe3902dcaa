package io.shardlens.ui.query;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.plan.QueryPlan;

/// Where the query screen stands. Rows of an earlier run may be on the screen in every state but
/// `Idle`; only in `Done` can they be the answer.
sealed interface QueryState {

  /// Nothing was asked yet.
  record Idle() implements QueryState {}

  /// The shards are being asked.
  ///
  /// @param cancelling whether the reader has asked to stop and the servers have not confirmed yet
  record Running(QueryRequest request, boolean cancelling) implements QueryState {}

  /// The plan is being made; nothing is run.
  record Explaining(String sql) implements QueryState {}

  /// The plan is there; nothing was run.
  record Explained(QueryPlan plan) implements QueryState {}

  /// No plan could be made.
  record NotExplained(String sql, QueryError error) implements QueryState {}

  /// What was typed cannot be run: no statement, or a bound that is no number.
  record NotRunnable(String message) implements QueryState {}

  /// The run is over, well or not.
  record Done(QueryRequest request, QueryResult result) implements QueryState {}

  /// Whether work is under way that can be cancelled.
  default boolean isBusy() {
    return this instanceof Running || this instanceof Explaining;
  }
}
