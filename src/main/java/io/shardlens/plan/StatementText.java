package io.shardlens.plan;

import io.shardlens.sql.Statement;
import io.shardlens.sql.Token;
import java.util.Arrays;
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
      int from = topLevel(statement, "from").orElseThrow();
      String list = String.join(", ", hiddenColumns);
      body = body.substring(0, from).stripTrailing() + "\n, " + list + "\n" + body.substring(from);
    }
    return limit.isPresent() ? body + "\nLIMIT " + Math.addExact(limit.getAsLong(), offset) : body;
  }

  /// The `FROM` and `WHERE` of a statement as they stand; with its `ORDER BY` and a limit where
  /// only the first rows are wanted.
  static String baseRows(Statement statement, OptionalLong firstRows) {
    String text = statement.text();
    int from = topLevel(statement, "from").orElseThrow();
    int end =
        topLevel(statement, from, "group", "having", "window", "order", "limit", "offset", "fetch")
            .orElse(text.length());
    String rows = text.substring(from, end).stripTrailing();
    if (firstRows.isEmpty()) {
      return rows;
    }
    OptionalInt order = topLevel(statement, from, "order");
    int tail = topLevel(statement, "limit", "offset").orElse(text.length());
    return rows
        + (order.isPresent() ? "\n" + text.substring(order.getAsInt(), tail).stripTrailing() : "")
        + "\nLIMIT "
        + firstRows.getAsLong();
  }

  /// Where one of some key words first stands outside all parentheses.
  private static OptionalInt topLevel(Statement statement, String... words) {
    return topLevel(statement, 0, words);
  }

  /// Where one of some key words first stands outside all parentheses, from a place on.
  private static OptionalInt topLevel(Statement statement, int start, String... words) {
    int depth = 0;
    for (int i = 0; i < statement.tokens().size(); i++) {
      Token token = statement.tokens().get(i);
      if (token.is(statement.text(), "(") || token.is(statement.text(), "[")) {
        depth++;
      } else if (token.is(statement.text(), ")") || token.is(statement.text(), "]")) {
        depth--;
      } else if (depth == 0
          && token.start() >= start
          && Arrays.stream(words).anyMatch(word -> token.is(statement.text(), word))
          && beginsClause(statement, i)) {
        return OptionalInt.of(token.start());
      }
    }
    return OptionalInt.empty();
  }

  /// Whether a key word stands for itself: after `AS` or a dot any word is a name, and `IS DISTINCT
  /// FROM` is an operator.
  static boolean beginsClause(Statement statement, int index) {
    if (index == 0) {
      return true;
    }
    Token before = statement.tokens().get(index - 1);
    String text = statement.text();
    return !before.is(text, "as") && !before.is(text, ".") && !before.is(text, "distinct");
  }
}
