package io.shardlens.execute;

import io.shardlens.plan.QueryPlan;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.topology.ShardId;
import java.util.List;

/// Runs statements over all shards of one topology. Thread-safe; every method waits for servers as
/// long as the request's timeout allows, and is never called on the JavaFX thread.
public interface QueryService {

  /// The plan of a statement; reads catalogs, runs nothing.
  ///
  /// @throws ShardlensException when no shard can be reached, or the statement is no statement
  QueryPlan explain(String sql) throws ShardlensException;

  /// How much each shard would send for a plan, as its own statistics say; runs nothing. A shard
  /// that is not asked, or does not say in time, has no estimate.
  default List<TransferEstimate> estimates(QueryPlan plan) {
    return List.of();
  }

  /// Where gathered rows are merged that are too many for a session on a shard.
  default MergeServers mergeServers() {
    return MergeServers.NONE;
  }

  /// Scatter, gather, merge. Never throws for what a statement, a topology or a server can do
  /// wrong: that is part of the result. Interrupting the calling thread cancels the query on every
  /// server.
  ///
  /// The rows are held, packed, in memory or in a private file. The timeout is for planning and all
  /// waits for a shard's server together; a server that does not obey costs two and a half seconds
  /// more, and merging what the others sent, where a partial result is wanted, another two.
  QueryResult run(QueryRequest request, Progress progress);

  /// As [#run], but shards that answered the same request before are not asked again, where what
  /// they sent was kept. What each shard saw is then further apart in time than in one run; a
  /// reason of the result says so.
  ///
  /// @param earlier a result of the same statement over the same shards
  default QueryResult retry(QueryRequest request, QueryResult earlier, Progress progress) {
    return run(request, progress);
  }

  /// What there is of a result of which a shard is missing, at once where it was kept.
  ///
  /// @param request one that allows a partial result
  /// @param earlier a result of the same statement over the same shards
  default QueryResult partial(QueryRequest request, QueryResult earlier, Progress progress) {
    return run(request, progress);
  }

  /// As [#run], but rows are handed on as soon as they are determined, and not held. What was
  /// handed on cannot be taken back when a shard is lost: so much is held back first, and a result
  /// that is no larger is handed on whole or not at all.
  ///
  /// The timeout is for each wait for a shard's server, from one batch to the next, and not for the
  /// time that the consumer takes: however long a result is, it may come as long as it comes.
  ///
  /// @param heldBytes bytes of rows, as they came over the wire, that are held back; 0 for none
  /// @return the result without its rows, and how many were handed on
  default StreamedResult stream(
      QueryRequest request, long heldBytes, ResultConsumer consumer, Progress progress) {
    return StreamedResult.ofHeld(run(request, progress), consumer);
  }

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

    /// The rows that are determined so far, in their place, now and then while a query runs. They
    /// promise nothing yet: where a shard fails, they are not the beginning of the result.
    ///
    /// @param rows unmodifiable, and may be kept
    default void merged(List<Column> columns, List<Row> rows) {}
  }
}
