package io.shardlens.plan;

import io.shardlens.sql.Statement;
import io.shardlens.sql.Token;
import io.shardlens.sql.TokenKind;
import io.shardlens.topology.Topology;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells whether a statement may touch columns of a table that its text does not name: by a star, a
/// join by common columns, a reference to a whole row, or names given to columns by their position.
/// In doubt it does.
final class WholeRows {

  /// What follows a table and cannot be its alias unless it is quoted or stands after `AS`.
  private static final Set<String> NO_ALIAS =
      Set.of(
          "where",
          "join",
          "left",
          "right",
          "inner",
          "outer",
          "full",
          "cross",
          "natural",
          "on",
          "using",
          "group",
          "order",
          "limit",
          "offset",
          "having",
          "union",
          "intersect",
          "except",
          "fetch",
          "for",
          "window",
          "tablesample",
          "and",
          "or",
          "returning",
          "as",
          "lateral");

  private final Statement statement;
  private final List<Token> tokens;
  private final Topology topology;
  private final TableFacts table;

  WholeRows(Statement statement, Topology topology, TableFacts table) {
    this.statement = statement;
    this.tokens = statement.tokens();
    this.topology = topology;
    this.table = table;
  }

  boolean mayBeUsed() {
    return statement.hasWord("natural")
        || statement.hasWord("table")
        || statement.hasWord("only")
        || hasStar()
        || hasParenthesisedJoin()
        || namesColumnsByPosition()
        || refersToRow();
  }

  private boolean hasStar() {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == TokenKind.OPERATOR
          && isAt(i, "*")
          && !isCountStar(i)
          && !isMultiplication(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCountStar(int i) {
    return isAt(i - 1, "(") && isAt(i + 1, ")");
  }

  private boolean isMultiplication(int i) {
    if (i == 0) {
      return false;
    }
    Token before = tokens.get(i - 1);
    return switch (before.kind()) {
      case NUMBER, STRING, QUOTED_IDENTIFIER -> true;
      case WORD -> !before.text(statement.text()).matches("(?i)select|all|distinct|returning");
      case PUNCTUATION -> isAt(i - 1, "]") || (isAt(i - 1, ")") && !endsDistinctOn(i - 1));
      case PARAMETER, OPERATOR, COMMENT, UNTERMINATED -> false;
    };
  }

  /// Whether a closing parenthesis is that of `DISTINCT ON (…)`, after which a star means all
  /// columns.
  private boolean endsDistinctOn(int closing) {
    int depth = 0;
    for (int i = closing; i >= 0; i--) {
      depth += isAt(i, ")") ? 1 : isAt(i, "(") ? -1 : 0;
      if (depth == 0) {
        return isAt(i - 1, "on") && isAt(i - 2, "distinct");
      }
    }
    return true;
  }

  /// `(a JOIN b ON …) AS j` is a row of all columns, and may give them names by position.
  private boolean hasParenthesisedJoin() {
    Deque<Boolean> holdsQuery = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (isAt(i, "(")) {
        holdsQuery.push(isAt(i + 1, "select") || isAt(i + 1, "with") || isAt(i + 1, "values"));
      } else if (isAt(i, ")") && !holdsQuery.isEmpty()) {
        holdsQuery.pop();
      } else if (isAt(i, "join") && !holdsQuery.isEmpty() && !holdsQuery.peek()) {
        return true;
      }
    }
    return false;
  }

  /// `users AS u(a, b)` renames the first columns, whichever they are.
  private boolean namesColumnsByPosition() {
    for (int i = 0; i < tokens.size(); i++) {
      if (isTable(i) && aliasAt(i).filter(alias -> isAt(alias + 1, "(")).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private boolean refersToRow() {
    Set<String> rowNames = rowNames();
    for (int i = 0; i < tokens.size(); i++) {
      boolean label = isAt(i - 1, "as");
      if (label || !rowNames.contains(statement.name(tokens.get(i)))) {
        continue;
      }
      if (isAt(i + 1, ".")) {
        // What is no column is a function of the row in attribute notation.
        String member = i + 2 < tokens.size() ? statement.name(tokens.get(i + 2)) : "";
        if (table.column(member).isEmpty()) {
          return true;
        }
      } else if (!isNaming(i)) {
        return true;
      }
    }
    return false;
  }

  /// The names by which a whole row could be meant: the table's own and its aliases.
  private Set<String> rowNames() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (isTable(i)) {
        names.add(statement.name(tokens.get(i)));
        aliasAt(i).ifPresent(alias -> names.add(statement.name(tokens.get(alias))));
      }
    }
    return names;
  }

  /// Where the alias of the table stands that is named at an index.
  private Optional<Integer> aliasAt(int index) {
    int next = isAt(index + 1, "*") ? index + 2 : index + 1;
    boolean announced = isAt(next, "as");
    int alias = announced ? next + 1 : next;
    if (alias >= tokens.size()) {
      return Optional.empty();
    }
    String name = statement.name(tokens.get(alias));
    boolean keyWord = tokens.get(alias).kind() == TokenKind.WORD && NO_ALIAS.contains(name);
    return name.isEmpty() || (keyWord && !announced) ? Optional.empty() : Optional.of(alias);
  }

  /// Whether an identifier stands where a table or an alias is introduced, not where a value is
  /// meant.
  private boolean isNaming(int index) {
    int before = TableMentions.isQualified(statement, index) ? index - 3 : index - 1;
    if (isTable(index)
        && (isAt(before, "join") || (isAt(before, "from") && !isAt(before - 1, "distinct")))) {
      return true;
    }
    for (int i = Math.max(0, index - 3); i < index; i++) {
      if (isTable(i) && aliasAt(i).equals(Optional.of(index)) && isNaming(i)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the table is meant; a word after `AS` is a label, whatever else has its name.
  private boolean isTable(int index) {
    return !isAt(index - 1, "as")
        && TableMentions.mentionAt(statement, index, topology)
            .filter(mentioned -> mentioned.name().equals(table.name()))
            .isPresent();
  }

  private boolean isAt(int index, String word) {
    return index >= 0 && index < tokens.size() && tokens.get(index).is(statement.text(), word);
  }
}
