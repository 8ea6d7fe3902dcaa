package io.shardlens.plan;

import io.shardlens.sql.Statement;
import io.shardlens.sql.Token;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The few changes that are made to a person's own statement before it is sent: a limit that leaves
/// room for the offset, and columns that only the order needs. Everything else stays as it was
/// written.
final class StatementText {

  private StatementText() {}

  /// The statement with `LIMIT limit + offset` in place of its own limit and offset, and with
  /// hidden columns at the end of its select list.
  static String pushed(
      Statement statement, OptionalLong limit, long offset, List<String> hiddenColumns) {
    String text = statement.text();
    OptionalInt tail = topLevel(statement, "limit", "offset");
    String body = tail.isPresent() ? text.substring(0, tail.getAsInt()).stripTrailing() : text;
    if (!hiddenColumns.isEmpty()) {
      int from = topLevel(statement, "from", "from").orElseThrow();
      String list = String.join(", ", hiddenColumns);
      body = body.substring(0, from).stripTrailing() + "\n, " + list + "\n" + body.substring(from);
    }
    return limit.isPresent() ? body + "\nLIMIT " + Math.addExact(limit.getAsLong(), offset) : body;
  }

  /// Where one of two key words first stands outside all parentheses.
  private static OptionalInt topLevel(Statement statement, String one, String other) {
    int depth = 0;
    for (Token token : statement.tokens()) {
      if (token.is(statement.text(), "(") || token.is(statement.text(), "[")) {
        depth++;
      } else if (token.is(statement.text(), ")") || token.is(statement.text(), "]")) {
        depth--;
      } else if (depth == 0
          && (token.is(statement.text(), one) || token.is(statement.text(), other))) {
        return OptionalInt.of(token.start());
      }
    }
    return OptionalInt.empty();
  }
}
