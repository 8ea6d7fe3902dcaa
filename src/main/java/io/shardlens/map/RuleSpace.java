package io.shardlens.map;

import io.shardlens.map.NestedScene.Nest;
import io.shardlens.routing.SampledShares;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What can be drawn of a rule whose shards own no ranges of the key. Computed once for a routing.
public sealed interface RuleSpace {

  /// How a line of buckets is drawn.
  enum Form {
    BAND,
    RING,
    GRID
  }

  /// Buckets, ranges of a hash, points of a ring, or sampled keys.
  ///
  /// @param line for a band and a ring, to scale where there is one
  /// @param grid the same, all equally large
  /// @param forms the first is shown first
  /// @param sample how many keys were sampled, 0 for a line of what shards do own
  record Line(BucketSpace line, BucketSpace grid, List<Form> forms, int sample)
      implements RuleSpace {
    public Line {
      forms = List.copyOf(forms);
    }
  }

  /// Values that are named one by one.
  record Listed(ListedValues values) implements RuleSpace {}

  /// Groups by the first key column.
  ///
  /// @param rule says which group a value of the first column is in
  record Nested(List<Nest> nests, RoutingRule.Grouped rule) implements RuleSpace {
    public Nested {
      nests = List.copyOf(nests);
    }

    /// The group of a value of the first key column; empty where it has none.
    public OptionalInt find(KeyValue value) {
      for (int i = 0; i < rule.groups().size(); i++) {
        if (rule.groups().get(i).values().contains(value)) {
          return OptionalInt.of(i);
        }
      }
      return rule.otherwise().isPresent()
          ? OptionalInt.of(rule.groups().size())
          : OptionalInt.empty();
    }
  }

  /// More buckets than these are first shown as a grid.
  int FEW = 64;

  /// @param escape makes a value fit for one line
  static RuleSpace of(RoutingDefinition routing, ShardNames names, UnaryOperator<String> escape) {
    return switch (routing.rule()) {
      case RoutingRule.Buckets(var _, BucketRule.Jump _) -> sampled(routing, names);
      case RoutingRule.Rendezvous _, RoutingRule.Computed _ -> sampled(routing, names);
      case RoutingRule.Buckets buckets -> {
        BucketSpace grid = BucketSpace.of(buckets, names);
        BucketSpace line = BucketSpace.inHashSpace(buckets, names).orElse(grid);
        yield new Line(
            line,
            grid,
            grid.count() > FEW
                ? List.of(Form.GRID, Form.BAND, Form.RING)
                : List.of(Form.BAND, Form.RING, Form.GRID),
            0);
      }
      case RoutingRule.Ring ring -> {
        BucketSpace line = BucketSpace.ofRing(ring, routing.ruleTypes(), names);
        yield new Line(line, line, List.of(Form.RING, Form.BAND), 0);
      }
      case RoutingRule.ListOfValues list -> new Listed(ListedValues.of(list, names, escape));
      case RoutingRule.Tenants tenants -> new Listed(ListedValues.of(tenants, names, escape));
      case RoutingRule.Directory directory -> new Listed(ListedValues.of(directory, names, escape));
      case RoutingRule.Grouped grouped ->
          new Nested(nests(grouped, routing.ruleTypes(), names, escape), grouped);
      case RoutingRule rule -> {
        BucketSpace shards = BucketSpace.ofShards(rule, names);
        yield new Line(shards, shards, List.of(Form.BAND), 0);
      }
    };
  }

  private static RuleSpace sampled(RoutingDefinition routing, ShardNames names) {
    SampledShares shares = SampledShares.of(routing);
    BucketSpace line = BucketSpace.ofSample(shares, names);
    return new Line(line, line, List.of(Form.BAND), shares.sample());
  }

  private static List<Nest> nests(
      RoutingRule.Grouped grouped,
      List<KeyType> types,
      ShardNames names,
      UnaryOperator<String> escape) {
    List<KeyType> inner = types.subList(1, types.size());
    List<Nest> nests = new ArrayList<>();
    for (RoutingRule.Group group : grouped.groups()) {
      String label =
          group.values().stream().map(KeyValue::text).map(escape).collect(Collectors.joining(", "));
      nests.add(new Nest(label, group.rule().strategy(), inner(group.rule(), inner, names)));
    }
    grouped
        .otherwise()
        .ifPresent(
            rule -> nests.add(new Nest("all others", rule.strategy(), inner(rule, inner, names))));
    return nests;
  }

  private static BucketSpace inner(RoutingRule rule, List<KeyType> types, ShardNames names) {
    return switch (rule) {
      case RoutingRule.Ranged ranged -> {
        List<ShardId> owners = ranged.ranges().stream().map(KeyRange::shard).toList();
        yield BucketSpace.equal(BucketSpace.Unit.RANGE, BucketMap.of(owners), names);
      }
      case RoutingRule.Buckets buckets ->
          BucketSpace.inHashSpace(buckets, names).orElseGet(() -> BucketSpace.of(buckets, names));
      case RoutingRule.Ring ring -> BucketSpace.ofRing(ring, types, names);
      case RoutingRule.ListOfValues(var values, var _) when !values.isEmpty() ->
          BucketSpace.equal(
              BucketSpace.Unit.VALUE,
              BucketMap.of(values.values().stream().sorted(byPlace(names)).toList()),
              names);
      case RoutingRule other -> BucketSpace.ofShards(other, names);
    };
  }

  private static java.util.Comparator<ShardId> byPlace(ShardNames names) {
    return java.util.Comparator.comparingInt(names::position);
  }
}
