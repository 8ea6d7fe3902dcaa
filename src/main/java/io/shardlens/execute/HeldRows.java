package io.shardlens.execute;

import io.shardlens.rows.Row;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// Merged rows that lie packed, in memory or on disk, and become rows when they are looked at:
/// eight bytes a row say which row of which shard comes where. Immutable and thread-safe.
final class HeldRows extends AbstractList<Row> implements RandomAccess {

  private final List<long[]> order;
  private final List<Lane> lanes;
  private final int size;
  private final int width;

  /// @param order what [MergedOrder] noted
  /// @param lanes for each lane its batches, from the first on, as far as rows of it were noted
  /// @param width the columns that are shown of each row
  HeldRows(List<long[]> order, List<List<HeldBatch>> lanes, int size, int width) {
    this.order = List.copyOf(order);
    this.lanes = lanes.stream().map(Lane::new).toList();
    this.size = size;
    this.width = width;
  }

  /// The batches of a lane, and the number of each one's first row in it.
  private static final class Lane {
    private final List<HeldBatch> batches;
    private final long[] starts;

    private Lane(List<HeldBatch> batches) {
      this.batches = List.copyOf(batches);
      this.starts = new long[batches.size()];
      long row = 0;
      for (int i = 0; i < starts.length; i++) {
        starts[i] = row;
        row += batches.get(i).size();
      }
    }

    Row row(long number) {
      int found = Arrays.binarySearch(starts, number);
      int batch = found >= 0 ? found : -found - 2;
      return batches.get(batch).load().row((int) (number - starts[batch]));
    }
  }

  /// @throws java.io.UncheckedIOException when the row was on disk and cannot be read back
  @Override
  public Row get(int index) {
    java.util.Objects.checkIndex(index, size);
    long noted = order.get(index / MergedOrder.SEGMENT)[index % MergedOrder.SEGMENT];
    return lanes.get(MergedOrder.lane(noted)).row(MergedOrder.row(noted)).first(width);
  }

  @Override
  public int size() {
    return size;
  }
}
