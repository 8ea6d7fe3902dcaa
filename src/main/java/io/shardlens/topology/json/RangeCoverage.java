package io.shardlens.topology.json;

import io.shardlens.topology.ShardId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sees to it that ranges hold everything exactly once, and reports gaps and overlaps with their
/// exact bounds.
///
/// @param <T> what the bounds are
final class RangeCoverage<T extends Comparable<? super T>> {

  /// A range and where the file says from where to where.
  ///
  /// @param from the first of the range, or `null` where it has no lower bound
  /// @param to the first after the range, or `null` where it has no upper bound
  record Placed<T>(
      @Nullable T from, @Nullable T to, ShardId shard, Located.Place low, Located.Place high) {}

  /// What the ranges have to hold.
  interface Space<T> {

    /// `keys`, `buckets`, as messages name them.
    String things();

    /// Whether nothing lies below a bound.
    boolean isLowest(T bound);

    /// Whether everything lies below a bound.
    boolean isEnd(T bound);

    /// `[5, 9)`; `null` is no bound.
    String interval(@Nullable T from, @Nullable T to);
  }

  private final Space<T> space;
  private final Problems problems;

  RangeCoverage(Space<T> space, Problems problems) {
    this.space = space;
    this.problems = problems;
  }

  /// Ascending by lower bound, ranges without one first.
  static <T extends Comparable<? super T>> Comparator<Placed<T>> ascending() {
    return (left, right) -> {
      T one = left.from();
      T other = right.from();
      return one == null || other == null
          ? Boolean.compare(one != null, other != null)
          : one.compareTo(other);
    };
  }

  /// @param ranges ascending by lower bound, at least one
  void check(List<Placed<T>> ranges) {
    Placed<T> first = ranges.getFirst();
    T lowest = first.from();
    if (lowest != null && !space.isLowest(lowest)) {
      refuseGap(first.low(), null, lowest);
    }
    // The range that reaches furthest so far.
    Placed<T> furthest = first;
    for (Placed<T> next : ranges.subList(1, ranges.size())) {
      T reached = furthest.to();
      T from = next.from();
      int order = reached == null || from == null ? -1 : from.compareTo(reached);
      if (order < 0) {
        refuseOverlap(furthest, next);
      } else if (order > 0) {
        refuseGap(next.low(), reached, from);
      }
      furthest = reachesFurther(next, furthest) ? next : furthest;
    }
    T end = furthest.to();
    if (end != null && !space.isEnd(end)) {
      refuseGap(furthest.high(), end, null);
    }
  }

  private static <T extends Comparable<? super T>> boolean reachesFurther(
      Placed<T> one, Placed<T> other) {
    T oneEnd = one.to();
    T otherEnd = other.to();
    return otherEnd != null && (oneEnd == null || oneEnd.compareTo(otherEnd) > 0);
  }

  private void refuseGap(Located.Place place, @Nullable T from, @Nullable T to) {
    problems.add(
        place,
        "No range holds the "
            + space.things()
            + " "
            + space.interval(from, to)
            + ": a gap is not allowed in version 1. Move a bound or add a range"
            + (from == null || to == null ? "; a range without that bound has no end there" : ""));
  }

  private void refuseOverlap(Placed<T> earlier, Placed<T> later) {
    T to = reachesFurther(later, earlier) ? earlier.to() : later.to();
    problems.add(
        later.low(),
        "Two ranges hold the "
            + space.things()
            + " "
            + space.interval(later.from(), to)
            + ": "
            + space.interval(earlier.from(), earlier.to())
            + " of shard "
            + Shown.quoted(earlier.shard().value())
            + " on line "
            + earlier.low().line()
            + ", and "
            + space.interval(later.from(), later.to())
            + " of shard "
            + Shown.quoted(later.shard().value()));
  }
}
