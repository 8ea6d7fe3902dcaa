package io.shardlens.topology.expression;

import java.io.Serial;

/// Ends the reading of an expression whose text cannot be understood from some place on. Does not
/// leave the package.
final class ExpressionException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ExpressionProblem problem;

  ExpressionException(Span place, String message) {
    super(message, null, false, false);
    this.problem = new ExpressionProblem(place, message);
  }

  ExpressionProblem problem() {
    return problem;
  }
}
