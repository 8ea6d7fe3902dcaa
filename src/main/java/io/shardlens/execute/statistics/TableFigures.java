package io.shardlens.execute.statistics;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.Parameter;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.topology.ShardId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What one shard's catalog says of a table without reading it.
///
/// @param rows as [TableEstimate] has them
/// @param blocks of the rows, with those of partitions and children
/// @param hasBlocks whether all of it lies in blocks that can be drawn at random
/// @param hidden whether row-level security may hide rows from the login
record TableFigures(
    OptionalLong rows,
    long bytes,
    Optional<Instant> analysed,
    long changedSince,
    long blocks,
    boolean hasBlocks,
    boolean hidden) {

  /// An ordinary table without a block has no row, whether it was analysed or not: partitions that
  /// are made in advance never are. Before PostgreSQL 14 a table that was never counted has 0 rows
  /// in 0 blocks.
  private static final String FIGURES =
      TableParts.PARTS
          + """

          , figure AS (
            SELECT c.oid, c.relkind, c.reltuples,
                   c.relkind = 'p' OR (c.relkind IN ('r', 'm') AND a.amname = 'heap'
                                       AND pg_relation_size(c.oid) = 0)
                     OR (c.relkind IN ('r', 'm', 'f') AND c.reltuples >= 0
                         AND (c.relpages > 0 OR c.reltuples > 0
                              OR current_setting('server_version_num')::int >= 140000)) AS known,
                   CASE WHEN c.relkind = 'p' OR (a.amname = 'heap' AND pg_relation_size(c.oid) = 0)
                        THEN 0 ELSE c.reltuples END AS rows
              FROM part JOIN pg_catalog.pg_class c ON c.oid = part.oid
              LEFT JOIN pg_catalog.pg_am a ON a.oid = c.relam)
          SELECT CASE WHEN count(*) = count(*) FILTER (WHERE known)
                      THEN coalesce(sum(f.rows::float8), 0)::bigint END,
                 coalesce(sum(pg_total_relation_size(f.oid)), 0)::bigint,
                 (max(extract(epoch FROM greatest(s.last_analyze, s.last_autoanalyze))) * 1000)::bigint,
                 coalesce(sum(s.n_mod_since_analyze) FILTER (WHERE f.relkind <> 'p'), 0)::bigint,
                 coalesce(sum(pg_relation_size(f.oid)) FILTER (WHERE f.relkind IN ('r', 'm')), 0)::bigint
                   / current_setting('block_size')::int,
                 count(*) > 0 AND bool_and(f.relkind IN ('r', 'm', 'p')),
                 coalesce(bool_or(row_security_active(f.oid)), false)
            FROM figure f LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = f.oid\
          """;

  static TableFigures read(ShardSession session, Parameter names) throws ShardFailure {
    @Nullable String[] row = SmallAnswers.rows(session, FIGURES, List.of(names)).getFirst();
    return new TableFigures(
        row[0] == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(row[0])),
        Long.parseLong(text(row[1])),
        Optional.ofNullable(row[2]).map(millis -> Instant.ofEpochMilli(Long.parseLong(millis))),
        Long.parseLong(text(row[3])),
        Long.parseLong(text(row[4])),
        "t".equals(row[5]),
        "t".equals(row[6]));
  }

  TableEstimate estimate(ShardId shard) {
    return new TableEstimate(shard, rows, bytes, analysed, changedSince);
  }
}
