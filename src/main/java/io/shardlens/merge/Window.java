package io.shardlens.merge;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A part of a cursor: `OFFSET` rows left out, `LIMIT` rows kept, and hidden columns at the end
/// taken off.
public final class Window implements RowCursor {

  private final RowCursor input;
  private final int width;
  private long toSkip;
  private long left;

  /// @param hidden the number of columns at the end that are dropped
  public Window(RowCursor input, long offset, OptionalLong limit, int hidden) {
    this.input = input;
    this.toSkip = offset;
    this.left = limit.orElse(Long.MAX_VALUE);
    this.width = input.columns().size() - hidden;
  }

  @Override
  public List<Column> columns() {
    return input.columns().subList(0, width);
  }

  @Override
  public @Nullable Row next() {
    while (toSkip > 0) {
      toSkip--;
      if (input.next() == null) {
        left = 0;
        return null;
      }
    }
    if (left == 0) {
      return null;
    }
    Row row = input.next();
    left = row == null ? 0 : left - 1;
    return row == null || row.size() == width ? row : narrowed(row);
  }

  private Row narrowed(Row row) {
    @Nullable String[] cells = row.cells().toArray(new String[0]);
    return new Row(row.source(), Arrays.copyOf(cells, width));
  }

  @Override
  public void close() {
    input.close();
  }
}
