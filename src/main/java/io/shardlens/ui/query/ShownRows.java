package io.shardlens.ui.query;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import java.util.List;

/// The rows on the screen: those of the last run that had any.
///
/// @param run counts the runs of this tab, from 1
/// @param failures the shards of the run that had failed by then: each time, the merge begins anew
record ShownRows(List<Column> columns, List<Row> rows, long run, int failures) {
  static final ShownRows NONE = new ShownRows(List.of(), List.of(), 0, 0);

  boolean isNone() {
    return columns.isEmpty() && rows.isEmpty();
  }

  /// Whether these are the rows of an earlier moment with more behind them.
  boolean continues(ShownRows earlier) {
    return run == earlier.run
        && failures == earlier.failures
        && columns.equals(earlier.columns)
        && rows.size() >= earlier.rows.size();
  }
}
