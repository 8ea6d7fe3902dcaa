package io.shardlens.execute;

import io.shardlens.sql.Identifier;
import io.shardlens.topology.TableName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keys of a table that were drawn at random: of random blocks where the table is large, of all
/// rows where it is small.
///
/// @param rows one text per key column each, `null` for NULL
/// @param how in words
record KeySample(List<@Nullable String[]> rows, ShardProof.Method method, String how) {

  /// Keys that are drawn at most.
  static final int SIZE = 1_000;

  /// A table up to this is read whole to draw from it.
  private static final long SMALL_BYTES = 16L << 20;

  /// Blocks of 8 KiB that are drawn of a larger one.
  private static final long BLOCKS_BYTES = 500L * 8_192;

  static KeySample draw(ShardSession session, TableName table, List<String> key, KeyTable facts)
      throws ShardFailure {
    String select = select(table, key);
    String limit = " LIMIT " + SIZE;
    if (facts.hasBlocks()) {
      boolean small = facts.bytes() <= SMALL_BYTES;
      String blocks =
          small
              ? ""
              : String.format(
                  Locale.ROOT, " TABLESAMPLE SYSTEM (%.6f)", 100.0 * BLOCKS_BYTES / facts.bytes());
      List<@Nullable String[]> rows =
          SmallAnswers.rows(session, select + blocks + " ORDER BY random()" + limit, List.of());
      if (small || !rows.isEmpty()) {
        String from = small ? "" : ", from random blocks";
        return new KeySample(rows, ShardProof.Method.RANDOM_SAMPLE, "drawn at random" + from);
      }
    }
    return new KeySample(
        SmallAnswers.rows(session, select + limit, List.of()),
        ShardProof.Method.FIRST_ROWS,
        "the first that the server gave");
  }

  static String select(TableName table, List<String> key) {
    return key.stream().map(Identifier::quote).collect(Collectors.joining(", ", "SELECT ", ""))
        + " FROM "
        + Identifier.quote(table);
  }
}
