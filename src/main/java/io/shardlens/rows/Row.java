package io.shardlens.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row: PostgreSQL's text output for each cell, `null` for NULL, and where the row came from.
///
/// A row of a [RowBatch] lies in the bytes of its batch, and a cell becomes a text when it is asked
/// for. Immutable and thread-safe; an array handed to the constructor is not copied and must not be
/// changed afterwards.
public final class Row {

  /// The source of a row that was computed from rows of several shards.
  public static final int MERGED = -1;

  private static final byte[] NOTHING = new byte[0];

  private final int source;
  private final int size;
  private final byte @Nullable [] packed;
  private final int start;

  /// All cells where nothing is packed, else those that were asked for: two threads may write the
  /// same text at once, which is as good as one of them writing it.
  private @Nullable String @Nullable [] texts;

  /// @param source the index of the input that the row came from, or [#MERGED]
  /// @param cells one text per column, `null` for NULL
  public Row(int source, @Nullable String[] cells) {
    this.source = source;
    this.size = cells.length;
    this.packed = null;
    this.start = 0;
    this.texts = cells;
  }

  Row(int source, int size, byte[] packed, int start) {
    this.source = source;
    this.size = size;
    this.packed = packed;
    this.start = start;
  }

  public static Row of(int source, @Nullable String... cells) {
    return new Row(source, cells.clone());
  }

  /// The index of the input that the row came from, or [#MERGED].
  public int source() {
    return source;
  }

  public int size() {
    return size;
  }

  /// The text of a cell, or `null` where it is NULL.
  public @Nullable String cell(int column) {
    java.util.Objects.checkIndex(column, size);
    @Nullable String[] known = texts;
    if (known == null) {
      known = new @Nullable String[size];
      texts = known;
    }
    String text = known[column];
    if (text == null && packed != null) {
      int position = start;
      for (int i = 0; i < column; i++) {
        position = PackedCells.next(packed, position);
      }
      text = PackedCells.text(packed, position);
      known[column] = text;
    }
    return text;
  }

  /// The cells as an unmodifiable list that may hold nulls.
  public List<@Nullable String> cells() {
    @Nullable String[] cells = texts;
    if (packed != null) {
      cells = new @Nullable String[size];
      int position = start;
      for (int i = 0; i < size; i++) {
        cells[i] = PackedCells.text(packed, position);
        position = PackedCells.next(packed, position);
      }
    }
    return Collections.unmodifiableList(Arrays.asList(java.util.Objects.requireNonNull(cells)));
  }

  /// Shows the cells in their order, as UTF-8.
  public void read(CellReader reader) {
    if (packed != null) {
      int position = start;
      for (int i = 0; i < size; i++) {
        reader.cell(
            packed,
            PackedCells.afterLength(packed, position),
            PackedCells.length(packed, position));
        position = PackedCells.next(packed, position);
      }
      return;
    }
    for (int i = 0; i < size; i++) {
      String text = cell(i);
      byte[] utf8 = text == null ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
      reader.cell(utf8, 0, text == null ? -1 : utf8.length);
    }
  }

  /// What a function makes of one cell's UTF-8; `null` where the cell is NULL.
  public <T> @Nullable T read(int column, CellFunction<T> function) {
    java.util.Objects.checkIndex(column, size);
    if (packed == null) {
      String text = cell(column);
      byte[] utf8 = text == null ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
      return text == null ? null : function.apply(utf8, 0, utf8.length);
    }
    int position = start;
    for (int i = 0; i < column; i++) {
      position = PackedCells.next(packed, position);
    }
    int length = PackedCells.length(packed, position);
    return length < 0
        ? null
        : function.apply(packed, PackedCells.afterLength(packed, position), length);
  }

  /// This row without the cells behind the first `width`.
  public Row first(int width) {
    if (width == size) {
      return this;
    }
    return packed != null
        ? new Row(source, width, packed, start)
        : new Row(source, Arrays.copyOf(cells().toArray(new String[0]), width));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row && source == row.source && cells().equals(row.cells());
  }

  @Override
  public int hashCode() {
    return 31 * source + cells().hashCode();
  }

  @Override
  public String toString() {
    return source + cells().toString();
  }
}
