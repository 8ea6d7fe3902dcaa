package io.shardlens.export.vectors;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One line of CSV after RFC 4180, which ends with CR and LF.
final class CsvLine {

  private CsvLine() {}

  /// @param fields `null` is an empty field without quotes, an empty text one with quotes
  static String of(List<@Nullable String> fields) {
    return fields.stream().map(CsvLine::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(@Nullable String text) {
    if (text == null) {
      return "";
    }
    boolean plain =
        !text.isEmpty()
            && text.equals(text.strip())
            && text.chars().noneMatch(letter -> letter == '"' || letter == ',' || letter < ' ');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
