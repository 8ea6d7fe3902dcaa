package io.shardlens.rows;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row: PostgreSQL's text output for each cell, `null` for NULL, and where the row came from.
///
/// Immutable: the array handed to the constructor must not be changed afterwards, and is not
/// copied, because results hold millions of rows.
public final class Row {

  /// The source of a row that was computed from rows of several shards.
  public static final int MERGED = -1;

  private final int source;
  private final @Nullable String[] cells;

  /// @param source the index of the input that the row came from, or [#MERGED]
  /// @param cells one text per column, `null` for NULL
  public Row(int source, @Nullable String[] cells) {
    this.source = source;
    this.cells = cells;
  }

  public static Row of(int source, @Nullable String... cells) {
    return new Row(source, cells.clone());
  }

  /// The index of the input that the row came from, or [#MERGED].
  public int source() {
    return source;
  }

  public int size() {
    return cells.length;
  }

  /// The text of a cell, or `null` where it is NULL.
  public @Nullable String cell(int column) {
    return cells[column];
  }

  /// The cells as an unmodifiable list that may hold nulls.
  public List<@Nullable String> cells() {
    return java.util.Collections.unmodifiableList(Arrays.asList(cells));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row && source == row.source && Arrays.equals(cells, row.cells);
  }

  @Override
  public int hashCode() {
    return 31 * source + Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return source + Arrays.toString(cells);
  }
}
