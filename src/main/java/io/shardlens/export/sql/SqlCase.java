package io.shardlens.export.sql;

import java.util.ArrayList;
import java.util.List;

/// A `CASE` in the making.
final class SqlCase {
  private final String operand;
  private final List<String> branches = new ArrayList<>();

  /// @param operand what is compared with each branch, or empty where each is a condition
  SqlCase(String operand) {
    this.operand = operand;
  }

  SqlCase when(String condition, String result) {
    branches.add("WHEN " + condition + " THEN " + nested(result));
    return this;
  }

  /// The whole; without branches only what holds otherwise.
  String otherwise(String result) {
    if (branches.isEmpty()) {
      return result;
    }
    StringBuilder text = new StringBuilder("CASE");
    text.append(operand.isEmpty() ? "" : " " + operand);
    branches.forEach(branch -> text.append("\n  ").append(branch));
    if (!result.equals("NULL")) {
      text.append("\n  ELSE ").append(nested(result));
    }
    return text.append("\nEND").toString();
  }

  /// A result of several lines begins on its own.
  private static String nested(String result) {
    return result.contains("\n") ? "\n" + SqlSteps.indented(SqlSteps.indented(result)) : result;
  }
}
