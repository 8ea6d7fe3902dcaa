package io.shardlens.execute.statistics;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.Scatter;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardGateway;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks each shard how much of a table was read and written so far. Nothing of the table is read.
/// Waits for the shards, each within a deadline. Thread-safe.
///
/// The counts are those of `pg_stat_user_tables`: a transaction is in them once it has ended, or a
/// moment later, and what an index alone can answer is not. A standby counts its own reads.
public final class ShardActivity {

  /// Below the interval of samples, so that a server that hangs does not hold up the next one.
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /// A crash throws all counts away, and of that only the statistics of the whole server keep the
  /// time.
  private static final String COUNTS =
      TableParts.PARTS
          + """

          SELECT coalesce(sum(coalesce(s.seq_tup_read, 0) + coalesce(s.idx_tup_fetch, 0)), 0)::bigint,
                 coalesce(sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del), 0)::bigint,
                 count(part.oid) > 0 AND count(s.relid) = 0,
                 current_setting('track_counts'),
                 concat(md5(string_agg(part.oid::text, ',' ORDER BY part.oid)),
                        '|', extract(epoch FROM pg_postmaster_start_time()),
                        '|', (SELECT extract(epoch FROM stats_reset) FROM pg_catalog.pg_stat_database
                               WHERE datname = current_database()),
                        '|', (SELECT extract(epoch FROM stats_reset) FROM pg_catalog.pg_stat_bgwriter))
            FROM part LEFT JOIN pg_catalog.pg_stat_user_tables s ON s.relid = part.oid\
          """;

  private final Topology topology;
  private final Scatter scatter;
  private final InstantSource clock;

  public ShardActivity(Topology topology, ShardGateway gateway, InstantSource clock) {
    this.topology = topology;
    this.scatter = new Scatter(gateway);
    this.clock = clock;
  }

  /// The counts of a table on each shard that may hold rows of it.
  ///
  /// @throws IllegalArgumentException for a table that the topology does not declare
  public ByShard<ActivityCount> counts(TableName table) {
    TableParts parts = TableParts.of(topology, table);
    return ByShard.of(
        scatter.run(
            parts.shards(), TIMEOUT, (shard, session) -> count(parts, table, shard, session)));
  }

  private ActivityCount count(
      TableParts parts, TableName table, ShardId shard, ShardSession session) throws ShardFailure {
    @Nullable String[] row =
        SmallAnswers.rows(session, COUNTS, List.of(parts.names(shard, session))).getFirst();
    if ("t".equals(row[2])) {
      throw new ShardFailure(
          ShardFailure.Kind.STATEMENT,
          table
              + " is a view or a foreign table on this shard, of which PostgreSQL counts nothing");
    }
    if ("off".equals(row[3])) {
      throw new ShardFailure(
          ShardFailure.Kind.STATEMENT,
          "The server counts nothing: track_counts is off in its configuration");
    }
    return new ActivityCount(
        shard,
        clock.instant(),
        text(row[4]),
        Long.parseLong(text(row[0])),
        Long.parseLong(text(row[1])));
  }
}
