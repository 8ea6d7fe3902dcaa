package io.shardlens.plan;

import io.shardlens.plan.Clauses.Clause;
import io.shardlens.plan.Clauses.Span;
import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds out whether a statement adds floating point numbers up, so that its last digits depend on
/// the order of the rows.
///
/// What is added up is read where it stands, by a server's description of the argument over the
/// `FROM` of its own `SELECT`. `DISTINCT` aggregates add in the order of their values, and
/// percentiles, extremes and counts add nothing.
///
/// @param tables those that the statement reads
record FloatSums(
    Statement statement, Survey survey, List<TableFacts> tables, Descriptions descriptions) {

  /// Why a sum of floating point numbers is exact only up to what PostgreSQL itself promises.
  static final String REASON =
      "A sum of floating point numbers depends on the order of the rows, which PostgreSQL leaves"
          + " open: its last digits may differ from run to run";

  /// They add in the type of their argument, whole numbers exactly.
  private static final Set<String> OF_ANY_NUMBER =
      Set.of(
          "sum", "avg", "var_pop", "var_samp", "variance", "stddev_pop", "stddev_samp", "stddev");

  /// They take `double precision` only (`pg_aggregate.dat`).
  private static final Set<String> OF_FLOATS =
      Set.of(
          "corr",
          "covar_pop",
          "covar_samp",
          "regr_avgx",
          "regr_avgy",
          "regr_intercept",
          "regr_r2",
          "regr_slope",
          "regr_sxx",
          "regr_sxy",
          "regr_syy");

  /// Whether any aggregate or window does. Where a server cannot say what one adds up, a floating
  /// point column that is named or returned counts; so does one that an aggregate of a user takes.
  boolean any() {
    Set<String> harmless = new HashSet<>();
    for (int i = 0; i < statement.tokens().size(); i++) {
      Optional<FunctionFacts> adding = adding(i);
      if (adding.isEmpty()) {
        continue;
      }
      if (adding.get().builtIn() && OF_FLOATS.contains(name(i))) {
        return true;
      }
      Optional<String> probe = probe(i);
      if (probe.filter(harmless::contains).isPresent()) {
        continue;
      }
      Optional<List<Column>> described =
          probe.flatMap(sql -> descriptions.columns(survey.shard(), sql));
      if (described.map(FloatSums::holdFloats).orElseGet(this::mayHoldFloats)) {
        return true;
      }
      probe.ifPresent(harmless::add);
    }
    return false;
  }

  /// The aggregate that is called at a token, where it may add its arguments in the order of the
  /// rows.
  private Optional<FunctionFacts> adding(int index) {
    boolean takesAll =
        isAt(index + 1, "(")
            && !isAt(index + 2, "distinct")
            && !isAt(index + 2, "*")
            && !isAt(index + 2, ")");
    String name = name(index);
    return Optional.ofNullable(survey.functions().get(name))
        .filter(facts -> takesAll && facts.aggregate())
        .filter(
            facts -> !facts.builtIn() || OF_ANY_NUMBER.contains(name) || OF_FLOATS.contains(name));
  }

  private static boolean holdFloats(List<Column> columns) {
    return columns.stream().map(Column::type).anyMatch(FloatSums::isFloat);
  }

  private static boolean isFloat(PgType type) {
    return type.baseName().matches("real|double precision");
  }

  private boolean mayHoldFloats() {
    Set<String> named = new HashSet<>();
    statement.tokens().forEach(token -> named.add(statement.name(token)));
    return holdFloats(survey.columns())
        || tables.stream()
            .flatMap(table -> table.columns().stream())
            .anyMatch(column -> isFloat(column.type()) && named.contains(column.name()));
  }

  /// A statement that returns what the aggregate at a token takes, or empty where none is found.
  private Optional<String> probe(int index) {
    int select = selectAround(index);
    if (select < 0) {
      return Optional.empty();
    }
    try {
      Statement query = Statement.of(text(select, end(select)));
      return Clauses.of(query)
          .map(clauses -> {
            Span from = clauses.span(Clause.FROM);
            return queriesBefore(select)
                + "SELECT "
                + arguments(index)
                + (from.isEmpty() ? "" : "\nFROM " + clauses.text(from));
          });
    } catch (StatementException e) {
      return Optional.empty();
    }
  }

  /// The text between the parentheses of a call, without `ALL` and `ORDER BY`.
  private String arguments(int call) {
    int first = isAt(call + 2, "all") ? call + 3 : call + 2;
    int depth = 0;
    int end = first;
    while (end < statement.tokens().size()
        && (depth > 0 || !(isAt(end, ")") || (isAt(end, "order") && isAt(end + 1, "by"))))) {
      depth += isAt(end, "(") ? 1 : isAt(end, ")") ? -1 : 0;
      end++;
    }
    return text(first, end);
  }

  /// The `SELECT` in which a token stands, or -1.
  private int selectAround(int index) {
    int inside = 0;
    for (int i = index - 1; i >= 0; i--) {
      if (isAt(i, ")")) {
        inside++;
      } else if (isAt(i, "(")) {
        inside = Math.max(0, inside - 1);
      } else if (inside == 0 && isAt(i, "select") && StatementText.beginsClause(statement, i)) {
        return i;
      }
    }
    return -1;
  }

  /// Where a `SELECT` ends, excluded.
  private int end(int select) {
    int depth = 0;
    for (int i = select; i < statement.tokens().size(); i++) {
      boolean next = isAt(i, "union") || isAt(i, "intersect") || isAt(i, "except");
      if (depth == 0 && (isAt(i, ")") || next)) {
        return i;
      }
      depth += isAt(i, "(") ? 1 : isAt(i, ")") ? -1 : 0;
    }
    return statement.tokens().size();
  }

  /// The `WITH` queries that a `SELECT` behind them may read.
  private String queriesBefore(int select) {
    if (!isAt(0, "with")) {
      return "";
    }
    int depth = 0;
    for (int i = 1; i <= select; i++) {
      if (depth == 0 && isAt(i, "select")) {
        return statement.text().substring(0, statement.tokens().get(i).start());
      }
      depth += isAt(i, "(") ? 1 : isAt(i, ")") ? -1 : 0;
    }
    return "";
  }

  private String text(int start, int end) {
    return statement
        .text()
        .substring(statement.tokens().get(start).start(), statement.tokens().get(end - 1).end());
  }

  private boolean isAt(int index, String word) {
    return index >= 0
        && index < statement.tokens().size()
        && statement.tokens().get(index).is(statement.text(), word);
  }

  private String name(int index) {
    return statement.name(statement.tokens().get(index));
  }
}
