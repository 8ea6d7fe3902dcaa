package io.shardlens.topology.json;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds what a topology says rightly and hardly means.
record TopologyWarnings(Topology topology, Problems problems) {

  /// @param shards where the ids of shards stand
  /// @param routings where the names of routings stand
  void find(Map<String, Located.Place> shards, Map<String, Located.Place> routings) {
    findIdleShards(shards);
    findLookalikes(routings);
  }

  /// A topology without routings may be one of reference tables, or one that is just begun.
  private void findIdleShards(Map<String, Located.Place> places) {
    if (topology.routings().isEmpty()) {
      return;
    }
    Set<ShardId> busy = new HashSet<>();
    for (RoutingDefinition routing : topology.routings()) {
      busy.addAll(routing.shards());
      addCatalogs(routing.rule(), busy);
    }
    for (TableDefinition table : topology.tables()) {
      if (table instanceof TableDefinition.Unsharded(_, ShardId shard)) {
        busy.add(shard);
      }
    }
    for (Shard shard : topology.shards()) {
      Located.Place place = places.get(shard.id().value());
      if (!busy.contains(shard.id()) && place != null) {
        problems.warn(
            place,
            "The shard "
                + Shown.quoted(shard.id().value())
                + " owns nothing: no routing and no unsharded table names it");
      }
    }
  }

  private static void addCatalogs(RoutingRule rule, Set<ShardId> busy) {
    if (rule instanceof RoutingRule.Directory directory) {
      busy.add(directory.catalog());
    } else if (rule instanceof RoutingRule.Grouped grouped) {
      grouped.groups().forEach(group -> addCatalogs(group.rule(), busy));
      grouped.otherwise().ifPresent(inner -> addCatalogs(inner, busy));
    }
  }

  /// Tables are co-located by the name of their routing alone.
  private void findLookalikes(Map<String, Located.Place> places) {
    Map<RoutingRule, RoutingDefinition> first = new HashMap<>();
    for (RoutingDefinition routing : topology.routings()) {
      RoutingDefinition other = first.putIfAbsent(routing.rule(), routing);
      Located.Place place = places.get(routing.name());
      if (other != null && place != null && !other.keyTypes().equals(routing.keyTypes())) {
        problems.warn(
            place,
            "The rule is that of routing "
                + Shown.quoted(other.name())
                + ", and the key types are others, "
                + words(routing.keyTypes())
                + " and "
                + words(other.keyTypes())
                + ": tables of the two are not taken for co-located, and their joins not pushed"
                + " down");
      }
    }
  }

  private static String words(List<KeyType> types) {
    return types.stream().map(KeyType::word).collect(Collectors.joining(", ", "(", ")"));
  }
}
