package io.shardlens.topology.imports.yaml;

import java.util.List;

/// The part of a Groovy expression that an inline sharding algorithm is read by. Whatever else
/// Groovy knows is not understood, and nothing is ever run.
sealed interface InlineExpression {

  /// The expressions that this one is made of.
  default List<InlineExpression> parts() {
    return switch (this) {
      case Numeral _, Quoted _, Column _ -> List.of();
      case Negation(InlineExpression operand) -> List.of(operand);
      case Binary(Operator _, InlineExpression left, InlineExpression right) ->
          List.of(left, right);
      case Span(InlineExpression first, InlineExpression last) -> List.of(first, last);
      case Items(List<InlineExpression> items) -> items;
      case Absolute(InlineExpression operand) -> List.of(operand);
      case HashCode(InlineExpression operand) -> List.of(operand);
      case AsText(InlineExpression operand) -> List.of(operand);
      case PadLeft(InlineExpression operand, int _, char _) -> List.of(operand);
    };
  }

  /// A whole number; 32 bits wide where it fits, as Groovy takes it.
  record Numeral(long value) implements InlineExpression {}

  /// A text in quotes.
  record Quoted(String text) implements InlineExpression {}

  /// The value of a sharding column.
  record Column(String name) implements InlineExpression {}

  record Negation(InlineExpression operand) implements InlineExpression {}

  record Binary(Operator operator, InlineExpression left, InlineExpression right)
      implements InlineExpression {}

  /// `0..3`, both ends included.
  record Span(InlineExpression first, InlineExpression last) implements InlineExpression {}

  /// `['a', 'b']`.
  record Items(List<InlineExpression> items) implements InlineExpression {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// `Math.abs(…)`.
  record Absolute(InlineExpression operand) implements InlineExpression {}

  /// `.hashCode()`, Java's.
  record HashCode(InlineExpression operand) implements InlineExpression {}

  /// `.toString()`.
  record AsText(InlineExpression operand) implements InlineExpression {}

  /// `.padLeft(2, '0')`.
  record PadLeft(InlineExpression operand, int length, char filler) implements InlineExpression {}

  /// The operators, as Groovy computes them on whole numbers.
  enum Operator {
    PLUS("+", 2),
    MINUS("-", 2),
    TIMES("*", 3),
    /// Groovy's `/` gives a decimal number; it stays whole only where nothing remains.
    DIVIDE("/", 3),
    /// The remainder has the sign of the dividend, as in Java.
    REMAINDER("%", 3),
    /// `.intdiv(…)`, which cuts toward zero.
    WHOLE_DIVIDE(".intdiv", 0);

    private final String sign;
    private final int precedence;

    Operator(String sign, int precedence) {
      this.sign = sign;
      this.precedence = precedence;
    }

    String sign() {
      return sign;
    }

    /// Higher binds tighter; 0 for what is no infix operator.
    int precedence() {
      return precedence;
    }
  }
}
