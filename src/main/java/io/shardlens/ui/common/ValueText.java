package io.shardlens.ui.common;

import java.util.Locale;
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
    String escaped = escape(shortened ? value.substring(0, length) : value, keepLines);
    return new ValueText(shortened ? escaped + "…" : escaped, "plain-value");
  }

  /// A text on one line: line breaks as `\n`, other control and every bidirectional control
  /// character as a backslash, `u` and four hexadecimal digits.
  public static String escape(String text) {
    return escape(text, false);
  }

  /// As [#escape(String)], but line breaks and tabs stay.
  public static String escapeLines(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean keepLines) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (!changesReading(text, i) || (keepLines && (character == '\n' || character == '\t'))) {
        escaped.append(character);
      } else {
        escaped.append(
            switch (character) {
              case '\n' -> "\\n";
              case '\t' -> "\\t";
              case '\r' -> "\\r";
              default -> String.format(Locale.ROOT, "\\u%04x", (int) character);
            });
      }
    }
    return escaped.toString();
  }

  private static boolean changesReading(String text, int index) {
    char character = text.charAt(index);
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      // Joiners make up emoji and Indic and Persian words; all other invisible ones are shown.
      case Character.FORMAT -> character != '\u200c' && character != '\u200d';
      case Character.SURROGATE -> isUnpaired(text, index);
      default -> false;
    };
  }

  private static boolean isUnpaired(String text, int index) {
    char character = text.charAt(index);
    return Character.isHighSurrogate(character)
        ? index + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(index + 1))
        : index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
  }
}
