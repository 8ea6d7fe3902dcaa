package io.shardlens.merge;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of several cursors one after the other; streaming, holds no row.
public final class Concatenation implements RowCursor {

  private final List<Column> columns;
  private final List<RowCursor> inputs;
  private int current;

  /// @param inputs cursors with the same columns
  public Concatenation(List<Column> columns, List<RowCursor> inputs) {
    this.columns = List.copyOf(columns);
    this.inputs = List.copyOf(inputs);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable Row next() {
    while (current < inputs.size()) {
      Row row = inputs.get(current).next();
      if (row != null) {
        return row;
      }
      current++;
    }
    return null;
  }

  @Override
  public void close() {
    inputs.forEach(RowCursor::close);
  }
}
