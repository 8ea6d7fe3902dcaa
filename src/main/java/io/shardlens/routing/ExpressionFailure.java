package io.shardlens.routing;

import java.io.Serial;

/// Ends an evaluation: a value for which the expression has no result. Does not leave the package.
final class ExpressionFailure extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean placed;

  /// @param reason in words, with the values
  ExpressionFailure(String reason) {
    this(reason, false);
  }

  private ExpressionFailure(String reason, boolean placed) {
    super(reason, null, false, false);
    this.reason = reason;
    this.placed = placed;
  }

  /// The same failure with the part of the expression that has it, unless it has one already.
  ExpressionFailure in(String part) {
    return placed ? this : new ExpressionFailure(reason + ", in " + part, true);
  }

  String reason() {
    return reason;
  }
}
