package io.shardlens.routing;

import io.shardlens.fixtures.RandomExpressions;
import io.shardlens.topology.expression.ExpressionKey;
import io.shardlens.topology.expression.ExpressionParser;
import io.shardlens.topology.expression.ParseResult;
import io.shardlens.topology.expression.ParsedExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What tests of expressions share.
final class TestExpressions {

  private TestExpressions() {}

  /// Over the keys of [RandomExpressions].
  static ParsedExpression parsed(String text) {
    return parsed(text, RandomExpressions.KEYS);
  }

  static ParsedExpression parsed(String text, List<ExpressionKey> keys) {
    return switch (ExpressionParser.parse(text, keys)) {
      case ParseResult.Parsed(ParsedExpression expression) -> expression;
      case ParseResult.Refused(var problems) -> throw new AssertionError(text + ": " + problems);
    };
  }

  /// A result as text, without quotes.
  static String plain(@Nullable ExpressionValue value) {
    return switch (value) {
      case null -> "none";
      case ExpressionValue.Text(String text) -> text;
      default -> value.shown();
    };
  }
}
