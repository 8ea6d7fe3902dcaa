package io.shardlens.topology.expression;

import io.shardlens.rows.SafeText;

/// A text as a literal of PostgreSQL.
public final class SqlLiteral {

  private SqlLiteral() {}

  /// A literal that means the same whatever `standard_conforming_strings` says. What could change
  /// how a line reads, such as control and bidirectional characters, is escaped.
  public static String quoted(String text) {
    boolean safe = text.equals(SafeText.escape(text));
    if (safe && text.indexOf('\\') < 0) {
      return "'" + text.replace("'", "''") + "'";
    }
    StringBuilder quoted = new StringBuilder("E'");
    text.codePoints()
        .forEach(character -> {
          String one = Character.toString(character);
          if (character == '\'' || character == '\\') {
            quoted.append(one).append(one);
          } else if (one.equals(SafeText.escape(one))) {
            quoted.append(one);
          } else {
            quoted.append((character <= 0xffff ? "\\u%04x" : "\\U%08x").formatted(character));
          }
        });
    return quoted.append('\'').toString();
  }
}
