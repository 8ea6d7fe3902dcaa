package io.shardlens.export;

import io.shardlens.export.vectors.TestVectors;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.List;
import java.util.Optional;

/// What is to be exported.
///
/// @param table the one table, or empty for all sharded tables
/// @param count how many random keys test vectors have, 0 to [TestVectors#MAXIMUM_COUNT]
public record ExportRequest(
    ExportKind kind, Topology topology, Optional<TableDefinition.Sharded> table, int count) {

  public ExportRequest {
    if (count < 0 || count > TestVectors.MAXIMUM_COUNT) {
      throw new IllegalArgumentException("Not a number of keys: " + count);
    }
  }

  /// With as many random keys as usual.
  public ExportRequest(
      ExportKind kind, Topology topology, Optional<TableDefinition.Sharded> table) {
    this(kind, topology, table, TestVectors.USUAL_COUNT);
  }

  List<TableDefinition.Sharded> tables() {
    return table.map(List::of).orElseGet(topology::shardedTables);
  }
}
