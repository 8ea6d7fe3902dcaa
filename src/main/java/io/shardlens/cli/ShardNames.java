package io.shardlens.cli;

import io.shardlens.rows.Row;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the shard that a row came from is printed: by its id, and as nothing where rows of several
/// were merged into it.
final class ShardNames {

  private final List<String> ids;

  ShardNames(Topology topology) {
    ids = topology.shards().stream().map(shard -> shard.id().value()).toList();
  }

  /// @param source as [Row#source]
  String of(int source) {
    return source == Row.MERGED ? "" : ids.get(source);
  }

  /// A row's shard and its cells.
  List<@Nullable String> cells(Row row) {
    List<@Nullable String> cells = new ArrayList<>();
    cells.add(of(row.source()));
    cells.addAll(row.cells());
    return cells;
  }
}
