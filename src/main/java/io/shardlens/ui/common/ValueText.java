package io.shardlens.ui.common;

import io.shardlens.rows.SafeText;
import org.jspecify.annotations.Nullable;

/// How a text from a database, a server or a file is shown: NULL apart from the empty text, control
/// and bidirectional characters as escapes, so that no value can change how the rest reads.
///
/// @param text what is drawn
/// @param styleClass `null-value` and `empty-value` for the two that are words of ours and not the
///   value; `plain-value` else
public record ValueText(String text, String styleClass) {

  /// Longer cells end in `…`; nobody reads more in one line of a table.
  public static final int CELL_LENGTH = 400;

  /// A value for one line of a table.
  public static ValueText ofCell(@Nullable String value) {
    return of(value, CELL_LENGTH, false);
  }

  /// A value in full, with its line breaks and tabs.
  public static ValueText ofWhole(@Nullable String value) {
    return of(value, Integer.MAX_VALUE, true);
  }

  private static ValueText of(@Nullable String value, int length, boolean keepLines) {
    if (value == null) {
      return new ValueText("NULL", "null-value");
    }
    if (value.isEmpty()) {
      return new ValueText("empty text", "empty-value");
    }
    boolean shortened = value.length() > length;
    String kept = shortened ? value.substring(0, length) : value;
    String escaped = keepLines ? SafeText.escapeLines(kept) : SafeText.escape(kept);
    return new ValueText(shortened ? escaped + "…" : escaped, "plain-value");
  }

  /// A text on one line, see [SafeText#escape].
  public static String escape(String text) {
    return SafeText.escape(text);
  }

  /// As [#escape(String)], but line breaks and tabs stay.
  public static String escapeLines(String text) {
    return SafeText.escapeLines(text);
  }
}
