package io.shardlens.execute;

import io.shardlens.rows.Column;
import java.util.List;

/// A transaction on one shard. Used by one thread, except [#cancel] and [#abort], which any thread
/// may call at any time.
///
/// A read-only session was seen to refuse writes before it was handed out. Closing rolls back
/// whatever was not committed.
public interface ShardSession extends AutoCloseable {

  /// The columns that a statement would return; nothing is run.
  List<Column> describe(String sql) throws ShardFailure;

  /// Runs one statement and hands its rows on, a batch at a time.
  void read(String sql, List<? extends Parameter> parameters, RowSink sink) throws ShardFailure;

  /// As [#read] without parameters, but rows come packed and a batch at a time: the first one is
  /// small and comes early, later ones are as large as the width of the rows allows.
  ///
  /// @param source what each row's [io.shardlens.rows.Row#source] will be
  default void readBatches(String sql, int source, BatchSink sink) throws ShardFailure {
    read(sql, List.of(), new PackingSink(source, sink));
  }

  /// Tells the server that the transaction is still wanted, although nothing was asked for a while.
  /// May be called from within a sink.
  default void touch() throws ShardFailure {}

  /// Streams the rows of a query in the text form of `COPY`.
  void copy(String query, CopySink sink) throws ShardFailure;

  /// Makes the changes of this session permanent.
  ///
  /// @throws ShardFailure of kind LOST when nobody knows whether they are
  void commit() throws ShardFailure;

  /// Asks the server to stop the running statement. Never throws, may do nothing.
  void cancel();

  /// Cuts the connection, which frees a reader from a server that no longer answers. Never throws.
  void abort();

  @Override
  void close();
}
