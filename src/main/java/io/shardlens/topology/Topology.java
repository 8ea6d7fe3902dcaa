package io.shardlens.topology;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything that a topology file says. References between its parts are valid: the reader has
/// checked them.
///
/// @param mergeServer the server that merges what is gathered of the shards, where one is named
public record Topology(
    String name,
    Environment environment,
    NamedList<ShardId, Shard> shards,
    NamedList<String, RoutingDefinition> routings,
    NamedList<TableName, TableDefinition> tables,
    Optional<MergeServerPlace> mergeServer) {

  public Topology(
      String name,
      Environment environment,
      List<Shard> shards,
      List<RoutingDefinition> routings,
      List<TableDefinition> tables) {
    this(
        name,
        environment,
        NamedList.copyOf(shards, Shard::id),
        NamedList.copyOf(routings, RoutingDefinition::name),
        NamedList.copyOf(tables, TableDefinition::name),
        Optional.empty());
  }

  /// The same with a server that merges.
  public Topology withMergeServer(MergeServerPlace place) {
    return new Topology(name, environment, shards, routings, tables, Optional.of(place));
  }

  /// @throws IllegalArgumentException for an id that the topology does not declare
  public Shard shard(ShardId id) {
    return shards
        .named(id)
        .orElseThrow(() -> new IllegalArgumentException("The topology declares no shard " + id));
  }

  /// @throws IllegalArgumentException for a name that the topology does not declare
  public RoutingDefinition routing(String name) {
    return routings
        .named(name)
        .orElseThrow(
            () -> new IllegalArgumentException("The topology declares no routing " + name));
  }

  public Optional<TableDefinition> table(TableName name) {
    return tables.named(name);
  }

  /// The table that a person means: `users` or `public.users`. An unqualified name finds the table
  /// of the schema `public` first, then the only one of that name in any schema.
  public Optional<TableDefinition> tableNamed(String text) {
    int dot = text.indexOf('.');
    if (dot > 0) {
      return table(new TableName(text.substring(0, dot), text.substring(dot + 1)));
    }
    Optional<TableDefinition> inPublic =
        text.isEmpty() ? Optional.empty() : table(new TableName("public", text));
    if (inPublic.isPresent()) {
      return inPublic;
    }
    List<TableDefinition> anywhere =
        tables.stream().filter(table -> table.name().name().equals(text)).toList();
    return anywhere.size() == 1 ? Optional.of(anywhere.getFirst()) : Optional.empty();
  }

  /// The sharded tables, in the order of the file.
  public List<TableDefinition.Sharded> shardedTables() {
    return tables.stream()
        .filter(TableDefinition.Sharded.class::isInstance)
        .map(TableDefinition.Sharded.class::cast)
        .toList();
  }

  /// The sharded tables by the name of their routing, both in the order of the file; tables of one
  /// entry are co-located.
  public Map<String, List<TableDefinition.Sharded>> coLocated() {
    return shardedTables().stream()
        .collect(
            Collectors.groupingBy(
                TableDefinition.Sharded::routing, LinkedHashMap::new, Collectors.toList()));
  }

  /// The position of each shard in the file, which also picks its colour.
  public Map<ShardId, Integer> positions() {
    Map<ShardId, Integer> positions = new HashMap<>();
    for (int i = 0; i < shards.size(); i++) {
      positions.put(shards.get(i).id(), i);
    }
    return positions;
  }
}
