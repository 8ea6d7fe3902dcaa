package io.shardlens.jdbc;

/// How many rows to ask for at a time, fitted to their width: the first fetch is small, so that the
/// first row comes early and a row of a megabyte is no trouble; later ones hold about as many bytes
/// as each other, whatever a row holds.
final class FetchSize {

  /// Fits a row of up to 640 kB into [ShardPool#MAX_BATCH].
  private static final int FIRST = 100;

  private static final int MOST_ROWS = 20_000;

  /// Rows may grow wider further down; the guess from those that came is not trusted beyond this.
  private static final int GROWTH = 8;

  private static final int AIMED_BYTES = 512 * 1024;

  private int rows = FIRST;

  /// The rows to ask for next.
  int rows() {
    return rows;
  }

  /// Learns from a fetch.
  ///
  /// @param fetched the rows that came, one at least
  /// @param bytes what they held
  void learn(int fetched, long bytes) {
    long width = Math.max(1, bytes / fetched);
    long fitting = Math.clamp(AIMED_BYTES / width, 1, MOST_ROWS);
    rows = (int) Math.min(fitting, (long) rows * GROWTH);
  }
}
