package io.shardlens.ui.map;

import io.shardlens.execute.MovingRows.Count;
import io.shardlens.execute.MovingRows.Moved;
import io.shardlens.execute.TableSize;
import io.shardlens.routing.KeyMove;
import io.shardlens.routing.KeyMoves;
import io.shardlens.routing.TopologyChange;
import io.shardlens.routing.TopologyDiff;
import io.shardlens.topology.Shard;
import io.shardlens.topology.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the map shows of a table when another version of its topology is held against the one that
/// is open: the parts of the key space that go elsewhere, and how full each shard would be then.
///
/// @param parts in the order of the keys, where they have one; empty where no key moves
/// @param loads the shards of both versions, those of the open one first; empty where the rows that
///   move were not all counted
/// @param reason why the parts cannot be told, empty where they can
public record WhatIf(
    TableDefinition.Sharded table, List<Part> parts, List<Load> loads, Optional<String> reason) {

  public WhatIf {
    parts = List.copyOf(parts);
    loads = List.copyOf(loads);
  }

  /// Keys that go elsewhere.
  ///
  /// @param rows how many rows of the table they have; empty where nobody has counted
  public record Part(KeyMove move, Optional<Count> rows) {}

  /// How many rows of the table a shard holds and would hold.
  ///
  /// @param exact whether the second is no estimate
  public record Load(Shard shard, long before, long after, boolean exact) {}

  /// @param table of the open topology, which is the older of the two
  /// @param moved what was counted of the diff, for any tables; may be empty
  /// @param sizes of the table, one for each shard that was counted
  public static WhatIf of(
      TopologyDiff diff, TableDefinition.Sharded table, List<Moved> moved, List<TableSize> sizes) {
    return switch (moves(diff, table)) {
      case KeyMoves.NotComparable(String reason) ->
          new WhatIf(table, List.of(), List.of(), Optional.of(reason));
      case KeyMoves.Known known -> {
        List<Part> parts =
            known.moves().stream().map(move -> new Part(move, rows(table, move, moved))).toList();
        yield new WhatIf(table, parts, loads(diff, parts, sizes), Optional.empty());
      }
    };
  }

  private static KeyMoves moves(TopologyDiff diff, TableDefinition.Sharded table) {
    for (TopologyChange change : diff.changes()) {
      if (change instanceof TopologyChange.TableChanged changed && changed.before().equals(table)) {
        return changed.moves();
      }
      if (change instanceof TopologyChange.TableRemoved removed && removed.table().equals(table)) {
        return new KeyMoves.NotComparable("the newer topology does not have the table");
      }
    }
    return diff.changedRoutings().stream()
        .filter(changed -> changed.before().name().equals(table.routing()))
        .findFirst()
        .map(TopologyChange.RoutingChanged::moves)
        .orElse(new KeyMoves.Known(List.of()));
  }

  private static Optional<Count> rows(
      TableDefinition.Sharded table, KeyMove move, List<Moved> moved) {
    return moved.stream()
        .filter(rows -> rows.table().equals(table.name()) && rows.move().equals(move))
        .findFirst()
        .map(Moved::count);
  }

  private static List<Load> loads(TopologyDiff diff, List<Part> parts, List<TableSize> sizes) {
    boolean counted =
        !sizes.isEmpty()
            && parts.stream()
                .filter(part -> part.move().from().isPresent())
                .allMatch(part -> rows(part).isPresent());
    if (!counted) {
      return List.of();
    }
    boolean exact =
        parts.stream().noneMatch(part -> part.rows().orElse(null) instanceof Count.Estimated);
    Map<Shard, Long> before = new LinkedHashMap<>();
    for (Shard shard : diff.before().shards()) {
      long rows =
          sizes.stream()
              .filter(size -> size.shard().equals(shard.id()))
              .mapToLong(TableSize::rows)
              .sum();
      before.put(diff.newer(shard).orElse(shard), rows);
    }
    diff.after().shards().forEach(shard -> before.putIfAbsent(shard, 0L));
    Map<Shard, Long> after = new LinkedHashMap<>(before);
    for (Part part : parts) {
      long rows = rows(part).orElse(0);
      part.move()
          .from()
          .map(KeyMove.Place::shard)
          .ifPresent(shard -> after.merge(diff.newer(shard).orElse(shard), -rows, Long::sum));
      part.move()
          .to()
          .map(KeyMove.Place::shard)
          .ifPresent(shard -> after.merge(shard, rows, Long::sum));
    }
    List<Load> loads = new ArrayList<>();
    before.forEach((shard, rows) ->
        loads.add(new Load(shard, rows, Math.max(0, after.getOrDefault(shard, 0L)), exact)));
    return loads;
  }

  private static OptionalLong rows(Part part) {
    return switch (part.rows().orElse(null)) {
      case Count.Exact(long rows) -> OptionalLong.of(rows);
      case Count.Estimated(long rows) -> OptionalLong.of(rows);
      case Count.NotCounted _ -> OptionalLong.empty();
      case null -> OptionalLong.empty();
    };
  }
}
