package io.shardlens.execute.statistics;

import java.util.Arrays;

/// What was read and written in the newest cells of time, of one length each. A cell that is newer
/// than all pushes the oldest out. Used by one thread at a time.
final class ActivityCells {

  private static final long NOTHING_YET = Long.MIN_VALUE;

  private final long cellMillis;
  private final long[] reads;
  private final long[] writes;
  private final int[] covered;
  private long newest = NOTHING_YET;

  ActivityCells(long cellMillis, int count) {
    this.cellMillis = cellMillis;
    reads = new long[count];
    writes = new long[count];
    covered = new int[count];
  }

  /// Adds to a cell; does nothing where the cell is too old.
  ///
  /// @param cell milliseconds since 1970 by the length of a cell, rounded down
  void add(long cell, long moreReads, long moreWrites, long millis) {
    if (newest == NOTHING_YET || cell > newest) {
      push(cell);
    }
    if (holds(cell)) {
      int at = at(cell);
      reads[at] += moreReads;
      writes[at] += moreWrites;
      covered[at] = (int) Math.min(cellMillis, covered[at] + millis);
    }
  }

  private void push(long cell) {
    if (newest == NOTHING_YET || cell - newest >= covered.length) {
      Arrays.fill(reads, 0);
      Arrays.fill(writes, 0);
      Arrays.fill(covered, 0);
    } else {
      for (long pushed = newest + 1; pushed <= cell; pushed++) {
        int at = at(pushed);
        reads[at] = 0;
        writes[at] = 0;
        covered[at] = 0;
      }
    }
    newest = cell;
  }

  /// Whether what happened in a cell would be known here.
  boolean holds(long cell) {
    return newest != NOTHING_YET && cell <= newest && cell > newest - covered.length;
  }

  /// The oldest cell that is held; of an empty one, a cell after all.
  long oldest() {
    return newest == NOTHING_YET ? Long.MAX_VALUE : newest - covered.length + 1;
  }

  long newest() {
    return newest;
  }

  boolean isEmpty() {
    return newest == NOTHING_YET;
  }

  long reads(long cell) {
    return holds(cell) ? reads[at(cell)] : 0;
  }

  long writes(long cell) {
    return holds(cell) ? writes[at(cell)] : 0;
  }

  /// How many milliseconds of the cell are known.
  int covered(long cell) {
    return holds(cell) ? covered[at(cell)] : 0;
  }

  private int at(long cell) {
    return Math.floorMod(cell, covered.length);
  }
}
