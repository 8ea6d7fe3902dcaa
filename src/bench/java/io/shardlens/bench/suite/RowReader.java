package io.shardlens.bench.suite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes an answer, row by row, in its order; every cell as PostgreSQL's text, `null` for NULL. One
/// thread at a time.
interface RowReader {

  /// The names of the columns, before any row.
  default void columns(List<String> names) {}

  void row(List<@Nullable String> cells);
}
