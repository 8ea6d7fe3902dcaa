package io.shardlens.export.python;

import io.shardlens.topology.KeyValue;
import java.util.Set;

/// Texts of a topology as Python source: literals, names, comments. What could end a literal or
/// change how a line reads is escaped.
final class PythonText {

  /// The keywords of Python 3.14 with the soft ones, and names of the exported module that a
  /// parameter must not hide.
  private static final Set<String> TAKEN =
      Set.of(
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "case",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "match",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "type",
          "while",
          "with",
          "yield",
          "false",
          "none",
          "true",
          "abs",
          "binascii",
          "bisect_left",
          "bisect_right",
          "bytes",
          "data",
          "datetime",
          "event",
          "hash",
          "hashlib",
          "index",
          "int",
          "key",
          "max",
          "member",
          "number",
          "os",
          "prepared",
          "re",
          "self",
          "session",
          "sorted",
          "str",
          "text",
          "tuple",
          "unicodedata",
          "uuid",
          "value",
          "zlib");

  private PythonText() {}

  /// A string literal. Letters and digits of every script that is read from the left stay.
  static String quoted(String text) {
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

  /// A text inside a docstring of three double quotes.
  static String inDocstring(String text) {
    String quoted = quoted(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  /// A text inside a comment of one line.
  static String inComment(String text) {
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

  /// A value as the selectors compare it: times are numbers.
  static String literal(KeyValue value) {
    return switch (value) {
      case KeyValue.Countable countable -> Long.toString(countable.ordinal());
      case KeyValue.Text(String text) -> quoted(text);
      case KeyValue.Uuid uuid -> "uuid.UUID(\"" + uuid.text() + "\")";
      case KeyValue.Tuple(java.util.List<KeyValue> values) -> {
        StringBuilder tuple = new StringBuilder("(");
        values.forEach(part -> tuple.append(tuple.length() == 1 ? "" : ", ").append(literal(part)));
        yield tuple.append(values.size() == 1 ? ",)" : ")").toString();
      }
    };
  }

  /// A name for a parameter, made of a column's.
  static String parameter(String column) {
    String name = identifier(column);
    boolean taken = TAKEN.contains(name) || name.matches("key_[0-9]+");
    return taken ? name + "_" : name;
  }

  /// ASCII letters in lower case, digits and underscores, a letter first.
  static String identifier(String text) {
    StringBuilder name = new StringBuilder();
    text.codePoints()
        .map(character -> character < 0x80 ? Character.toLowerCase(character) : '_')
        .map(character -> Character.isLetterOrDigit(character) ? character : '_')
        .forEach(name::appendCodePoint);
    if (name.isEmpty() || Character.isDigit(name.charAt(0)) || name.charAt(0) == '_') {
      name.insert(0, 'k');
    }
    return name.toString();
  }
}
