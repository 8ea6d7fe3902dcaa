package io.shardlens.execute;

import java.time.Duration;

/// When something that was asked for has to have its answer. A query has one, from its first
/// question to a server to its last row; what is done on the way shares what is left of it.
///
/// @param allowed how long it was in all, for people
/// @param endNanos by [System#nanoTime]
record Deadline(Duration allowed, long endNanos) {

  private static final Duration LEAST = Duration.ofMillis(1);

  /// So long from now.
  static Deadline in(Duration allowed) {
    return new Deadline(allowed, System.nanoTime() + allowed.toNanos());
  }

  /// What is left, and a millisecond where nothing is: who begins too late is stopped as one who
  /// takes too long.
  Duration left() {
    Duration left = Duration.ofNanos(endNanos - System.nanoTime());
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  boolean isOver() {
    return System.nanoTime() - endNanos >= 0;
  }

  /// For something that must not take all the time that is left, because more has to follow it.
  ///
  /// @param share of what is left, more than 0 and at most 1
  /// @param longest however much is left
  Deadline part(double share, Duration longest) {
    Duration part = Duration.ofNanos((long) (left().toNanos() * share));
    return in(part.compareTo(longest) < 0 ? part : longest);
  }
}
