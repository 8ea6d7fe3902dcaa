package io.shardlens.routing;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Makes the index of a routing.
///
/// @param positions of the shards
record RuleIndex(Map<ShardId, Integer> positions) {

  /// Overrides first, then the preparation, then the rule, as [RoutingStrategy] has them.
  ///
  /// @param typed the columns that hold the key at hand as it was typed
  KeyIndex of(RoutingDefinition routing, List<KeyColumn> typed) {
    ColumnPreparation.Prepared prepared = ColumnPreparation.of(routing, typed);
    KeyIndex rule = prepared.before().apply(of(routing.rule(), prepared.columns()));
    if (routing.overrides().isEmpty()) {
      return rule;
    }
    Map<List<KeyValue>, Integer> overrides = new HashMap<>();
    routing.overrides().forEach((key, shard) -> overrides.put(key, position(shard)));
    return new ListIndex(typed, overrides).orElse(rule);
  }

  private int position(ShardId shard) {
    return positions.getOrDefault(shard, KeyIndex.NOWHERE);
  }

  private KeyIndex of(RoutingRule rule, List<KeyColumn> columns) {
    ToIntFunction<ShardId> position = this::position;
    return switch (rule) {
      case RoutingRule.Ranged ranged -> {
        ToIntFunction<KeyRange> owner = range -> position(range.shard());
        yield RangeIndex.of(ranged.ranges(), columns, owner);
      }
      case RoutingRule.ListOfValues list -> list(list, columns);
      case RoutingRule.Tenants tenants -> TenantIndex.of(tenants, columns, position);
      case RoutingRule.Buckets buckets -> BucketIndex.of(buckets, columns, position);
      case RoutingRule.Ring ring -> RingIndex.of(ring, columns, position);
      case RoutingRule.Rendezvous rendezvous -> RingIndex.of(rendezvous, columns, position);
      case RoutingRule.Single(ShardId shard) -> KeyIndex.always(position(shard));
      case RoutingRule.Grouped grouped -> grouped(grouped, columns);
      case RoutingRule.Computed computed -> computed(computed, columns);
      case RoutingRule.Directory _ -> KeyIndex.ordinary();
    };
  }

  private KeyIndex list(RoutingRule.ListOfValues list, List<KeyColumn> columns) {
    Map<List<KeyValue>, Integer> owners = new HashMap<>();
    list.values().forEach((value, shard) -> owners.put(List.of(value), position(shard)));
    return new ListIndex(columns, owners)
        .orElse(KeyIndex.always(list.otherwise().map(this::position).orElse(KeyIndex.NOWHERE)));
  }

  private KeyIndex grouped(RoutingRule.Grouped rule, List<KeyColumn> columns) {
    List<KeyColumn> rest = columns.subList(1, columns.size());
    Map<List<KeyValue>, Integer> groups = new HashMap<>();
    KeyIndex[] rules = new KeyIndex[rule.groups().size()];
    Arrays.setAll(rules, i -> of(rule.groups().get(i).rule(), rest));
    for (int i = 0; i < rules.length; i++) {
      for (KeyValue value : rule.groups().get(i).values()) {
        groups.putIfAbsent(List.of(value), i);
      }
    }
    ListIndex listed = new ListIndex(columns.subList(0, 1), groups);
    KeyIndex otherwise =
        rule.otherwise()
            .map(inner -> of(inner, rest))
            .orElseGet(() -> KeyIndex.always(KeyIndex.NOWHERE));
    return () -> {
      int group = listed.find();
      return group == ListIndex.UNLISTED ? otherwise.owner() : rules[group].owner();
    };
  }

  /// Spares the steps; an expression allocates its values in any case.
  private KeyIndex computed(RoutingRule.Computed rule, List<KeyColumn> columns) {
    ComputedStrategy strategy =
        new ComputedStrategy(rule, columns.stream().map(KeyColumn::type).toList());
    return () ->
        strategy
            .owner(columns.stream().map(KeyColumn::value).toList())
            .map(this::position)
            .orElse(KeyIndex.NOWHERE);
  }
}
