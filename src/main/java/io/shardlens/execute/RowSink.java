package io.shardlens.execute;

import io.shardlens.rows.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the rows of one statement as they arrive, on the thread that reads them.
public interface RowSink {

  /// Comes once, before any row.
  void columns(List<Column> columns) throws ShardFailure;

  /// @param cells one text per column, `null` for NULL; the array is the receiver's
  /// @return whether more rows are wanted
  boolean row(@Nullable String[] cells) throws ShardFailure;
}
