package io.shardlens.execute;

import io.shardlens.rows.Column;
import io.shardlens.rows.RowBatch;
import java.util.List;

/// Takes the rows of one statement a batch at a time, on the thread that reads them. Whoever has no
/// room for a batch may keep that thread waiting: the server then waits too.
public interface BatchSink {

  /// Comes once, before any batch.
  void columns(List<Column> columns) throws ShardFailure;

  /// @param batch of one row at least
  /// @return whether more rows are wanted
  boolean batch(RowBatch batch) throws ShardFailure;
}
