package io.shardlens.topology.imports.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The partitioned tables of a server and their partitions, as the catalog has them.
///
/// @param tables by their oid
/// @param partitions by the oid of the table that they are partitions of
record PartitionTree(Map<String, Table> tables, Map<String, List<Partition>> partitions) {

  /// @param strategy `r`, `l` or `h`
  record Table(String oid, String schema, String name, String strategy, List<KeyColumn> key) {}

  /// @param name empty for an expression
  /// @param usual whether it hashes and sorts by the default operators of its type
  /// @param byBytes whether its text compares by bytes
  /// @param exact whether texts that differ are never equal
  record KeyColumn(
      Optional<String> name, String type, boolean usual, boolean byBytes, boolean exact) {}

  /// @param server empty for a table of this server
  record Partition(
      String oid,
      String schema,
      String name,
      String kind,
      String bound,
      Optional<Foreign> server) {}

  /// Where a foreign table lies.
  ///
  /// @param wrapper `postgres_fdw`, or another one that is not read
  record Foreign(
      String name,
      String wrapper,
      Optional<String> host,
      Optional<String> port,
      Optional<String> database,
      Optional<String> sslMode,
      String schema,
      String table) {}

  static PartitionTree of(CatalogRows keys, CatalogRows partitions) {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (CatalogRows.Row row : keys.rows()) {
      tables
          .computeIfAbsent(
              row.text(0),
              oid -> new Table(oid, row.text(1), row.text(2), row.text(3), new ArrayList<>()))
          .key()
          .add(
              new KeyColumn(
                  row.optional(4), row.text(5), row.isTrue(6), row.isTrue(7), row.isTrue(8)));
    }
    Map<String, List<Partition>> byParent = new LinkedHashMap<>();
    for (CatalogRows.Row row : partitions.rows()) {
      byParent.computeIfAbsent(row.text(0), _ -> new ArrayList<>()).add(partition(row));
    }
    return new PartitionTree(tables, byParent);
  }

  private static Partition partition(CatalogRows.Row row) {
    Optional<Foreign> server =
        row.optional(6)
            .map(name ->
                new Foreign(
                    name,
                    row.text(7),
                    row.optional(9).or(() -> row.optional(8)),
                    row.optional(10),
                    row.optional(11),
                    row.optional(12),
                    row.optional(13).filter(text -> !text.isBlank()).orElse(row.text(2)),
                    row.optional(14).filter(text -> !text.isBlank()).orElse(row.text(3))));
    return new Partition(row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), server);
  }

  /// The tables that are no partitions themselves.
  List<Table> roots() {
    Set<String> inner =
        partitions.values().stream()
            .flatMap(List::stream)
            .map(Partition::oid)
            .collect(Collectors.toSet());
    return tables.values().stream().filter(table -> !inner.contains(table.oid())).toList();
  }

  List<Partition> of(Table table) {
    return partitions.getOrDefault(table.oid(), List.of());
  }

  /// The tables that hold the rows of a partition: itself, or those below it, each once whatever
  /// the catalog says.
  List<Partition> leaves(Partition partition) {
    if (!partition.kind().equals("p")) {
      return List.of(partition);
    }
    List<Partition> leaves = new ArrayList<>();
    List<Partition> open = new ArrayList<>(List.of(partition));
    Set<String> seen = new HashSet<>(Set.of(partition.oid()));
    while (!open.isEmpty()) {
      for (Partition child : partitions.getOrDefault(open.removeLast().oid(), List.of())) {
        if (seen.add(child.oid())) {
          (child.kind().equals("p") ? open : leaves).add(child);
        }
      }
    }
    return leaves;
  }
}
