package io.shardlens.execute.statistics;

import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keys of a table from blocks that were drawn at random, or from all of a small one.
///
/// A first draw of a few blocks tells how many rows a block has, so that the second one can be as
/// large as [#MOST_ROWS] allows. A limit alone would cut off the blocks at the end of the table.
///
/// @param keys one text per column each, `null` for NULL
/// @param rows of the whole table, as the draw makes one think
/// @param isWhole whether every row was read
record KeyDraw(List<@Nullable String[]> keys, double rows, boolean isWhole) {

  /// Rows that are read at most; what `ANALYZE` reads with its usual settings.
  static final int MOST_ROWS = 30_000;

  /// Of 8 KiB, with at most 291 rows each: a table up to this is read whole.
  private static final long SMALL_BLOCKS = 100;

  private static final long FIRST_BLOCKS = 40;

  /// So that a table of almost empty blocks does not keep its server busy.
  private static final long MOST_BLOCKS = 2_000;

  /// How many blocks are drawn is itself a matter of chance.
  private static final double CAUTION = 0.8;

  /// @param blocks of the table with its partitions
  static KeyDraw of(ShardSession session, TableName table, List<String> columns, long blocks)
      throws ShardFailure {
    return new Drawing(session, table, columns, blocks).draw();
  }

  /// Used by one thread.
  private static final class Drawing {
    private final ShardSession session;
    private final String keyColumns;
    private final String from;
    private final long blocks;
    private final List<@Nullable String[]> keys = new ArrayList<>();
    private final Set<String> places = new HashSet<>();

    Drawing(ShardSession session, TableName table, List<String> columns, long blocks) {
      this.session = session;
      this.keyColumns = columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
      this.from = " FROM " + Identifier.quote(table);
      this.blocks = blocks;
    }

    KeyDraw draw() throws ShardFailure {
      if (blocks <= SMALL_BLOCKS) {
        return whole(MOST_ROWS);
      }
      double first = (double) FIRST_BLOCKS / blocks;
      draw(first, MOST_ROWS);
      int left = MOST_ROWS - keys.size();
      double rowsPerBlock = Math.max(1, (double) keys.size() / FIRST_BLOCKS);
      double second = Math.min(MOST_BLOCKS, CAUTION * left / rowsPerBlock) / blocks;
      if (second >= 1) {
        return whole(left);
      }
      long seen = places.size();
      places.clear();
      draw(second, left);
      return new KeyDraw(keys, rows(first + second, seen + places.size()), false);
    }

    /// How many blocks were drawn is known only by their rows: of those without any, it is no more
    /// than chance allows.
    private double rows(double share, long seen) {
      double expected = share * blocks;
      double drawn = Math.max((double) seen, expected - 3 * Math.sqrt(expected));
      return keys.isEmpty() ? 0 : (double) keys.size() / drawn * blocks;
    }

    private KeyDraw whole(int most) throws ShardFailure {
      List<@Nullable String[]> all =
          SmallAnswers.rows(session, "SELECT " + keyColumns + from + " LIMIT " + most, List.of());
      return new KeyDraw(all, all.size(), all.size() < most);
    }

    private void draw(double share, int most) throws ShardFailure {
      String sql =
          "SELECT "
              + keyColumns
              + ", tableoid::text || split_part(ctid::text, ',', 1)"
              + from
              + String.format(Locale.ROOT, " TABLESAMPLE SYSTEM (%.9f)", 100 * share)
              + " LIMIT "
              + most;
      for (@Nullable String[] row : SmallAnswers.rows(session, sql, List.of())) {
        keys.add(Arrays.copyOf(row, row.length - 1));
        places.add(SmallAnswers.text(row[row.length - 1]));
      }
    }
  }
}
