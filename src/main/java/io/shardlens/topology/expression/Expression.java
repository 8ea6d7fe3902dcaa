package io.shardlens.topology.expression;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A part of a parsed expression: a tree of at most [ExpressionParser#LONGEST_NODES] parts that is
/// at most [ExpressionParser#DEEPEST] levels deep, and whose types fit.
public sealed interface Expression {

  /// Where it stands in the text, without parentheses around it.
  Span span();

  /// What it gives.
  default ExpressionType type() {
    return switch (this) {
      case IntegerLiteral _, Arithmetic _, Negation _ -> ExpressionType.INTEGER;
      case TextLiteral _, Concatenation _ -> ExpressionType.TEXT;
      case Comparison _, And _, Or _, Not _, Between _, In _ -> ExpressionType.BOOLEAN;
      case Key(_, _, ExpressionType type) -> type;
      case Case choice -> choice.branches().getFirst().result().type();
      case Call call -> call.function().result();
    };
  }

  /// The parts right below, in the order of the text.
  default List<Expression> children() {
    return switch (this) {
      case IntegerLiteral _, TextLiteral _, Key _ -> List.of();
      case Arithmetic(_, _, Expression left, Expression right) -> List.of(left, right);
      case Negation(_, Expression operand) -> List.of(operand);
      case Concatenation(_, Expression left, Expression right) -> List.of(left, right);
      case Comparison(_, _, Expression left, Expression right) -> List.of(left, right);
      case And(_, Expression left, Expression right) -> List.of(left, right);
      case Or(_, Expression left, Expression right) -> List.of(left, right);
      case Not(_, Expression operand) -> List.of(operand);
      case Between(_, Expression operand, Expression lowest, Expression highest, _) ->
          List.of(operand, lowest, highest);
      case In(_, Expression operand, List<Expression> values, _) ->
          Stream.concat(Stream.of(operand), values.stream()).toList();
      case Case choice ->
          Stream.of(
                  Stream.ofNullable(choice.operand()),
                  choice.branches().stream()
                      .flatMap(branch -> Stream.of(branch.when(), branch.result())),
                  Stream.ofNullable(choice.otherwise()))
              .flatMap(parts -> parts)
              .toList();
      case Call call -> call.arguments();
    };
  }

  record IntegerLiteral(Span span, long value) implements Expression {}

  /// @param value without its quotes
  record TextLiteral(Span span, String value) implements Expression {}

  /// A column of the shard key.
  ///
  /// @param position in the shard key, from 0
  record Key(Span span, int position, ExpressionType type) implements Expression {}

  /// `+ - * / %` of two integers.
  record Arithmetic(Span span, ArithmeticOperator operator, Expression left, Expression right)
      implements Expression {}

  /// The unary minus, of anything but a number that is written out.
  record Negation(Span span, Expression operand) implements Expression {}

  /// `||` of two texts.
  record Concatenation(Span span, Expression left, Expression right) implements Expression {}

  /// `= <> < <= > >=` of two integers or two texts.
  record Comparison(Span span, ComparisonOperator operator, Expression left, Expression right)
      implements Expression {}

  /// `AND`; the right side is evaluated only if the left one holds.
  record And(Span span, Expression left, Expression right) implements Expression {}

  /// `OR`; the right side is evaluated only if the left one does not hold.
  record Or(Span span, Expression left, Expression right) implements Expression {}

  record Not(Span span, Expression operand) implements Expression {}

  /// `BETWEEN`, both bounds included. The upper bound is evaluated only if the operand is not below
  /// the lower one.
  record Between(
      Span span, Expression operand, Expression lowest, Expression highest, boolean negated)
      implements Expression {}

  /// @param values literals of one type, at least one
  record In(Span span, Expression operand, List<Expression> values, boolean negated)
      implements Expression {
    public In {
      values = List.copyOf(values);
    }
  }

  /// `CASE`. The first branch whose condition holds is taken, and no later one is evaluated.
  ///
  /// @param operand what the branches compare with; `null` where each has its own condition
  /// @param branches at least one
  /// @param otherwise `null` where there is no `ELSE`, which only a `CASE` that gives the
  ///   expression's result may lack
  record Case(
      Span span,
      @Nullable Expression operand,
      List<Branch> branches,
      @Nullable Expression otherwise)
      implements Expression {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  /// `WHEN … THEN …`.
  ///
  /// @param when a condition, or a value where the `CASE` has an operand
  record Branch(Expression when, Expression result) {}

  /// A function with its arguments, whose number and types fit.
  record Call(Span span, ExpressionFunction function, List<Expression> arguments)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
