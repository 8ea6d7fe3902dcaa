package io.shardlens.export.sql;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.rows.SafeText;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.expression.SqlLiteral;

/// Texts of a topology as SQL: literals, identifiers, comments. What could end one of them or
/// change how it reads is escaped.
final class SqlText {

  private SqlText() {}

  /// An identifier, quoted only where it must be.
  ///
  /// @throws NotExpressibleException for what no PostgreSQL catalog can hold
  static String identifier(String name) throws NotExpressibleException {
    if (!Identifier.isPossible(name)) {
      throw new NotExpressibleException("PostgreSQL has no column of the name " + name);
    }
    if (name.equals(SafeText.escape(name))) {
      return Identifier.display(name);
    }
    StringBuilder quoted = new StringBuilder("U&\"");
    name.codePoints()
        .forEach(character -> {
          String one = Character.toString(character);
          if (character == '"' || character == '\\') {
            quoted.append(one).append(one);
          } else if (one.equals(SafeText.escape(one))) {
            quoted.append(one);
          } else {
            quoted.append("\\+%06x".formatted(character));
          }
        });
    return quoted.append('"').toString();
  }

  /// A text in a comment of one line.
  static String comment(String text) {
    return SafeText.escape(text);
  }

  /// A value of a key column as the expression compares it: a moment as its calendar time in UTC.
  static String literal(KeyType type, KeyValue value) {
    return switch (value) {
      case KeyValue.Int(long number) -> integer(number);
      case KeyValue.Text(String text) -> SqlLiteral.quoted(text);
      case KeyValue.Uuid uuid -> "'" + uuid.text() + "'::uuid";
      case KeyValue.Day _ -> "'" + value.text() + "'::date";
      case KeyValue.Timestamp _ -> "'" + value.text() + "'::timestamp";
      case KeyValue.Moment _ -> "'" + value.text() + "'::timestamptz";
      case KeyValue.Tuple _ ->
          throw new IllegalArgumentException("A " + type.word() + " has one value");
    };
  }

  /// A whole number; the smallest bigint only has its sign when it is read as a text.
  static String integer(long number) {
    return number == Long.MIN_VALUE ? "'" + number + "'::bigint" : Long.toString(number);
  }
}
