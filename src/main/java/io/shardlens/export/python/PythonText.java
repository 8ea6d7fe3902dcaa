package io.shardlens.export.python;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.expression.PythonLiteral;
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

  /// A text inside a docstring of three double quotes.
  static String inDocstring(String text) {
    String quoted = PythonLiteral.quoted(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  /// A value as the selectors compare it: times are numbers.
  static String literal(KeyValue value) {
    return switch (value) {
      case KeyValue.Countable countable -> Long.toString(countable.ordinal());
      case KeyValue.Text(String text) -> PythonLiteral.quoted(text);
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
