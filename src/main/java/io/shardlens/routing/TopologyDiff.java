package io.shardlens.routing;

import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.Shard;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What differs between an older and a newer topology, and which keys that moves.
///
/// @param changes shards first, then routings, then tables, each in the order of the files
public record TopologyDiff(Topology before, Topology after, List<TopologyChange> changes) {

  public TopologyDiff {
    changes = List.copyOf(changes);
  }

  public static TopologyDiff between(Topology before, Topology after) {
    return new TopologyDiff(before, after, new Comparison(before, after).changes());
  }

  /// Whether the two say the same.
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /// What differs, one statement a line; texts of the files in it are not escaped.
  public List<String> words() {
    return changes.stream().flatMap(change -> change.words().stream()).toList();
  }

  /// The shard of the newer topology that is one of the older; empty where it was taken out.
  public Optional<Shard> newer(Shard older) {
    return new ShardMatch(before, after).after(older);
  }

  /// The routings that both topologies have by the same name and with another rule.
  public List<TopologyChange.RoutingChanged> changedRoutings() {
    return changes.stream()
        .filter(TopologyChange.RoutingChanged.class::isInstance)
        .map(TopologyChange.RoutingChanged.class::cast)
        .toList();
  }

  private static final class Comparison {
    private final Topology before;
    private final Topology after;
    private final ShardMatch shards;
    private final RoutingComparison rules;
    private final List<TopologyChange> changes = new ArrayList<>();

    Comparison(Topology before, Topology after) {
      this.before = before;
      this.after = after;
      this.shards = new ShardMatch(before, after);
      this.rules = new RoutingComparison(shards);
    }

    List<TopologyChange> changes() {
      if (before.equals(after)) {
        return List.of();
      }
      if (!before.name().equals(after.name())) {
        changes.add(new TopologyChange.Renamed(before.name(), after.name()));
      }
      if (before.environment() != after.environment()) {
        changes.add(
            new TopologyChange.EnvironmentChanged(before.environment(), after.environment()));
      }
      compareShards();
      compareRoutings();
      compareTables();
      if (changes.isEmpty()) {
        changes.add(new TopologyChange.Reordered("shards, routings or tables"));
      }
      return changes;
    }

    private void compareShards() {
      for (Shard shard : before.shards()) {
        Optional<Shard> newer = shards.after(shard);
        if (newer.isEmpty()) {
          changes.add(new TopologyChange.ShardRemoved(shard));
        } else if (!newer.get().equals(shard)) {
          changes.add(new TopologyChange.ShardChanged(shard, newer.get()));
        }
      }
      shards.added().forEach(shard -> changes.add(new TopologyChange.ShardAdded(shard)));
    }

    private void compareRoutings() {
      for (RoutingDefinition routing : before.routings()) {
        Optional<RoutingDefinition> newer = routing(after, routing.name());
        if (newer.isEmpty()) {
          changes.add(new TopologyChange.RoutingRemoved(routing));
        } else if (!newer.get().equals(routing)) {
          KeyMoves moves = rules.compare(routing, newer.get());
          changes.add(new TopologyChange.RoutingChanged(routing, newer.get(), moves));
        }
      }
      for (RoutingDefinition routing : after.routings()) {
        if (routing(before, routing.name()).isEmpty()) {
          changes.add(new TopologyChange.RoutingAdded(routing));
        }
      }
    }

    private void compareTables() {
      for (TableDefinition table : before.tables()) {
        Optional<TableDefinition> newer = after.table(table.name());
        if (newer.isEmpty()) {
          changes.add(new TopologyChange.TableRemoved(table));
        } else if (!isSame(table, newer.get())) {
          changes.add(
              new TopologyChange.TableChanged(table, newer.get(), moves(table, newer.get())));
        }
      }
      for (TableDefinition table : after.tables()) {
        if (before.table(table.name()).isEmpty()) {
          changes.add(new TopologyChange.TableAdded(table));
        }
      }
    }

    private boolean isSame(TableDefinition older, TableDefinition newer) {
      return older.equals(newer)
          || (older instanceof TableDefinition.Unsharded from
              && newer instanceof TableDefinition.Unsharded to
              && shards
                  .after(before.shard(from.shard()))
                  .map(shard -> shard.id().equals(to.shard()))
                  .orElse(false));
    }

    private KeyMoves moves(TableDefinition older, TableDefinition newer) {
      if (older instanceof TableDefinition.Sharded from
          && newer instanceof TableDefinition.Sharded to) {
        return from.key().equals(to.key())
            ? rules.compare(before.routing(from.routing()), after.routing(to.routing()))
            : new KeyMoves.NotComparable("the shard key is another one");
      }
      if (older instanceof TableDefinition.Unsharded from
          && newer instanceof TableDefinition.Unsharded to) {
        KeySet all = new KeySet.Interval(null, null);
        return new KeyMoves.Known(shards.move(all, from.shard(), to.shard()).stream().toList());
      }
      return new KeyMoves.NotComparable("its rows are spread in another way");
    }

    private static Optional<RoutingDefinition> routing(Topology topology, String name) {
      return topology.routings().stream()
          .filter(routing -> routing.name().equals(name))
          .findFirst();
    }
  }
}
