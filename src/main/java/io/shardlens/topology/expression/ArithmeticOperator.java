package io.shardlens.topology.expression;

/// Integers of 64 bits; a result outside of them is an error, as is a division by zero.
public enum ArithmeticOperator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  /// Cut towards zero: `-7 / 2` is `-3`.
  DIVIDE("/"),
  /// With the sign of the dividend: `-7 % 4` is `-3`.
  REMAINDER("%");

  private final String symbol;

  ArithmeticOperator(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}
