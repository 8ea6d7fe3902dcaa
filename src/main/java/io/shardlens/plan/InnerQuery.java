package io.shardlens.plan;

import io.shardlens.sql.Identifier;
import io.shardlens.sql.SelectReader;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementException;
import io.shardlens.sql.Token;
import io.shardlens.sql.TokenKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A statement that is one `SELECT` around another one, which stands in its `FROM` or in a `WITH`
/// before it and is read exactly once.
///
/// @param whole the statement
/// @param inner the query inside, without its parentheses
/// @param select the same, understood
/// @param outer the query around, which reads a table in place of the inner one
/// @param alias the name by which the outer query calls the inner one
/// @param start where the inner query begins in the statement's text
/// @param end where it ends there, excluded
record InnerQuery(
    Statement whole,
    Statement inner,
    SimpleSelect select,
    SimpleSelect outer,
    String alias,
    int start,
    int end) {

  /// The table in place of a derived one; no table of a user has this name.
  private static final String PLACE = "shardlens query";

  private static final Set<String> BEFORE_SOURCE = Set.of("from", "join", ",");

  /// The two queries, or empty where a statement is of another shape.
  static Optional<InnerQuery> of(Statement statement) {
    List<Token> tokens = statement.tokens();
    if (statement.countWord("select") != 2) {
      return Optional.empty();
    }
    int first = inside(statement);
    if (first < 0) {
      return Optional.empty();
    }
    int closing = closing(statement, first - 1);
    String text = statement.text();
    Optional<String> named = nameInWith(statement, first - 1);
    String outer;
    if (named.isPresent()) {
      if (!isAt(statement, closing + 1, "select")) {
        return Optional.empty();
      }
      outer = text.substring(tokens.get(closing + 1).start());
    } else if (isAt(statement, 0, "select")
        && BEFORE_SOURCE.stream().anyMatch(word -> isAt(statement, first - 2, word))) {
      outer =
          text.substring(0, tokens.get(first - 1).start())
              + " "
              + Identifier.quote(PLACE)
              + " "
              + text.substring(tokens.get(closing).end());
    } else {
      return Optional.empty();
    }
    int start = tokens.get(first).start();
    int end = tokens.get(closing - 1).end();
    return read(statement, text.substring(start, end), outer, named.orElse(PLACE), start, end);
  }

  private static Optional<InnerQuery> read(
      Statement whole, String innerText, String outerText, String place, int start, int end) {
    try {
      Statement inner = Statement.of(innerText);
      Optional<SimpleSelect> select = SelectReader.read(inner);
      Optional<SimpleSelect> outer = SelectReader.read(Statement.of(outerText));
      if (select.isEmpty() || outer.isEmpty()) {
        return Optional.empty();
      }
      List<SimpleSelect.Source> places =
          outer.get().sources().stream()
              .filter(source -> source.schema().isEmpty() && source.table().equals(place))
              .toList();
      // A query that stands elsewhere, as a value, is not among the sources.
      return places.size() == 1
          ? Optional.of(
              new InnerQuery(
                  whole, inner, select.get(), outer.get(), places.getFirst().alias(), start, end))
          : Optional.empty();
    } catch (StatementException e) {
      return Optional.empty();
    }
  }

  /// The statement with another query in place of the inner one.
  String with(String query) {
    return whole.text().substring(0, start) + query + whole.text().substring(end);
  }

  /// Whether the outer query reads nothing but the inner one.
  boolean isAll() {
    return outer.sources().size() == 1;
  }

  /// Whether the outer query may read a table of its own by a name.
  boolean outerNames(String table) {
    return outer.sources().stream().anyMatch(source -> source.table().equals(table));
  }

  /// The `SELECT` right behind a parenthesis, or -1.
  private static int inside(Statement statement) {
    for (int i = 1; i < statement.tokens().size(); i++) {
      if (isAt(statement, i, "select") && isAt(statement, i - 1, "(")) {
        return i;
      }
    }
    return -1;
  }

  /// The name in `WITH name AS [[NOT] MATERIALIZED] (`.
  private static Optional<String> nameInWith(Statement statement, int opening) {
    int before = opening - 1;
    if (isAt(statement, before, "materialized")) {
      before -= isAt(statement, before - 1, "not") ? 2 : 1;
    }
    if (before != 2 || !isAt(statement, 2, "as") || !isAt(statement, 0, "with")) {
      return Optional.empty();
    }
    Token name = statement.tokens().get(1);
    boolean keyWord = name.kind() == TokenKind.WORD && name.is(statement.text(), "recursive");
    return keyWord || statement.name(name).isEmpty()
        ? Optional.empty()
        : Optional.of(statement.name(name));
  }

  private static int closing(Statement statement, int opening) {
    int depth = 0;
    for (int i = opening; i < statement.tokens().size(); i++) {
      depth += isAt(statement, i, "(") ? 1 : isAt(statement, i, ")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalStateException("A server understood a statement with an open parenthesis");
  }

  private static boolean isAt(Statement statement, int index, String word) {
    return index >= 0
        && index < statement.tokens().size()
        && statement.tokens().get(index).is(statement.text(), word);
  }
}
