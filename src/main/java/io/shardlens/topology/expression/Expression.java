package io.shardlens.topology.expression;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A part of a parsed expression: a tree of at most [ExpressionParser#LONGEST_NODES] parts that is
/// at most [ExpressionParser#DEEPEST] levels deep, and whose types fit.
public sealed interface Expression {

  /// Where it stands in the text, without parentheses around it.
  Span span();

  ExpressionType type();

  /// The parts right below, in the order of the text.
  List<Expression> children();

  record IntegerLiteral(Span span, long value) implements Expression {
    @Override
    public ExpressionType type() {
      return ExpressionType.INTEGER;
    }

    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /// @param value without its quotes
  record TextLiteral(Span span, String value) implements Expression {
    @Override
    public ExpressionType type() {
      return ExpressionType.TEXT;
    }

    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /// A column of the shard key.
  ///
  /// @param position in the shard key, from 0
  record Key(Span span, int position, ExpressionType type) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /// `+ - * / %` of two integers.
  record Arithmetic(Span span, ArithmeticOperator operator, Expression left, Expression right)
      implements Expression {
    @Override
    public ExpressionType type() {
      return ExpressionType.INTEGER;
    }

    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /// The unary minus, of anything but a number that is written out.
  record Negation(Span span, Expression operand) implements Expression {
    @Override
    public ExpressionType type() {
      return ExpressionType.INTEGER;
    }

    @Override
    public List<Expression> children() {
      return List.of(operand);
    }
  }

  /// `||` of two texts.
  record Concatenation(Span span, Expression left, Expression right) implements Expression {
    @Override
    public ExpressionType type() {
      return ExpressionType.TEXT;
    }

    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /// `= <> < <= > >=` of two integers or two texts.
  record Comparison(Span span, ComparisonOperator operator, Expression left, Expression right)
      implements Expression {
    @Override
    public ExpressionType type() {
      return ExpressionType.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /// `AND`; the right side is evaluated only if the left one holds.
  record And(Span span, Expression left, Expression right) implements Expression {
    @Override
    public ExpressionType type() {
      return ExpressionType.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /// `OR`; the right side is evaluated only if the left one does not hold.
  record Or(Span span, Expression left, Expression right) implements Expression {
    @Override
    public ExpressionType type() {
      return ExpressionType.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  record Not(Span span, Expression operand) implements Expression {
    @Override
    public ExpressionType type() {
      return ExpressionType.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of(operand);
    }
  }

  /// `BETWEEN`, both bounds included. The upper bound is evaluated only if the operand is not below
  /// the lower one.
  record Between(
      Span span, Expression operand, Expression lowest, Expression highest, boolean negated)
      implements Expression {
    @Override
    public ExpressionType type() {
      return ExpressionType.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of(operand, lowest, highest);
    }
  }

  /// @param values literals of one type, at least one
  record In(Span span, Expression operand, List<Expression> values, boolean negated)
      implements Expression {
    public In {
      values = List.copyOf(values);
    }

    @Override
    public ExpressionType type() {
      return ExpressionType.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return Stream.concat(Stream.of(operand), values.stream()).toList();
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

    @Override
    public ExpressionType type() {
      return branches.getFirst().result().type();
    }

    @Override
    public List<Expression> children() {
      return Stream.of(
              Stream.ofNullable(operand),
              branches.stream().flatMap(branch -> Stream.of(branch.when(), branch.result())),
              Stream.ofNullable(otherwise))
          .flatMap(parts -> parts)
          .toList();
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

    @Override
    public ExpressionType type() {
      return function.result();
    }

    @Override
    public List<Expression> children() {
      return arguments;
    }
  }
}
