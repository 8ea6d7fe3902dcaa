package io.shardlens.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Everything that a topology file says. References between its parts are valid: the reader has
/// checked them.
public record Topology(
    String name,
    Environment environment,
    List<Shard> shards,
    List<RoutingDefinition> routings,
    List<TableDefinition> tables) {

  public Topology {
    shards = List.copyOf(shards);
    routings = List.copyOf(routings);
    tables = List.copyOf(tables);
  }

  /// @throws IllegalArgumentException for an id that the topology does not declare
  public Shard shard(ShardId id) {
    return shards.stream()
        .filter(shard -> shard.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The topology declares no shard " + id));
  }

  /// @throws IllegalArgumentException for a name that the topology does not declare
  public RoutingDefinition routing(String name) {
    return routings.stream()
        .filter(routing -> routing.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("The topology declares no routing " + name));
  }

  public Optional<TableDefinition> table(TableName name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
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
    return shards.stream()
        .map(Shard::id)
        .collect(Collectors.toMap(Function.identity(), this::position));
  }

  private int position(ShardId id) {
    return shards.indexOf(shard(id));
  }
}
