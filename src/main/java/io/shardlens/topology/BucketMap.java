package io.shardlens.topology;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Which shard owns which of a fixed number of buckets: the remainders of a modulo, the slots of a
/// Redis Cluster, the virtual shards that move between databases.
///
/// @param count the number of buckets, 0 to count - 1; at least 1
/// @param ranges ascending, and each bucket in exactly one
public record BucketMap(int count, List<BucketRange> ranges) {

  public BucketMap {
    ranges = List.copyOf(ranges);
    int next = 0;
    for (BucketRange range : ranges) {
      if (range.from() != next) {
        throw new IllegalArgumentException("Each bucket needs exactly one shard");
      }
      next = range.to();
    }
    if (next != count || count < 1) {
      throw new IllegalArgumentException("Each bucket needs exactly one shard");
    }
  }

  /// Neighbouring buckets of one shard.
  ///
  /// @param from the first bucket
  /// @param to the first bucket after
  public record BucketRange(int from, int to, ShardId shard) {
    public BucketRange {
      if (from < 0 || from >= to) {
        throw new IllegalArgumentException("A range of buckets is not empty");
      }
    }
  }

  /// @param owners the shard of each bucket, in order
  public static BucketMap of(List<ShardId> owners) {
    List<BucketRange> ranges = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= owners.size(); i++) {
      if (i == owners.size() || !owners.get(i).equals(owners.get(first))) {
        ranges.add(new BucketRange(first, i, owners.get(first)));
        first = i;
      }
    }
    return new BucketMap(owners.size(), ranges);
  }

  /// The shard of each bucket, in order.
  public List<ShardId> owners() {
    List<ShardId> owners = new ArrayList<>(count);
    for (BucketRange range : ranges) {
      for (int bucket = range.from(); bucket < range.to(); bucket++) {
        owners.add(range.shard());
      }
    }
    return owners;
  }

  /// The shards that own at least one bucket, each once, in the order of their first.
  public List<ShardId> shards() {
    return List.copyOf(new LinkedHashSet<>(ranges.stream().map(BucketRange::shard).toList()));
  }
}
