package io.shardlens.execute.statistics;

import io.shardlens.execute.Scatter;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardGateway;
import io.shardlens.execute.ShardSession;
import io.shardlens.routing.Router;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks shards what they know of a table without counting it. Waits for them, each within a
/// deadline; what a shard does not tell is missing with its reason. Thread-safe.
public final class TableStatistics {

  private static final Duration CATALOG_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration DRAW_TIMEOUT = Duration.ofSeconds(5);

  private final Router router;
  private final Scatter scatter;

  public TableStatistics(Router router, ShardGateway gateway) {
    this.router = router;
    this.scatter = new Scatter(gateway);
  }

  /// How large the table is on each shard that may hold rows of it. Nothing of it is read.
  ///
  /// @throws IllegalArgumentException for a table that the topology does not declare
  public ByShard<TableEstimate> estimates(TableName name) {
    TableParts parts = TableParts.of(topology(), name);
    return ByShard.of(
        scatter.run(
            parts.shards(),
            CATALOG_TIMEOUT,
            (shard, session) -> figures(parts, shard, session).estimate(shard)));
  }

  /// Where the values of the first shard key column lie on each shard: as the server's statistics
  /// say where it has some, else from a sample of at most 30 000 rows.
  ///
  /// @throws IllegalArgumentException for a table that is not sharded
  public ByShard<KeyHistogram> histogram(TableName name) {
    TableParts parts = TableParts.of(topology(), name);
    TableDefinition.Sharded table = sharded(parts);
    return ByShard.of(
        scatter.run(
            parts.shards(),
            DRAW_TIMEOUT,
            (shard, session) -> histogram(parts, table, shard, session)));
  }

  private KeyHistogram histogram(
      TableParts parts, TableDefinition.Sharded table, ShardId shard, ShardSession session)
      throws ShardFailure {
    refuseTenants(parts);
    KeyType type = topology().routing(table.routing()).keyTypes().getFirst();
    String column = table.key().getFirst();
    TableFigures figures = figures(parts, shard, session);
    if (figures.rows().isPresent()) {
      Optional<KeyHistogram> known =
          CatalogHistogram.read(
              shard, session, table.name(), column, type, figures.rows().getAsLong());
      if (known.isPresent()) {
        return known.get();
      }
    }
    KeyDraw draw = draw(session, table, List.of(column), figures);
    return SampledHistogram.of(shard, draw, type, rows(figures, draw));
  }

  /// How many rows each bucket of the table's routing has on each shard, from a sample of at most
  /// 30 000 rows. Empty where the routing's rule has no buckets.
  ///
  /// @throws IllegalArgumentException for a table that is not sharded
  public Optional<ByShard<BucketRows>> buckets(TableName name) {
    TableParts parts = TableParts.of(topology(), name);
    TableDefinition.Sharded table = sharded(parts);
    RoutingStrategy strategy = router.strategy(table);
    if (!(strategy.definition().rule() instanceof RoutingRule.Buckets)) {
      return Optional.empty();
    }
    return Optional.of(
        ByShard.of(
            scatter.run(
                parts.shards(),
                DRAW_TIMEOUT,
                (shard, session) -> {
                  TableFigures figures = figures(parts, shard, session);
                  KeyDraw draw = draw(session, table, table.key(), figures);
                  return BucketRows.of(shard, strategy, draw, rows(figures, draw));
                })));
  }

  private static KeyDraw draw(
      ShardSession session,
      TableDefinition.Sharded table,
      List<String> columns,
      TableFigures figures)
      throws ShardFailure {
    if (!figures.hasBlocks()) {
      throw new ShardFailure(
          ShardFailure.Kind.STATEMENT,
          table.name()
              + " is a view or has foreign tables on this shard, of which no rows can be drawn at"
              + " random");
    }
    return KeyDraw.of(session, table.name(), columns, figures.blocks());
  }

  /// The server has seen more of a large table than a draw. But it also counts rows that the login
  /// does not see, and those that came to a small table since.
  private static double rows(TableFigures figures, KeyDraw draw) {
    return draw.isWhole() || figures.hidden() || figures.rows().isEmpty()
        ? draw.rows()
        : figures.rows().getAsLong();
  }

  private static TableFigures figures(TableParts parts, ShardId shard, ShardSession session)
      throws ShardFailure {
    return TableFigures.read(session, parts.names(shard, session));
  }

  private static TableDefinition.Sharded sharded(TableParts parts) {
    if (parts.table() instanceof TableDefinition.Sharded sharded) {
      return sharded;
    }
    throw new IllegalArgumentException(parts.table().name() + " is not sharded: it has no key");
  }

  private static void refuseTenants(TableParts parts) throws ShardFailure {
    if (parts.tenants().isPresent()) {
      throw new ShardFailure(
          ShardFailure.Kind.STATEMENT,
          "Each tenant has "
              + parts.table().name().name()
              + " in a schema of its own, so that its keys are not spread over one table");
    }
  }

  private Topology topology() {
    return router.topology();
  }
}
