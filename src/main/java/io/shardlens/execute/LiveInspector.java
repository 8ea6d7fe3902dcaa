package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.routing.Router;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at real shards. Thread-safe.
public final class LiveInspector implements ShardInspector {

  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SIZES_TIMEOUT = Duration.ofSeconds(20);

  private static final String ABOUT =
      """
      SELECT current_setting('server_version'),
             (SELECT CASE WHEN rolsuper THEN 'superuser' WHEN rolreplication THEN 'replication role'
                          ELSE '' END
                FROM pg_catalog.pg_roles WHERE rolname = current_user)\
      """;

  private final Topology topology;
  private final Scatter scatter;
  private final TopologyCheck check;

  public LiveInspector(Router router, ShardGateway gateway) {
    this.topology = router.topology();
    this.scatter = new Scatter(gateway);
    this.check =
        new TopologyCheck(
            topology,
            scatter,
            new FreshDirectory(new CatalogDirectory(gateway, InstantSource.system())));
  }

  @Override
  public ShardHealth health(ShardId shard) {
    Answer<ShardHealth.Up> answer =
        scatter
            .run(
                List.of(shard),
                HEALTH_TIMEOUT,
                (id, session) -> {
                  long start = System.nanoTime();
                  @Nullable String[] about =
                      SmallAnswers.rows(session, ABOUT, List.of()).getFirst();
                  long millis = (System.nanoTime() - start) / 1_000_000;
                  String rights = text(about[1]);
                  String version = text(about[0]).replaceAll("\\s.*", "");
                  // The gateway hands out no reading session that it has not seen to be read-only.
                  return new ShardHealth.Up(
                      id,
                      millis,
                      version,
                      true,
                      rights.isEmpty()
                          ? ""
                          : "The login is a "
                              + rights
                              + ": read-only cannot hold it back from the"
                              + " server's files; use a role with pg_read_all_data");
                })
            .get(shard);
    return switch (java.util.Objects.requireNonNull(answer)) {
      case Answer.Answered<ShardHealth.Up>(ShardHealth.Up up, long millis) -> up;
      case Answer.Unanswered<ShardHealth.Up>(ShardFailure failure, long millis) ->
          new ShardHealth.Down(shard, failure.getMessage());
    };
  }

  @Override
  public List<TableSize> sizes(TableName name) {
    TableDefinition table = topology.table(name).orElseThrow();
    String quoted = Identifier.quote(name);
    String key =
        table instanceof TableDefinition.Sharded sharded
            ? Identifier.quote(sharded.key().getFirst())
            : "NULL::text";
    // min() and max() have no uuid version before PostgreSQL 18; text shows the same key.
    String sql =
        "SELECT count(*), pg_total_relation_size($1::regclass), coalesce(min("
            + extreme(table, key)
            + ")::text, ''), coalesce(max("
            + extreme(table, key)
            + ")::text, '') FROM "
            + quoted;
    Optional<RoutingRule.Tenants> tenants = tenants(table);
    List<ShardId> shards =
        switch (table) {
          case TableDefinition.Sharded sharded -> topology.routing(sharded.routing()).shards();
          case TableDefinition.Unsharded unsharded -> List.of(unsharded.shard());
          case TableDefinition.Reference ignored ->
              topology.shards().stream().map(Shard::id).toList();
        };
    List<TableSize> sizes = new ArrayList<>();
    scatter
        .run(
            shards,
            SIZES_TIMEOUT,
            (shard, session) -> {
              if (tenants.isPresent()) {
                return TenantTables.size(shard, session, tenants.get(), name);
              }
              @Nullable String[] row =
                  SmallAnswers.rows(session, sql, List.of(new Parameter.Text(quoted))).getFirst();
              return new TableSize(
                  name,
                  shard,
                  Long.parseLong(text(row[0])),
                  Long.parseLong(text(row[1])),
                  text(row[2]),
                  text(row[3]));
            })
        .values()
        .forEach(answer -> {
          if (answer instanceof Answer.Answered<TableSize> answered) {
            sizes.add(answered.value());
          }
        });
    return sizes;
  }

  private Optional<RoutingRule.Tenants> tenants(TableDefinition table) {
    return table instanceof TableDefinition.Sharded sharded
            && topology.routing(sharded.routing()).rule() instanceof RoutingRule.Tenants rule
        ? Optional.of(rule)
        : Optional.empty();
  }

  private String extreme(TableDefinition table, String key) {
    boolean uuid =
        table instanceof TableDefinition.Sharded sharded
            && topology.routing(sharded.routing()).keyTypes().getFirst()
                == io.shardlens.topology.KeyType.UUID;
    return uuid ? key + "::text" : key;
  }

  @Override
  public CheckReport check(CheckOptions options) {
    return check.run(options);
  }
}
