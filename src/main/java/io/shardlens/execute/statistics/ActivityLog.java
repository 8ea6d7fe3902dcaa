package io.shardlens.execute.statistics;

import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was read and written of one table on each shard over time, made of differences of counts:
/// the newest 24 hours by the minute, a week by the quarter of an hour, nothing older. Thread-safe.
///
/// Where two counts cannot be compared nothing is known, which is never the same as zero.
public final class ActivityLog {

  static final long MINUTE = 60_000;
  static final long QUARTER = 15 * MINUTE;
  static final int MINUTES = 24 * 60;
  static final int QUARTERS = 7 * 24 * 4;

  /// Two counts that are further apart have a sample missing between them.
  private static final double MOST_INTERVALS = 2.5;

  private final long farthest;
  private final Map<ShardId, ActivityCount> last = new HashMap<>();
  private final Map<ShardId, Cells> cells = new HashMap<>();

  private record Cells(ActivityCells minutes, ActivityCells quarters) {}

  /// @param interval at which counts are added
  public ActivityLog(Duration interval) {
    farthest = (long) (MOST_INTERVALS * interval.toMillis());
  }

  /// Adds what happened since the counts before these. A shard without a count, or with one that
  /// cannot be compared with the one before, begins anew.
  ///
  /// @return what was added
  synchronized List<ActivityPart> add(Map<ShardId, ActivityCount> counts) {
    List<ActivityPart> added = new ArrayList<>();
    last.keySet().retainAll(counts.keySet());
    counts.forEach((shard, now) -> {
      ActivityCount before = last.put(shard, now);
      if (before != null && follows(before, now)) {
        split(before, now, added);
      }
    });
    added.forEach(this::add);
    return added;
  }

  private boolean follows(ActivityCount before, ActivityCount now) {
    long elapsed = Duration.between(before.at(), now.at()).toMillis();
    return elapsed > 0
        && elapsed <= farthest
        && now.epoch().equals(before.epoch())
        && now.reads() >= before.reads()
        && now.writes() >= before.writes();
  }

  /// Over the minutes that the time between two counts touches, as if it was spread evenly.
  private static void split(ActivityCount before, ActivityCount now, List<ActivityPart> parts) {
    long start = before.at().toEpochMilli();
    long end = now.at().toEpochMilli();
    long reads = now.reads() - before.reads();
    long writes = now.writes() - before.writes();
    for (long from = start; from < end; ) {
      long cell = Math.floorDiv(from, MINUTE);
      long to = Math.min(end, (cell + 1) * MINUTE);
      double fromShare = (double) (from - start) / (end - start);
      double toShare = (double) (to - start) / (end - start);
      parts.add(
          new ActivityPart(
              now.shard(),
              MINUTE,
              cell,
              (long) (reads * toShare) - (long) (reads * fromShare),
              (long) (writes * toShare) - (long) (writes * fromShare),
              to - from));
      from = to;
    }
  }

  /// Adds a part that is known already, of a minute or of a quarter.
  synchronized void add(ActivityPart part) {
    Cells of =
        cells.computeIfAbsent(
            part.shard(),
            shard ->
                new Cells(
                    new ActivityCells(MINUTE, MINUTES), new ActivityCells(QUARTER, QUARTERS)));
    if (part.cellMillis() == MINUTE) {
      of.minutes().add(part.cell(), part.reads(), part.writes(), part.millis());
    }
    long quarter = Math.floorDiv(part.cell() * part.cellMillis(), QUARTER);
    of.quarters().add(quarter, part.reads(), part.writes(), part.millis());
  }

  /// All that is known, the oldest first: by the minute where that is known, else by the quarter.
  synchronized List<ActivityPart> parts() {
    List<ActivityPart> parts = new ArrayList<>();
    cells.forEach((shard, of) -> {
      addQuarters(shard, of, parts);
      addMinutes(shard, of.minutes(), parts);
    });
    parts.sort(java.util.Comparator.comparingLong(part -> part.cell() * part.cellMillis()));
    return parts;
  }

  /// Of a quarter whose minutes are partly known, what the others of them make up.
  private static void addQuarters(ShardId shard, Cells of, List<ActivityPart> parts) {
    ActivityCells quarters = of.quarters();
    long perQuarter = QUARTER / MINUTE;
    for (long cell = quarters.oldest(); !quarters.isEmpty() && cell <= quarters.newest(); cell++) {
      long reads = quarters.reads(cell);
      long writes = quarters.writes(cell);
      long millis = quarters.covered(cell);
      for (long minute = cell * perQuarter; minute < (cell + 1) * perQuarter; minute++) {
        reads -= of.minutes().reads(minute);
        writes -= of.minutes().writes(minute);
        millis -= of.minutes().covered(minute);
      }
      if (millis > 0) {
        parts.add(
            new ActivityPart(
                shard, QUARTER, cell, Math.max(0, reads), Math.max(0, writes), millis));
      }
    }
  }

  private static void addMinutes(ShardId shard, ActivityCells minutes, List<ActivityPart> parts) {
    for (long cell = minutes.oldest(); !minutes.isEmpty() && cell <= minutes.newest(); cell++) {
      if (minutes.covered(cell) > 0) {
        parts.add(
            new ActivityPart(
                shard,
                MINUTE,
                cell,
                minutes.reads(cell),
                minutes.writes(cell),
                minutes.covered(cell)));
      }
    }
  }

  /// What is known of some shards in some columns of time.
  ///
  /// @param from start of the first column, on a whole minute
  /// @param column length of a column, whole minutes
  public synchronized ActivityWindow window(
      List<ShardId> shards, Instant from, Duration column, int columns) {
    float[] reads = new float[shards.size() * columns];
    float[] writes = new float[shards.size() * columns];
    long minutesPerColumn = column.toMillis() / MINUTE;
    long first = Math.floorDiv(from.toEpochMilli(), MINUTE);
    for (int row = 0; row < shards.size(); row++) {
      Cells of = cells.get(shards.get(row));
      for (int i = 0; i < columns; i++) {
        Sum sum = new Sum();
        if (of != null) {
          long minute = first + i * minutesPerColumn;
          for (long end = minute + minutesPerColumn; minute < end; minute++) {
            sum.add(of, minute);
          }
        }
        reads[row * columns + i] = sum.rate(sum.reads);
        writes[row * columns + i] = sum.rate(sum.writes);
      }
    }
    return new ActivityWindow(shards, from, column, columns, reads, writes);
  }

  /// Of minutes that are too old, the part of their quarter.
  private static final class Sum {
    private static final double PER_QUARTER = (double) QUARTER / MINUTE;

    private double reads;
    private double writes;
    private double millis;

    void add(Cells of, long minute) {
      if (minute >= of.minutes().oldest()) {
        reads += of.minutes().reads(minute);
        writes += of.minutes().writes(minute);
        millis += of.minutes().covered(minute);
      } else {
        long quarter = Math.floorDiv(minute * MINUTE, QUARTER);
        reads += of.quarters().reads(quarter) / PER_QUARTER;
        writes += of.quarters().writes(quarter) / PER_QUARTER;
        millis += of.quarters().covered(quarter) / PER_QUARTER;
      }
    }

    float rate(double rows) {
      return millis > 0 ? (float) (rows / millis * 1000) : Float.NaN;
    }
  }
}
