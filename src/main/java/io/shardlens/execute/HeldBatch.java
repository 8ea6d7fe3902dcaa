package io.shardlens.execute;

import io.shardlens.rows.RowBatch;

/// A batch that is kept for later, wherever that may be. Thread-safe.
interface HeldBatch {

  /// The number of rows.
  int size();

  /// The bytes of its rows.
  long bytes();

  /// The batch.
  ///
  /// @throws java.io.UncheckedIOException when it was on disk and cannot be read back
  RowBatch load();

  /// Gives its memory back, if it has any; it is not loaded again.
  void release();
}
