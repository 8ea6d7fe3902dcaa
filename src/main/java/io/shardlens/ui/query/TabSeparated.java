package io.shardlens.ui.query;

import io.shardlens.rows.Row;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows as text for the clipboard, in the text format of PostgreSQL's COPY: cells parted by tabs,
/// NULL as `\N`, and tab, line feed, carriage return and backslash escaped, so that no value is
/// mistaken for another.
final class TabSeparated {
  private TabSeparated() {}

  /// One line a row, without a line feed after the last.
  ///
  /// @param shard the first cell of a row's line
  static String of(List<Row> rows, Function<Row, String> shard) {
    return rows.stream()
        .map(row -> escaped(shard.apply(row)) + "\t" + cells(row))
        .collect(Collectors.joining("\n"));
  }

  private static String cells(Row row) {
    return row.cells().stream().map(TabSeparated::escaped).collect(Collectors.joining("\t"));
  }

  private static String escaped(@Nullable String cell) {
    return cell == null
        ? "\\N"
        : cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }
}
