package io.shardlens.cli;

import io.shardlens.rows.SafeText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table as psql draws it: aligned, numbers at the right, control characters escaped, NULL as a
/// word.
final class TextTable {

  private final List<String> headers;
  private final List<Boolean> numeric;
  private final List<List<@Nullable String>> rows = new ArrayList<>();

  TextTable(List<String> headers, List<Boolean> numeric) {
    this.headers = headers.stream().map(SafeText::escape).toList();
    this.numeric = List.copyOf(numeric);
  }

  void add(List<@Nullable String> cells) {
    rows.add(cells);
  }

  void print(PrintWriter out) {
    print(out, rows);
  }

  /// Prints rows that are not kept here.
  ///
  /// @param cells the rows, which are gone through twice
  void print(PrintWriter out, Iterable<List<@Nullable String>> cells) {
    int[] widths = headers.stream().mapToInt(DisplayWidth::of).toArray();
    for (List<@Nullable String> row : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(shown(row.get(i))));
      }
    }
    out.println(line(headers, widths).stripTrailing());
    out.println(
        java.util.Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-")));
    for (List<@Nullable String> row : cells) {
      out.println(line(row.stream().map(TextTable::shown).toList(), widths).stripTrailing());
    }
  }

  private static String shown(@Nullable String cell) {
    return cell == null ? "NULL" : SafeText.escape(cell);
  }

  private String line(List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      padded.add(padded(cells.get(i), widths[i], numeric.get(i)));
    }
    return String.join(" | ", padded);
  }

  static String padded(String text, int width, boolean atRight) {
    String blanks = " ".repeat(Math.max(0, width - DisplayWidth.of(text)));
    return atRight ? blanks + text : text + blanks;
  }
}
