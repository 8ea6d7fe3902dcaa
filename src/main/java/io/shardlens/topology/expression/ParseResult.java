package io.shardlens.topology.expression;

import java.util.List;

/// What became of an expression's text.
public sealed interface ParseResult {

  /// The text is an expression, and its types fit.
  record Parsed(ParsedExpression expression) implements ParseResult {}

  /// @param problems at least one, in the order of the text
  record Refused(List<ExpressionProblem> problems) implements ParseResult {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
