package io.shardlens.export.sql;

import java.util.ArrayList;
import java.util.List;

/// A `CASE` in the making.
final class SqlCase {

  /// A `CASE` of conditions as this class writes it, and no other, because what lies within is
  /// indented.
  private static final String START = "CASE\n";

  private static final String END = "\nEND";

  private final String operand;
  private final List<String> branches = new ArrayList<>();

  /// @param operand what is compared with each branch, or empty where each is a condition
  SqlCase(String operand) {
    this.operand = operand;
  }

  SqlCase when(String condition, String result) {
    branches.add("WHEN " + condition + " THEN" + nested(result));
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
    if (operand.isEmpty() && result.startsWith(START) && result.endsWith(END)) {
      // The branches of the inner one follow as if they were this one's.
      return text.append(result.substring(START.length() - 1)).toString();
    }
    if (!result.equals("NULL")) {
      text.append("\n  ELSE").append(nested(result));
    }
    return text.append(END).toString();
  }

  /// A result of several lines begins on its own.
  private static String nested(String result) {
    return result.contains("\n")
        ? "\n" + SqlSteps.indented(SqlSteps.indented(result))
        : " " + result;
  }
}
