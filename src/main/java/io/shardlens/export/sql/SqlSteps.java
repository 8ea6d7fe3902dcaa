package io.shardlens.export.sql;

import java.util.List;

/// What an expression computes on the way to its result and needs more than once: each step is a
/// subquery of one row in the `FROM` of the next, so that nothing is computed twice.
final class SqlSteps {
  private String from = "";
  private int count;

  /// Takes a step.
  ///
  /// @param expression may use the names of the step before, and of no other
  /// @return the name
  String step(String name, String expression) {
    add(expression + " AS " + name, "");
    return name;
  }

  /// Takes a step that computes several things, each once: `OFFSET 0` keeps the planner from
  /// putting their expressions into those that use them.
  ///
  /// @param columns `expression AS name` each
  void step(List<String> columns) {
    add(String.join(", ", columns), " OFFSET 0");
  }

  private void add(String columns, String end) {
    count++;
    String before = from.isEmpty() ? "" : "\n" + indented(from);
    from = "FROM (SELECT " + columns + before + end + ") AS step_" + count;
  }

  /// The result as one expression.
  String select(String result) {
    return from.isEmpty() ? result : "(SELECT\n" + indented(result) + "\n" + from + ")";
  }

  static String indented(String text) {
    return "  " + text.replace("\n", "\n  ");
  }
}
