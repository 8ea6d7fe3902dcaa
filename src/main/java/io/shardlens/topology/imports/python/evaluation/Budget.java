package io.shardlens.topology.imports.python.evaluation;

/// How much work one import may be, in steps of the evaluation. What is spent does not come back.
final class Budget {
  /// About a tenth of a second.
  static final int STEPS = 600_000;

  private int left;

  Budget(int steps) {
    this.left = steps;
  }

  /// Spends steps; false when there are not as many.
  boolean spend(int steps) {
    left = Math.max(0, left - Math.max(1, steps));
    return left > 0;
  }

  boolean isSpent() {
    return left <= 0;
  }

  /// A part of what is left, that can be spent without the rest.
  Budget part(int steps) {
    return new Budget(Math.min(left, steps));
  }

  int left() {
    return left;
  }
}
