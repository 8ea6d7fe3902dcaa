package io.shardlens.routing;

import io.shardlens.topology.expression.ArithmeticOperator;

/// Arithmetic of 64-bit integers as PostgreSQL's bigint has it, in which whatever leaves their
/// range, and every division by zero, is a failure with the values.
final class IntegerRules {

  private IntegerRules() {}

  static long apply(ArithmeticOperator operator, long left, long right) throws ExpressionFailure {
    try {
      return switch (operator) {
        case ADD -> Math.addExact(left, right);
        case SUBTRACT -> Math.subtractExact(left, right);
        case MULTIPLY -> Math.multiplyExact(left, right);
        case DIVIDE -> Math.divideExact(left, notZero(left, operator.symbol(), right));
        case REMAINDER -> left % notZero(left, operator.symbol(), right);
      };
    } catch (ArithmeticException _) {
      throw outOfRange(left + " " + operator.symbol() + " " + right);
    }
  }

  static long negated(long value) throws ExpressionFailure {
    return apply(ArithmeticOperator.SUBTRACT, 0, value);
  }

  static long absolute(long value) throws ExpressionFailure {
    if (value == Long.MIN_VALUE) {
      throw outOfRange("abs(" + value + ")");
    }
    return Math.abs(value);
  }

  static long floorDivided(long left, long right) throws ExpressionFailure {
    try {
      return Math.floorDivExact(left, notZero(left, "divided by", right));
    } catch (ArithmeticException _) {
      throw outOfRange(left + " divided by " + right);
    }
  }

  static long floorRemainder(long left, long right) throws ExpressionFailure {
    return Math.floorMod(left, notZero(left, "divided by", right));
  }

  /// @throws ExpressionFailure when the number is no 32-bit integer with a sign
  static int to32Bits(long value, String what) throws ExpressionFailure {
    if (value != (int) value) {
      throw new ExpressionFailure(what + " has 32 bits, and " + value + " does not fit");
    }
    return (int) value;
  }

  private static long notZero(long left, String sign, long right) throws ExpressionFailure {
    if (right == 0) {
      throw new ExpressionFailure("division by zero: " + left + " " + sign + " 0");
    }
    return right;
  }

  private static ExpressionFailure outOfRange(String operation) {
    return new ExpressionFailure(operation + " is out of the range of 64-bit integers");
  }
}
