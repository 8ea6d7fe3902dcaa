package io.shardlens.execute.statistics;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.Parameter;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.execute.statistics.KeyHistogram.Frequent;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A histogram from the statistics that `ANALYZE` has left, those over partitions where there are
/// some.
final class CatalogHistogram {

  /// The arrays are of the column's own type, which a client cannot name; by way of their text they
  /// become arrays of texts, and PostgreSQL itself takes quotes and backslashes apart.
  private static final String STATISTICS =
      """
      WITH s AS (SELECT * FROM pg_catalog.pg_stats WHERE schemaname = $1 AND tablename = $2
                  AND attname = $3 ORDER BY inherited DESC LIMIT 1)
      SELECT 'n', '', null_frac FROM s
      UNION ALL
      SELECT 'c', v, f
        FROM s, unnest(s.most_common_vals::text::text[], s.most_common_freqs) AS c(v, f)
      UNION ALL
      SELECT 'h', v, 0 FROM s, unnest(s.histogram_bounds::text::text[]) AS h(v)\
      """;

  private CatalogHistogram() {}

  /// @param rows of the table on the shard
  /// @return empty where the server keeps no statistics of the column, or hides them from the login
  static Optional<KeyHistogram> read(
      ShardId shard, ShardSession session, TableName table, String column, KeyType type, long rows)
      throws ShardFailure {
    KeyTexts texts = new KeyTexts(type);
    double nulls = 0;
    double unreadable = 0;
    List<Frequent> frequent = new ArrayList<>();
    List<KeyValue> bounds = new ArrayList<>();
    for (@Nullable String[] row :
        SmallAnswers.rows(
            session,
            STATISTICS,
            List.of(
                new Parameter.Text(table.schema()),
                new Parameter.Text(table.name()),
                new Parameter.Text(column)))) {
      double share = Double.parseDouble(text(row[2]));
      switch (text(row[0])) {
        case "n" -> nulls = share;
        case "c" -> {
          Optional<KeyValue> key = texts.key(text(row[1]));
          key.ifPresent(value -> frequent.add(new Frequent(value, share * rows)));
          unreadable += key.isEmpty() ? share : 0;
        }
        default -> texts.key(text(row[1])).ifPresent(bounds::add);
      }
    }
    // Of another collation, or of another type than the routing's, they have another order.
    Collections.sort(bounds);
    boolean known = bounds.size() > 1 || !frequent.isEmpty() || nulls == 1;
    return known
        ? Optional.of(
            new KeyHistogram(
                shard,
                KeyHistogram.Source.CATALOG,
                rows * (1 - unreadable),
                nulls * rows,
                bounds.size() > 1 ? bounds : List.of(),
                frequent,
                texts.leftOut()))
        : Optional.empty();
  }
}
