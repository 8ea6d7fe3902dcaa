package io.shardlens.execute;

import io.shardlens.plan.QueryPlan;
import io.shardlens.topology.ShardId;

/// Runs statements over all shards of one topology. Thread-safe; every method may take as long as
/// the request's timeout allows and is never called on the JavaFX thread.
public interface QueryService {

  /// The plan of a statement; reads catalogs, runs nothing.
  ///
  /// @throws ShardlensException when no shard can be reached, or the statement is no statement
  QueryPlan explain(String sql) throws ShardlensException;

  /// Scatter, gather, merge. Never throws for what a statement, a topology or a server can do
  /// wrong: that is part of the result. Interrupting the calling thread cancels the query on every
  /// server.
  QueryResult run(QueryRequest request, Progress progress);

  /// Hears how a query goes. Called from several threads.
  interface Progress {
    Progress NONE =
        new Progress() {
          @Override
          public void planned(QueryPlan plan) {}

          @Override
          public void rows(ShardId shard, long rows) {}

          @Override
          public void finished(ShardOutcome outcome) {}
        };

    void planned(QueryPlan plan);

    /// So many rows of a shard have arrived so far.
    void rows(ShardId shard, long rows);

    void finished(ShardOutcome outcome);
  }
}
