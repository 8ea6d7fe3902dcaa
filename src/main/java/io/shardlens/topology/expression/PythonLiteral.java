package io.shardlens.topology.expression;

/// A text as Python source.
///
/// Letters and digits of every script that is read from the left stay as they are. Anything else
/// outside ASCII is escaped, so that no line reads otherwise than Python takes it.
public final class PythonLiteral {

  private PythonLiteral() {}

  /// A string literal in double quotes.
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(character -> {
          if (character == '"' || character == '\\') {
            quoted.append('\\').append((char) character);
          } else {
            append(quoted, character);
          }
        });
    return quoted.append('"').toString();
  }

  /// The same for a comment of one line: no quotes around it, and none of its own are escaped.
  public static String inComment(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(character -> append(shown, character));
    return shown.toString();
  }

  private static void append(StringBuilder text, int character) {
    boolean plain =
        (character >= ' ' && character < 0x7f)
            || (character > 0x7f
                && Character.isLetterOrDigit(character)
                && Character.getDirectionality(character)
                    == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
    if (plain) {
      text.appendCodePoint(character);
    } else if (character == '\n') {
      text.append("\\n");
    } else if (character <= 0xff) {
      text.append("\\x%02x".formatted(character));
    } else if (character <= 0xffff) {
      text.append("\\u%04x".formatted(character));
    } else {
      text.append("\\U%08x".formatted(character));
    }
  }
}
