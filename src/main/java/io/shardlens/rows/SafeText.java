package io.shardlens.rows;

import java.util.Locale;

/// Makes text from a database, a server or a file safe to show: on a screen, in a log, on a
/// terminal. The one place that knows which characters change how the rest reads.
public final class SafeText {

  /// Characters of a server's message that anybody needs.
  public static final int MESSAGE_LENGTH = 4_096;

  private SafeText() {}

  /// A text on one line: line breaks as `\n`, other control and every bidirectional control
  /// character as a backslash, `u` and four hexadecimal digits.
  public static String escape(String text) {
    return escape(text, false);
  }

  /// As [#escape(String)], but line breaks and tabs stay.
  public static String escapeLines(String text) {
    return escape(text, true);
  }

  /// A server's message, escaped and cut to [#MESSAGE_LENGTH].
  public static String message(String text) {
    boolean longer = text.length() > MESSAGE_LENGTH;
    return escapeLines(longer ? text.substring(0, MESSAGE_LENGTH) + "…" : text);
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
        ? index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1))
        : index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
  }
}
