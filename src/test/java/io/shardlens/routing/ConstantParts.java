package io.shardlens.routing;

import io.shardlens.topology.expression.Expression;
import io.shardlens.topology.expression.ExpressionFunction;
import io.shardlens.topology.expression.ExpressionType;
import io.shardlens.topology.expression.ParsedExpression;
import java.util.List;

/// PostgreSQL computes parts without a key before it looks at the `CASE`, `AND` or `OR` around
/// them. Where such a part fails, or is a condition, it may have another result than one that
/// evaluates from left to right.
final class ConstantParts {

  private ConstantParts() {}

  static boolean areHarmless(ParsedExpression expression) {
    return areHarmless(expression, expression.root());
  }

  private static boolean areHarmless(ParsedExpression expression, Expression part) {
    boolean literal =
        part instanceof Expression.IntegerLiteral || part instanceof Expression.TextLiteral;
    if (!literal && isConstant(part)) {
      return part.type() != ExpressionType.BOOLEAN && hasValue(part.span().of(expression.text()));
    }
    return !isCutAtConstant(part)
        && part.children().stream().allMatch(child -> areHarmless(expression, child));
  }

  /// The conversion of a constant position to 32 bits is a constant, and may fail.
  private static boolean isCutAtConstant(Expression part) {
    return part instanceof Expression.Call(_, ExpressionFunction function, var arguments)
        && List.of(ExpressionFunction.SUBSTRING, ExpressionFunction.LEFT, ExpressionFunction.RIGHT)
            .contains(function)
        && arguments.stream()
            .skip(1)
            .anyMatch(position ->
                !(position instanceof Expression.IntegerLiteral) && isConstant(position));
  }

  private static boolean isConstant(Expression part) {
    return !(part instanceof Expression.Key)
        && part.children().stream().allMatch(ConstantParts::isConstant);
  }

  private static boolean hasValue(String text) {
    try {
      new ExpressionRun(TestExpressions.parsed(text), List.of(), null).result();
      return true;
    } catch (ExpressionFailure _) {
      return false;
    }
  }
}
