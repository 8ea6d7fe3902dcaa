package io.shardlens.plan;

import io.shardlens.topology.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the servers say of the topology's tables.
///
/// @param tables the tables that exist, as one of the shards that hold them describes them; one
///   that is missing on every shard that answered is absent
/// @param differences for a table that is not the same on all shards that should hold it: in what,
///   naming the shards, one sentence each
/// @param sameTextOrder whether all databases order text alike: the same locale, provider and
///   version
public record Catalog(
    Map<TableName, TableFacts> tables,
    Map<TableName, List<String>> differences,
    boolean sameTextOrder) {

  public Catalog {
    tables = Map.copyOf(tables);
    differences = Map.copyOf(differences);
  }

  /// A catalog of databases that order text alike.
  public Catalog(Map<TableName, TableFacts> tables, Map<TableName, List<String>> differences) {
    this(tables, differences, true);
  }

  public Optional<TableFacts> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }

  /// In what a table differs between shards, empty where it does not.
  public List<String> differences(TableName name) {
    return differences.getOrDefault(name, List.of());
  }
}
