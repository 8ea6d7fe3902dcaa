package io.shardlens.execute;

import io.shardlens.plan.TableFacts;
import io.shardlens.plan.TableFacts.ColumnFacts;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A routing in the words of PostgreSQL's own partitioning, one partition a shard.
///
/// A shard with two ranges is none: its whole table would be read once for each. Nor is a key whose
/// values PostgreSQL may order otherwise than the routing does.
///
/// @param by what stands after `PARTITION BY`
/// @param bounds what stands after the name of the partitioned table, for each shard
record NativePartitions(String by, Map<ShardId, String> bounds) {

  private static final Set<KeyType> ORDERED =
      EnumSet.of(KeyType.SMALLINT, KeyType.INTEGER, KeyType.BIGINT, KeyType.UUID, KeyType.DATE);

  /// Empty where the two would not say the same for every key.
  static Optional<NativePartitions> of(
      TableDefinition.Sharded table, RoutingDefinition routing, TableFacts facts) {
    boolean plain =
        routing.preparation().isEmpty()
            && routing.overrides().isEmpty()
            && routing.nulls() instanceof NullPolicy.AsRule;
    if (!plain || !hasKeyTypes(table, routing, facts)) {
      return Optional.empty();
    }
    return switch (routing.rule()) {
      case RoutingRule.Ranged ranged -> ranges(ranged, table, routing, facts);
      case RoutingRule.Buckets buckets -> remainders(buckets, table);
      case RoutingRule.ListOfValues list -> values(list, table);
      default -> Optional.empty();
    };
  }

  private static boolean hasKeyTypes(
      TableDefinition.Sharded table, RoutingDefinition routing, TableFacts facts) {
    for (int i = 0; i < table.key().size(); i++) {
      Optional<ColumnFacts> column = facts.column(table.key().get(i));
      String declared = routing.keyTypes().get(i).word();
      if (column
          .filter(found -> found.deterministic() && found.type().baseName().equals(declared))
          .isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /// A NULL has no range, and would not be found where a shard holds one all the same.
  private static Optional<NativePartitions> ranges(
      RoutingRule.Ranged rule,
      TableDefinition.Sharded table,
      RoutingDefinition routing,
      TableFacts facts) {
    List<KeyRange> ranges = rule.ranges();
    boolean oneEach = ranges.size() == rule.shards().size();
    boolean fits =
        table.key().size() == 1
            && ORDERED.contains(routing.keyTypes().getFirst())
            && facts.column(table.key().getFirst()).orElseThrow().notNull();
    if (!oneEach || !fits) {
      return Optional.empty();
    }
    Map<ShardId, String> bounds = new LinkedHashMap<>();
    for (KeyRange range : ranges) {
      bounds.put(
          range.shard(),
          "FOR VALUES FROM ("
              + bound(range.from(), "MINVALUE")
              + ") TO ("
              + bound(range.to(), "MAXVALUE")
              + ")");
    }
    return Optional.of(new NativePartitions("RANGE (" + key(table) + ")", bounds));
  }

  private static String bound(@Nullable KeyValue value, String otherwise) {
    return value == null ? otherwise : Identifier.literal(value.text());
  }

  private static Optional<NativePartitions> remainders(
      RoutingRule.Buckets rule, TableDefinition.Sharded table) {
    List<ShardId> shards = rule.shards();
    if (!rule.equals(RoutingRule.Buckets.postgresql(shards))) {
      return Optional.empty();
    }
    Map<ShardId, String> bounds = new LinkedHashMap<>();
    for (ShardId shard : shards) {
      bounds.put(
          shard,
          "FOR VALUES WITH (MODULUS " + shards.size() + ", REMAINDER " + bounds.size() + ")");
    }
    return Optional.of(new NativePartitions("HASH (" + key(table) + ")", bounds));
  }

  private static Optional<NativePartitions> values(
      RoutingRule.ListOfValues rule, TableDefinition.Sharded table) {
    Map<ShardId, List<String>> listed = new LinkedHashMap<>();
    rule.values()
        .forEach((value, shard) ->
            listed
                .computeIfAbsent(shard, _ -> new ArrayList<>())
                .add(Identifier.literal(value.text())));
    if (rule.otherwise().filter(shard -> !listed.containsKey(shard)).isEmpty()) {
      return Optional.empty();
    }
    Map<ShardId, String> bounds = new LinkedHashMap<>();
    listed.forEach(
        (shard, texts) -> bounds.put(shard, "FOR VALUES IN (" + String.join(", ", texts) + ")"));
    bounds.put(rule.otherwise().get(), "DEFAULT");
    return Optional.of(new NativePartitions("LIST (" + key(table) + ")", bounds));
  }

  private static String key(TableDefinition.Sharded table) {
    return table.key().stream().map(Identifier::quote).collect(Collectors.joining(", "));
  }
}
