package io.shardlens.export.sql;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.export.common.NullKeys;
import io.shardlens.export.common.RangeSteps;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.expression.SqlLiteral;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The expression of one rule over the columns of a prepared key: the id of the shard, or NULL
/// where no shard owns the key.
///
/// @param nullable whether a column may be NULL here
record SqlRule(List<SqlKey> key, boolean nullable) {

  String of(RoutingRule rule) throws NotExpressibleException {
    String expression =
        switch (rule) {
          case RoutingRule.Ranged ranged -> ranged(RangeSteps.of(ranged.ranges()));
          case RoutingRule.ListOfValues list -> listed(list.values(), list.otherwise());
          case RoutingRule.Tenants tenants -> {
            Map<KeyValue, ShardId> shards = new LinkedHashMap<>();
            tenants.tenants().forEach((value, tenant) -> shards.put(value, tenant.shard()));
            yield listed(shards, tenants.otherwise().map(RoutingRule.Tenant::shard));
          }
          case RoutingRule.Buckets buckets -> new SqlBucket(key, nullable).of(buckets);
          case RoutingRule.Ring ring -> new SqlMembers(key).ring(ring);
          case RoutingRule.Rendezvous rendezvous -> new SqlMembers(key).rendezvous(rendezvous);
          case RoutingRule.Grouped grouped -> grouped(grouped);
          case RoutingRule.Single single -> shard(single.shard());
          case RoutingRule.Directory directory ->
              throw new NotExpressibleException(
                  "a directory is the table "
                      + directory.table()
                      + " on another connection, which an expression cannot ask");
          case RoutingRule.Computed computed -> new SqlExpression(key).of(computed);
        };
    return nullable && !NullKeys.areTakenBy(rule)
        ? new SqlCase("").when(isNull(key), "NULL").otherwise(expression)
        : expression;
  }

  static String isNull(List<SqlKey> key) {
    return key.stream()
        .map(column -> column.value() + " IS NULL")
        .collect(Collectors.joining(" OR "));
  }

  static String shard(ShardId shard) {
    return SqlLiteral.quoted(shard.value());
  }

  static String shard(Optional<ShardId> shard) {
    return shard.map(SqlRule::shard).orElse("NULL");
  }

  private String ranged(RangeSteps steps) {
    SqlCase cases = new SqlCase("");
    for (int i = 0; i < steps.bounds().size(); i++) {
      cases.when(below(steps.bounds().get(i)), shard(steps.owners().get(i)));
    }
    return cases.otherwise(shard(steps.owners().getLast()));
  }

  /// A bound with fewer values than the key has columns comes before all keys that begin with it,
  /// so that only those columns matter.
  private String below(KeyValue bound) {
    List<KeyValue> values =
        bound instanceof KeyValue.Tuple(List<KeyValue> parts) ? parts : List.of(bound);
    return row(values.size(), true, values) + " < " + row(values.size(), false, values);
  }

  private String row(int size, boolean columns, List<KeyValue> values) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < size; i++) {
      row.append(i == 0 ? "" : ", ");
      row.append(
          columns ? key.get(i).compared() : SqlText.literal(key.get(i).type(), values.get(i)));
    }
    return size == 1 ? row.toString() : "(" + row + ")";
  }

  private String listed(Map<KeyValue, ShardId> values, Optional<ShardId> otherwise) {
    Map<ShardId, String> byShard =
        values.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    LinkedHashMap::new,
                    Collectors.mapping(
                        entry -> SqlText.literal(key.getFirst().type(), entry.getKey()),
                        Collectors.joining(", "))));
    SqlCase cases = new SqlCase("");
    byShard.forEach((shard, literals) ->
        cases.when(key.getFirst().compared() + " IN (" + literals + ")", shard(shard)));
    return cases.otherwise(shard(otherwise));
  }

  private String grouped(RoutingRule.Grouped grouped) throws NotExpressibleException {
    SqlRule rest = new SqlRule(key.subList(1, key.size()), nullable);
    SqlKey first = key.getFirst();
    SqlCase cases = new SqlCase("");
    if (nullable) {
      cases.when(first.value() + " IS NULL", "NULL");
    }
    for (RoutingRule.Group group : grouped.groups()) {
      String literals =
          group.values().stream()
              .map(value -> SqlText.literal(first.type(), value))
              .collect(Collectors.joining(", "));
      cases.when(first.compared() + " IN (" + literals + ")", rest.of(group.rule()));
    }
    return cases.otherwise(
        grouped.otherwise().isPresent() ? rest.of(grouped.otherwise().get()) : "NULL");
  }
}
