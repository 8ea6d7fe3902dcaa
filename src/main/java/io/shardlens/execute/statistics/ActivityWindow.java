package io.shardlens.execute.statistics;

import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Rows read and written per second on some shards, in columns of time. Immutable.
public final class ActivityWindow {

  private final List<ShardId> shards;
  private final Instant from;
  private final Duration column;
  private final int columns;
  private final float[] reads;
  private final float[] writes;

  /// @param reads a row of columns for each shard, NaN where nothing is known; not copied
  ActivityWindow(
      List<ShardId> shards,
      Instant from,
      Duration column,
      int columns,
      float[] reads,
      float[] writes) {
    this.shards = List.copyOf(shards);
    this.from = from;
    this.column = column;
    this.columns = columns;
    this.reads = reads;
    this.writes = writes;
  }

  public List<ShardId> shards() {
    return shards;
  }

  /// When the first column begins.
  public Instant from() {
    return from;
  }

  /// How long a column is.
  public Duration column() {
    return column;
  }

  public int columns() {
    return columns;
  }

  /// Rows read per second; NaN where nothing is known.
  ///
  /// @param row index of the shard
  public double reads(int row, int index) {
    return reads[row * columns + index];
  }

  /// Rows inserted, updated and deleted per second; NaN where nothing is known.
  ///
  /// @param row index of the shard
  public double writes(int row, int index) {
    return writes[row * columns + index];
  }

  /// Whether nothing at all is known.
  public boolean isEmpty() {
    for (float rate : reads) {
      if (!Float.isNaN(rate)) {
        return false;
      }
    }
    return true;
  }
}
