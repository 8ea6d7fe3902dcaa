package io.shardlens.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows, pulled one at a time by a single reader. Not thread-safe.
public interface RowCursor extends AutoCloseable {

  List<Column> columns();

  /// The next row, or `null` when there is none left; after `null` always `null`.
  @Nullable Row next();

  /// Releases what the cursor holds. Closing twice is allowed; a cursor in memory holds nothing.
  @Override
  default void close() {}

  /// A cursor over rows in memory.
  static RowCursor of(List<Column> columns, List<Row> rows) {
    var iterator = rows.iterator();
    return new RowCursor() {
      @Override
      public List<Column> columns() {
        return columns;
      }

      @Override
      public @Nullable Row next() {
        return iterator.hasNext() ? iterator.next() : null;
      }
    };
  }
}
