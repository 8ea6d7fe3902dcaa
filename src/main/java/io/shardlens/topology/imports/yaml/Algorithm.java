package io.shardlens.topology.imports.yaml;

import java.util.List;

/// A sharding algorithm as a configuration declares it.
sealed interface Algorithm {

  /// The remainder of the number, never negative; `ModShardingAlgorithm`.
  ///
  /// @param start how many characters of the number's text are passed over
  /// @param stop how many at its end
  /// @param padded whether the remainder is written with as many digits as the largest has
  record Mod(int count, int start, int stop, boolean padded) implements Algorithm {}

  /// The remainder of Java's hash code without its sign; `HashModShardingAlgorithm`.
  record HashMod(int count) implements Algorithm {}

  /// Ranges of one length; `VolumeBasedRangeShardingAlgorithm`.
  record VolumeRange(long lower, long upper, long volume) implements Algorithm {}

  /// Ranges between boundaries; `BoundaryBasedRangeShardingAlgorithm`.
  ///
  /// @param boundaries ascending; a boundary that comes twice holds an empty range
  record BoundaryRange(List<Long> boundaries) implements Algorithm {
    public BoundaryRange {
      boundaries = List.copyOf(boundaries);
    }
  }

  /// A Groovy expression that gives the name; `InlineShardingAlgorithm`.
  record Inline(String expression) implements Algorithm {}

  /// @param reason why it is not understood, to follow on a colon
  record NotUnderstood(String reason) implements Algorithm {}

  /// How many numbers the algorithm gives, from 0, or -1 where it gives names.
  default long amount() {
    return switch (this) {
      case Mod mod -> mod.count;
      case HashMod(int count) -> count;
      case VolumeRange(long lower, long upper, long volume) ->
          io.shardlens.topology.RoutingRule.Volume.rangeCount(lower, upper, volume);
      case BoundaryRange(List<Long> boundaries) -> boundaries.size() + 1L;
      case Inline _, NotUnderstood _ -> -1;
    };
  }
}
