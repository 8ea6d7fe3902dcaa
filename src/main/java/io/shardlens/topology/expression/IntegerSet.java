package io.shardlens.topology.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Some integers, as a few intervals. May hold more integers than it has to: where there would be
/// more intervals than [#MOST_INTERVALS], those closest to each other become one.
///
/// @param intervals ascending, apart from each other
record IntegerSet(List<IntegerInterval> intervals) {
  private static final int MOST_INTERVALS = 16;

  static final IntegerSet NONE = new IntegerSet(List.of());
  static final IntegerSet ALL = new IntegerSet(List.of(IntegerInterval.ALL));

  IntegerSet {
    intervals = List.copyOf(intervals);
  }

  static IntegerSet of(long value) {
    return between(value, value);
  }

  /// Empty when `lowest` is above `highest`.
  static IntegerSet between(long lowest, long highest) {
    return new IntegerSet(IntegerInterval.between(lowest, highest).stream().toList());
  }

  boolean isEmpty() {
    return intervals.isEmpty();
  }

  boolean contains(long value) {
    return intervals.stream().anyMatch(interval -> interval.contains(value));
  }

  /// @throws java.util.NoSuchElementException when the set is empty
  long lowest() {
    return intervals.getFirst().lowest();
  }

  /// @throws java.util.NoSuchElementException when the set is empty
  long highest() {
    return intervals.getLast().highest();
  }

  /// The integers themselves, where there are not more than so many.
  Optional<List<Long>> values(int most) {
    List<Long> values = new ArrayList<>();
    for (IntegerInterval interval : intervals) {
      long more = interval.highest() - interval.lowest();
      if (more < 0 || more >= most - values.size()) {
        return Optional.empty();
      }
      LongStream.rangeClosed(0, more).forEach(i -> values.add(interval.lowest() + i));
    }
    return Optional.of(values);
  }

  IntegerSet union(IntegerSet other) {
    return covering(Stream.concat(intervals.stream(), other.intervals.stream()).toList());
  }

  IntegerSet intersection(IntegerSet other) {
    return each(other, (a, b) -> a.intersection(b).stream().toList());
  }

  /// Whether `+`, `-` or `*` of some pair may leave 64 bits.
  static boolean canOverflow(ArithmeticOperator operator, IntegerSet left, IntegerSet right) {
    return left.intervals.stream()
        .anyMatch(a -> right.intervals.stream().anyMatch(b -> a.canOverflow(operator, b)));
  }

  /// Without one integer.
  IntegerSet without(long value) {
    IntegerSet below = value == Long.MIN_VALUE ? NONE : between(Long.MIN_VALUE, value - 1);
    IntegerSet above = value == Long.MAX_VALUE ? NONE : between(value + 1, Long.MAX_VALUE);
    return intersection(below).union(intersection(above));
  }

  /// Everything that an operation yields for a pair of integers of both sets.
  IntegerSet each(
      IntegerSet other,
      BiFunction<IntegerInterval, IntegerInterval, List<IntegerInterval>> operation) {
    List<IntegerInterval> results = new ArrayList<>();
    for (IntegerInterval left : intervals) {
      for (IntegerInterval right : other.intervals) {
        results.addAll(operation.apply(left, right));
      }
    }
    return covering(results);
  }

  private static IntegerSet covering(List<IntegerInterval> any) {
    List<IntegerInterval> merged = new ArrayList<>();
    for (IntegerInterval next :
        any.stream().sorted(Comparator.comparingLong(IntegerInterval::lowest)).toList()) {
      if (!merged.isEmpty() && touches(merged.getLast(), next)) {
        merged.add(joined(merged.removeLast(), next));
      } else {
        merged.add(next);
      }
    }
    while (merged.size() > MOST_INTERVALS) {
      int closest = closest(merged);
      merged.set(closest, joined(merged.get(closest), merged.remove(closest + 1)));
    }
    return new IntegerSet(merged);
  }

  private static boolean touches(IntegerInterval left, IntegerInterval right) {
    return left.highest() == Long.MAX_VALUE || right.lowest() <= left.highest() + 1;
  }

  private static IntegerInterval joined(IntegerInterval left, IntegerInterval right) {
    return new IntegerInterval(left.lowest(), Math.max(left.highest(), right.highest()));
  }

  /// The position of the interval that is followed by the smallest gap.
  private static int closest(List<IntegerInterval> intervals) {
    int closest = 0;
    for (int i = 1; i + 1 < intervals.size(); i++) {
      if (Long.compareUnsigned(gap(intervals, i), gap(intervals, closest)) < 0) {
        closest = i;
      }
    }
    return closest;
  }

  private static long gap(List<IntegerInterval> intervals, int after) {
    return intervals.get(after + 1).lowest() - intervals.get(after).highest();
  }
}
