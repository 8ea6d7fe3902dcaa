package io.shardlens.execute;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What one query may hold in memory, over all its shards. Thread-safe.
final class RowBudget {

  /// Characters of cell text; a character takes one or two bytes, and a cell about forty more.
  static final long MAX_CHARACTERS = 128L << 20;

  private final long maxRows;
  private final long maxCharacters;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong characters = new AtomicLong();

  RowBudget(long maxRows) {
    this(maxRows, MAX_CHARACTERS);
  }

  RowBudget(long maxRows, long maxCharacters) {
    this.maxRows = maxRows;
    this.maxCharacters = maxCharacters;
  }

  /// That a query needs more than may be held, and what to do.
  static String tooMany(long maxRows) {
    return "More than "
        + maxRows
        + " rows, or "
        + (MAX_CHARACTERS >> 20)
        + " MiB of text, would have to be held; narrow the query by a condition";
  }

  /// Accounts for a row.
  ///
  /// @throws ShardFailure of kind BUDGET when it does not fit any more
  void take(@Nullable String[] cells) throws ShardFailure {
    long size = 0;
    for (String cell : cells) {
      size += cell == null ? 0 : cell.length();
    }
    if (rows.incrementAndGet() > maxRows) {
      throw new ShardFailure(
          ShardFailure.Kind.BUDGET,
          "More than " + maxRows + " rows would have to be held; narrow the query by a condition");
    }
    if (characters.addAndGet(size) > maxCharacters) {
      throw new ShardFailure(
          ShardFailure.Kind.BUDGET,
          "More than "
              + (maxCharacters >> 20)
              + " MiB of text would have to be held; name fewer columns, or narrow the query by a"
              + " condition");
    }
  }
}
