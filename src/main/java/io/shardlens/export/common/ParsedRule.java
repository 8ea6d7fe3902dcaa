package io.shardlens.export.common;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.expression.ExpressionKey;
import io.shardlens.topology.expression.ExpressionParser;
import io.shardlens.topology.expression.ParseResult;
import io.shardlens.topology.expression.ParsedExpression;
import java.util.List;

/// The expression of a rule, ready to be translated.
public final class ParsedRule {

  private ParsedRule() {}

  /// @param types of the key as the rule sees it
  /// @throws NotExpressibleException where it is no expression over such a key
  public static ParsedExpression of(RoutingRule.Computed rule, List<KeyType> types)
      throws NotExpressibleException {
    return switch (ExpressionParser.parse(rule.expression(), ExpressionKey.ofTypes(types))) {
      case ParseResult.Parsed(ParsedExpression expression) -> expression;
      case ParseResult.Refused(var problems) ->
          throw new NotExpressibleException(problems.getFirst().toString());
    };
  }
}
