package io.shardlens.ui.query;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import java.util.List;

/// The rows on the screen: those of the last run that had any.
record ShownRows(List<Column> columns, List<Row> rows) {
  static final ShownRows NONE = new ShownRows(List.of(), List.of());

  boolean isNone() {
    return columns.isEmpty() && rows.isEmpty();
  }
}
