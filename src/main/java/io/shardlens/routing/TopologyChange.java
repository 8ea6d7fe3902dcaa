package io.shardlens.routing;

import io.shardlens.topology.Environment;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.Shard;
import io.shardlens.topology.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/// One thing that differs between two topologies.
public sealed interface TopologyChange {

  /// What differs, one statement a line, at least one: `table public.orders added`.
  List<String> words();

  record Renamed(String before, String after) implements TopologyChange {
    @Override
    public List<String> words() {
      return List.of("name " + before + " became " + after);
    }
  }

  record EnvironmentChanged(Environment before, Environment after) implements TopologyChange {
    @Override
    public List<String> words() {
      return List.of("environment " + before.word() + " became " + after.word());
    }
  }

  record ShardAdded(Shard shard) implements TopologyChange {
    @Override
    public List<String> words() {
      return List.of(
          "shard " + named(shard) + " added: " + shard.database() + " on " + shard.address());
    }
  }

  record ShardRemoved(Shard shard) implements TopologyChange {
    @Override
    public List<String> words() {
      return List.of("shard " + named(shard) + " removed");
    }
  }

  /// A shard of the same id, or of the same database under another id.
  record ShardChanged(Shard before, Shard after) implements TopologyChange {
    @Override
    public List<String> words() {
      List<String> parts = new ArrayList<>();
      addPart(parts, "id", before.id().value(), after.id().value());
      addPart(parts, "label", before.label(), after.label());
      addPart(parts, "host", before.host(), after.host());
      addPart(parts, "port", Integer.toString(before.port()), Integer.toString(after.port()));
      addPart(parts, "database", before.database(), after.database());
      addPart(parts, "user", before.user(), after.user());
      addPart(parts, "sslMode", before.sslMode().word(), after.sslMode().word());
      return List.of(
          "shard "
              + named(before)
              + ": "
              + (parts.isEmpty() ? "other connection settings" : String.join(", ", parts)));
    }

    private static void addPart(List<String> parts, String member, String older, String newer) {
      if (!older.equals(newer)) {
        parts.add(member + " " + older + " became " + newer);
      }
    }
  }

  record TableAdded(TableDefinition table) implements TopologyChange {
    @Override
    public List<String> words() {
      return List.of("table " + table.name().shortName() + " added: " + kind(table));
    }
  }

  record TableRemoved(TableDefinition table) implements TopologyChange {
    @Override
    public List<String> words() {
      return List.of("table " + table.name().shortName() + " removed");
    }
  }

  /// A table is spread in another way.
  ///
  /// @param moves by which keys the rows of the table move
  record TableChanged(TableDefinition before, TableDefinition after, KeyMoves moves)
      implements TopologyChange {
    @Override
    public List<String> words() {
      String table = "table " + after.name().shortName() + ": ";
      List<String> lines = new ArrayList<>();
      lines.add(table + kind(before) + " became " + kind(after));
      moves.words().forEach(move -> lines.add(table + move));
      return lines;
    }
  }

  record RoutingAdded(RoutingDefinition routing) implements TopologyChange {
    @Override
    public List<String> words() {
      return List.of("routing " + routing.name() + " added: " + routing.strategy());
    }
  }

  record RoutingRemoved(RoutingDefinition routing) implements TopologyChange {
    @Override
    public List<String> words() {
      return List.of("routing " + routing.name() + " removed");
    }
  }

  /// A routing of the same name has another rule, or the same one written in another way.
  record RoutingChanged(RoutingDefinition before, RoutingDefinition after, KeyMoves moves)
      implements TopologyChange {
    @Override
    public List<String> words() {
      return moves.words().stream()
          .map(move ->
              "routing "
                  + after.name()
                  + (move.equals("no key moves") ? ": written differently, " : ": ")
                  + move)
          .toList();
    }
  }

  /// The same, in another order: of shards, by which they get their colours, or of tables.
  record Reordered(String what) implements TopologyChange {
    @Override
    public List<String> words() {
      return List.of(what + " in another order");
    }
  }

  private static String named(Shard shard) {
    return shard.label().equals(shard.id().value())
        ? shard.label()
        : shard.label() + " (" + shard.id() + ")";
  }

  private static String kind(TableDefinition table) {
    return switch (table) {
      case TableDefinition.Sharded sharded ->
          "sharded by " + String.join(", ", sharded.key()) + " with routing " + sharded.routing();
      case TableDefinition.Reference _ -> "reference";
      case TableDefinition.Unsharded unsharded -> "unsharded on " + unsharded.shard();
    };
  }
}
