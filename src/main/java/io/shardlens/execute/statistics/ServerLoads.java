package io.shardlens.execute.statistics;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.Scatter;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardGateway;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks each shard how its server is. Waits for them, each within a deadline. Thread-safe.
public final class ServerLoads {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /// What may be asked has to be known first: PostgreSQL looks at the privileges of a statement as
  /// a whole, and one that is missing would take all figures with it.
  private static final String GRANTS =
      """
      SELECT pg_is_in_recovery(),
             pg_has_role('pg_read_all_stats', 'USAGE'),
             has_table_privilege('pg_catalog.pg_stat_activity', 'SELECT'),
             has_table_privilege('pg_catalog.pg_stat_replication', 'SELECT')
               AND has_function_privilege('pg_catalog.pg_current_wal_lsn()', 'EXECUTE'),
             has_function_privilege('pg_catalog.pg_last_wal_receive_lsn()', 'EXECUTE')
               AND has_function_privilege('pg_catalog.pg_last_wal_replay_lsn()', 'EXECUTE')
               AND has_function_privilege('pg_catalog.pg_last_xact_replay_timestamp()', 'EXECUTE'),
             has_function_privilege('pg_catalog.pg_database_size(name)', 'EXECUTE')
               AND (has_database_privilege(current_database(), 'CONNECT')
                    OR pg_has_role('pg_read_all_stats', 'USAGE'))\
      """;

  /// A copy of the whole server that is under way is no replica. To others than those who may read
  /// all statistics, PostgreSQL shows that there are replicas and nothing more.
  private static final String OF_PRIMARY =
      """
      (SELECT count(*) FROM pg_catalog.pg_stat_replication
        WHERE coalesce(state IN ('streaming', 'catchup'), true)),
      (SELECT coalesce(max(greatest(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn), 0)), 0)::bigint
         FROM pg_catalog.pg_stat_replication WHERE state IN ('streaming', 'catchup')),
      (SELECT CASE WHEN count(*) = 0 THEN 0 ELSE (extract(epoch FROM max(replay_lag)) * 1000) END::bigint
         FROM pg_catalog.pg_stat_replication WHERE state IN ('streaming', 'catchup'))\
      """;

  private static final String OF_STANDBY =
      """
      NULL::bigint,
      pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::bigint,
      (extract(epoch FROM now() - pg_last_xact_replay_timestamp()) * 1000)::bigint\
      """;

  /// Whose sessions they are is hidden from others than those who may read all statistics.
  private static final String CONNECTIONS =
      """
      (SELECT count(*) FROM pg_catalog.pg_stat_activity
        WHERE datid IS NOT NULL AND usesysid IS NOT NULL
          AND coalesce(backend_type, 'client backend') = 'client backend')\
      """;

  private final Topology topology;
  private final Scatter scatter;

  public ServerLoads(Topology topology, ShardGateway gateway) {
    this.topology = topology;
    this.scatter = new Scatter(gateway);
  }

  /// How the server of each shard of the topology is.
  public ByShard<ServerLoad> loads() {
    List<ShardId> shards = topology.shards().stream().map(Shard::id).toList();
    return ByShard.of(scatter.run(shards, TIMEOUT, ServerLoads::load));
  }

  private static ServerLoad load(ShardId shard, ShardSession session) throws ShardFailure {
    @Nullable String[] grants = SmallAnswers.rows(session, GRANTS, List.of()).getFirst();
    boolean inRecovery = "t".equals(grants[0]);
    boolean seesAll = "t".equals(grants[1]);
    boolean asksReplication = "t".equals(inRecovery ? grants[4] : grants[3]);
    boolean asksConnections = "t".equals(grants[2]);
    boolean asksSize = "t".equals(grants[5]);
    String sql =
        "SELECT current_setting('server_version'), current_setting('max_connections'), "
            + (asksReplication ? inRecovery ? OF_STANDBY : OF_PRIMARY : "NULL, NULL, NULL")
            + ", "
            + (asksConnections ? CONNECTIONS : "NULL")
            + ", "
            + (asksSize ? "pg_database_size(current_database())" : "NULL");
    @Nullable String[] row = SmallAnswers.rows(session, sql, List.of()).getFirst();
    LoadFigure<Long> replicas = figure(asksReplication, row[2]);
    boolean hidden = !inRecovery && !seesAll && !replicas.equals(new LoadFigure.Known<>(0L));
    LoadFigure<Long> lagMillis = figure(asksReplication && !hidden, row[4]);
    return new ServerLoad(
        shard,
        text(row[0]),
        inRecovery,
        replicas,
        figure(asksReplication && !hidden, row[3]),
        switch (lagMillis) {
          case LoadFigure.Known<Long>(Long millis) ->
              new LoadFigure.Known<>(Duration.ofMillis(millis));
          case LoadFigure.Unknown<Long> _ -> new LoadFigure.Unknown<>();
          case LoadFigure.NotPermitted<Long> _ -> new LoadFigure.NotPermitted<>();
        },
        figure(asksConnections, row[5]),
        Long.parseLong(text(row[1])),
        figure(asksSize, row[6]));
  }

  private static LoadFigure<Long> figure(boolean permitted, @Nullable String cell) {
    if (!permitted) {
      return new LoadFigure.NotPermitted<>();
    }
    return cell == null ? new LoadFigure.Unknown<>() : new LoadFigure.Known<>(Long.parseLong(cell));
  }
}
