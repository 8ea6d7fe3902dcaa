package io.shardlens.rows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows of one source, packed into one array of bytes as they came over the wire: no object for a
/// row or a cell exists until it is looked at. Immutable.
public final class RowBatch {

  private final int source;
  private final int columns;
  private final byte[] bytes;
  private final int[] starts;

  private RowBatch(int source, int columns, byte[] bytes, int[] starts) {
    this.source = source;
    this.columns = columns;
    this.bytes = bytes;
    this.starts = starts;
  }

  /// The number of rows.
  public int size() {
    return starts.length;
  }

  /// What each row's [Row#source] is.
  public int source() {
    return source;
  }

  /// A row, which keeps this batch in memory as long as it is kept itself.
  public Row row(int index) {
    return new Row(source, columns, bytes, starts[index]);
  }

  /// The bytes of memory that the rows take.
  public long retainedBytes() {
    return bytes.length + (long) Integer.BYTES * starts.length;
  }

  /// The batch as bytes, for [#ofBytes].
  public ByteBuffer toBytes() {
    ByteBuffer written =
        ByteBuffer.allocate(Integer.BYTES * (starts.length + 3) + bytes.length)
            .putInt(source)
            .putInt(columns)
            .putInt(starts.length);
    for (int start : starts) {
      written.putInt(start);
    }
    return written.put(bytes).flip();
  }

  /// The batch that [#toBytes] wrote, and nothing else, from the buffer's position to its limit.
  public static RowBatch ofBytes(ByteBuffer written) {
    int source = written.getInt();
    int columns = written.getInt();
    int[] starts = new int[written.getInt()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = written.getInt();
    }
    byte[] bytes = new byte[written.remaining()];
    written.get(bytes);
    return new RowBatch(source, columns, bytes, starts);
  }

  /// Packs rows, cell by cell. Not thread-safe.
  public static final class Builder {
    private static final int FIRST_BYTES = 8 * 1024;
    private static final int FIRST_ROWS = 64;

    private final int source;
    private final int columns;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] starts = new int[FIRST_ROWS];
    private int end;
    private int rowStart;
    private int rows;

    /// @param columns the number of cells of each row
    public Builder(int source, int columns) {
      this.source = source;
      this.columns = columns;
    }

    /// Adds the next cell of the row.
    ///
    /// @param utf8 `null` for NULL; is copied
    public void cell(byte @Nullable [] utf8) {
      int length = utf8 == null ? 0 : utf8.length;
      room(length + PackedCells.MOST_LENGTH_BYTES);
      end = PackedCells.putLength(bytes, end, utf8 == null ? -1 : length);
      if (utf8 != null) {
        System.arraycopy(utf8, 0, bytes, end, length);
        end += length;
      }
    }

    /// Ends the row, which now has all its cells.
    public void endRow() {
      if (rows == starts.length) {
        starts = Arrays.copyOf(starts, 2 * rows);
      }
      starts[rows++] = rowStart;
      rowStart = end;
    }

    /// The rows since the last batch.
    public int rows() {
      return rows;
    }

    /// The bytes since the last batch.
    public int bytes() {
      return end;
    }

    /// The rows so far as a batch; the next row begins another one.
    public RowBatch build() {
      RowBatch built =
          new RowBatch(source, columns, Arrays.copyOf(bytes, end), Arrays.copyOf(starts, rows));
      end = 0;
      rowStart = 0;
      rows = 0;
      return built;
    }

    private void room(int needed) {
      if (bytes.length - end < needed) {
        // Beyond two gibibytes the copy fails; the driver's limit on a batch lies far below.
        bytes = Arrays.copyOf(bytes, Math.max(end + needed, (int) (bytes.length * 1.5)));
      }
    }
  }
}
