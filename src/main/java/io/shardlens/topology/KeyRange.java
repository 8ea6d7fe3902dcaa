package io.shardlens.topology;

import org.jspecify.annotations.Nullable;

/// The keys from a lower bound, included, to an upper bound, excluded, and the shard that owns
/// them.
///
/// @param from the first key of the range, or `null` where it has no lower bound
/// @param to the first key after the range, or `null` where it has no upper bound
public record KeyRange(@Nullable KeyValue from, @Nullable KeyValue to, ShardId shard) {

  public KeyRange {
    if (from != null && to != null && from.compareTo(to) >= 0) {
      throw new IllegalArgumentException("A range needs a lower bound below its upper bound");
    }
  }

  public boolean contains(KeyValue key) {
    return (from == null || from.compareTo(key) <= 0) && (to == null || key.compareTo(to) < 0);
  }

  /// `[50000, 100000)`, with `-∞` and `+∞` where there is no bound.
  public String interval() {
    return (from == null ? "(-∞" : "[" + from.text())
        + ", "
        + (to == null ? "+∞" : to.text())
        + ")";
  }
}
