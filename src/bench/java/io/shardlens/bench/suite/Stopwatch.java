package io.shardlens.bench.suite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an answer to its end and keeps nothing but the time of the first row.
final class Stopwatch implements RowReader {

  private final long start = System.nanoTime();
  private long firstRow;
  private long characters;

  @Override
  public void row(List<@Nullable String> cells) {
    if (firstRow == 0) {
      firstRow = System.nanoTime() - start;
    }
    for (String cell : cells) {
      characters += cell == null ? 0 : cell.length();
    }
  }

  long elapsed() {
    return System.nanoTime() - start;
  }

  /// Nanoseconds to the first row; 0 where there was none.
  long firstRow() {
    return firstRow;
  }

  /// So that no compiler finds that nobody reads them.
  long characters() {
    return characters;
  }
}
