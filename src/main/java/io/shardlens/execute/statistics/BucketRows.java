package io.shardlens.execute.statistics;

import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// About how many rows of a table each bucket of its routing has on one shard. Immutable.
///
/// A bucket that another shard owns has rows here, too, where they are misplaced.
public final class BucketRows {

  private final ShardId shard;
  private final double[] rows;
  private final long sampled;
  private final double outside;

  private BucketRows(ShardId shard, double[] rows, long sampled, double outside) {
    this.shard = shard;
    this.rows = rows;
    this.sampled = sampled;
    this.outside = outside;
  }

  /// @param strategy of a routing of buckets
  /// @param total rows of the table on the shard
  static BucketRows of(ShardId shard, RoutingStrategy strategy, KeyDraw draw, double total) {
    RoutingRule.Buckets rule = (RoutingRule.Buckets) strategy.definition().rule();
    double[] rows = new double[rule.bucket().count()];
    double rowsPerKey = draw.keys().isEmpty() ? 0 : total / draw.keys().size();
    double outside = 0;
    for (@Nullable String[] cells : draw.keys()) {
      OptionalInt bucket = bucket(strategy, cells);
      if (bucket.isPresent()) {
        rows[bucket.getAsInt()] += rowsPerKey;
      } else {
        outside += rowsPerKey;
      }
    }
    return new BucketRows(shard, rows, draw.keys().size(), outside);
  }

  private static OptionalInt bucket(RoutingStrategy strategy, @Nullable String[] cells) {
    List<KeyType> types = strategy.definition().keyTypes();
    List<@Nullable KeyValue> key = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i];
      try {
        key.add(cell == null ? null : KeyValue.parse(types.get(i), cell));
      } catch (KeyFormatException e) {
        // What is no key has no bucket, and is counted among the rows outside.
        return OptionalInt.empty();
      }
    }
    return strategy.bucket(key);
  }

  public ShardId shard() {
    return shard;
  }

  /// The rows of each bucket, in the order of the rule; a copy.
  public double[] rows() {
    return rows.clone();
  }

  /// The rows of one bucket, counted from 0.
  public double rows(int bucket) {
    return rows[bucket];
  }

  /// How many rows were read.
  public long sampled() {
    return sampled;
  }

  /// The rows whose keys come to no bucket: overridden ones, NULL where the routing says something
  /// else of it, keys that no shard owns.
  public double outside() {
    return outside;
  }
}
