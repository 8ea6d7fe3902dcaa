package io.shardlens.execute;

import java.util.ArrayList;
import java.util.List;

/// Notes, row by row, which lane the merge took the next row from. A merge takes the rows of a lane
/// in their order, so their numbers need only be counted. Used by the thread that merges.
final class MergedOrder {

  /// Rows noted in one array; arrays are never copied.
  static final int SEGMENT = 8 * 1024;

  private static final int ROW_BITS = 40;

  private final List<long[]> segments = new ArrayList<>();
  private final long[] next;
  private int size;

  MergedOrder(int lanes) {
    this.next = new long[lanes];
  }

  /// The next row of a lane is left out.
  void skip(int lane) {
    next[lane]++;
  }

  /// The next row of a lane comes next.
  void add(int lane) {
    if (size % SEGMENT == 0) {
      segments.add(new long[SEGMENT]);
    }
    segments.getLast()[size % SEGMENT] = (long) lane << ROW_BITS | next[lane]++;
    size++;
  }

  int size() {
    return size;
  }

  /// The rows so far, which do not change when more are added.
  ///
  /// @param lanes for each lane its batches, as many as were taken at least
  HeldRows rows(List<List<HeldBatch>> lanes, int width) {
    return new HeldRows(segments, lanes, size, width);
  }

  static int lane(long noted) {
    return (int) (noted >>> ROW_BITS);
  }

  static long row(long noted) {
    return noted & ((1L << ROW_BITS) - 1);
  }
}
