package io.shardlens.execute;

import io.shardlens.execute.QueryError.Code;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.Catalog;
import io.shardlens.plan.TableFacts;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads the shards' catalogs for the script of a coordinator. Thread-safe.
public final class Coordinator {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Topology topology;
  private final Scatter scatter;

  public Coordinator(Topology topology, ShardGateway gateway) {
    this.topology = topology;
    this.scatter = new Scatter(gateway);
  }

  /// The script, from the columns and types that the shards have now.
  ///
  /// @throws ShardlensException when a shard does not answer, since then nobody knows whether its
  ///   tables are the same
  public CoordinatorScript script() throws ShardlensException {
    List<ShardId> all = topology.shards().stream().map(Shard::id).toList();
    Set<String> words = new LinkedHashSet<>();
    Catalog catalog = new CatalogReader(topology, scatter).read();
    for (TableDefinition table : topology.tables()) {
      catalog.table(table.name()).map(TableFacts::columns).orElse(List.of()).stream()
          .flatMap(column -> ServerObjects.names(column.sqlType()).stream())
          .forEach(words::add);
    }
    List<List<ServerObject>> found = new ArrayList<>();
    for (var answer : scatter.run(all, TIMEOUT, (_, session) -> types(session, words)).entrySet()) {
      switch (answer.getValue()) {
        case Answer.Answered<List<ServerObject>>(List<ServerObject> types, long _) ->
            found.add(types);
        case Answer.Unanswered<List<ServerObject>>(ShardFailure failure, long _) ->
            throw new ShardlensException(
                failure.isConnection() ? Code.NO_CONNECTION : Code.SQL,
                topology.shard(answer.getKey()).label() + ": " + failure.getMessage());
      }
    }
    return CoordinatorScript.of(
        topology,
        catalog,
        found.getFirst().stream()
            .map(ServerObject::definition)
            .filter(definition -> !definition.isEmpty())
            .toList());
  }

  private static List<ServerObject> types(ShardSession session, Set<String> words)
      throws ShardFailure {
    SmallAnswers.rows(session, "SELECT set_config('search_path', 'pg_catalog', true)", List.of());
    return ServerObjects.types(session, words, words);
  }
}
