package io.shardlens.execute;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import java.util.List;

/// Takes the rows of a result as they are determined, on the thread that asked. However long it
/// takes, no server is blamed: they wait.
public interface ResultConsumer {

  /// Comes once, before any row, and also where there are none; not at all where the statement
  /// cannot be answered.
  void columns(List<Column> columns);

  /// @param row in the order of the result; keeping it keeps the whole batch that it came with
  /// @return whether more rows are wanted
  boolean row(Row row);
}
