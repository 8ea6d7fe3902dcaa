package io.shardlens.export.sql;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.export.common.ParsedRule;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.expression.ParsedExpression;
import io.shardlens.topology.expression.SqlTranslation;
import io.shardlens.topology.expression.Translation;
import java.util.List;
import java.util.Set;

/// An expression over the key in SQL. It fails where the expression has no value, as after a
/// division by zero.
record SqlExpression(List<SqlKey> key) {

  String of(RoutingRule.Computed rule) throws NotExpressibleException {
    ParsedExpression expression = ParsedRule.of(rule, key.stream().map(SqlKey::type).toList());
    return switch (SqlTranslation.of(expression, key.stream().map(SqlExpression::value).toList())) {
      case Translation.NotExpressible(var problem) ->
          throw new NotExpressibleException(problem.message());
      case Translation.Translated(String text, Set<String> _) ->
          chosen(text, expression, rule.owners());
    };
  }

  private static String value(SqlKey column) {
    return switch (column.type()) {
      case SMALLINT, INTEGER, BIGINT -> "(" + column.value() + "::bigint)";
      case TEXT, VARCHAR, CHAR -> "(" + column.value() + "::text)";
      case UUID, DATE, TIMESTAMP, TIMESTAMPTZ -> column.value();
    };
  }

  private static String chosen(String text, ParsedExpression expression, List<ShardId> owners) {
    String operand = expression.namesShards() ? text + " COLLATE \"C\"" : text;
    SqlCase cases = new SqlCase(operand);
    for (int i = 0; i < owners.size(); i++) {
      String shard = SqlRule.shard(owners.get(i));
      cases.when(expression.namesShards() ? shard : Integer.toString(i), shard);
    }
    return cases.otherwise("NULL");
  }
}
