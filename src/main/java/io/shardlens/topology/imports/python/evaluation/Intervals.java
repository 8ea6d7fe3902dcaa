package io.shardlens.topology.imports.python.evaluation;

import java.util.ArrayList;
import java.util.List;

/// A set of 64-bit numbers.
///
/// @param spans ascending, disjoint, not empty
public record Intervals(List<Span> spans) {

  public static final Intervals ALL = between(Long.MIN_VALUE, Long.MAX_VALUE);
  public static final Intervals NONE = new Intervals(List.of());

  public Intervals {
    spans = List.copyOf(spans);
  }

  /// Numbers from one to another, both included.
  public record Span(long first, long last) {}

  /// Both bounds included; empty where the first is the larger.
  public static Intervals between(long first, long last) {
    return new Intervals(first <= last ? List.of(new Span(first, last)) : List.of());
  }

  /// Numbers below a bound.
  static Intervals below(long bound) {
    return bound == Long.MIN_VALUE ? NONE : between(Long.MIN_VALUE, bound - 1);
  }

  public boolean isEmpty() {
    return spans.isEmpty();
  }

  public boolean contains(long number) {
    return spans.stream().anyMatch(span -> span.first <= number && number <= span.last);
  }

  /// The numbers that are in both.
  Intervals and(Intervals other) {
    List<Span> common = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < spans.size() && j < other.spans.size()) {
      Span left = spans.get(i);
      Span right = other.spans.get(j);
      long first = Math.max(left.first, right.first);
      long last = Math.min(left.last, right.last);
      if (first <= last) {
        common.add(new Span(first, last));
      }
      if (left.last < right.last) {
        i++;
      } else {
        j++;
      }
    }
    return new Intervals(common);
  }

  /// The numbers that are not in this.
  public Intervals not() {
    List<Span> rest = new ArrayList<>();
    long next = Long.MIN_VALUE;
    for (Span span : spans) {
      if (span.first > next) {
        rest.add(new Span(next, span.first - 1));
      }
      if (span.last == Long.MAX_VALUE) {
        return new Intervals(rest);
      }
      next = span.last + 1;
    }
    rest.add(new Span(next, Long.MAX_VALUE));
    return new Intervals(rest);
  }

  /// The set of some numbers, in any order.
  static Intervals of(List<Long> numbers) {
    List<Span> spans = new ArrayList<>();
    for (long number : numbers.stream().sorted().distinct().toList()) {
      Span last = spans.isEmpty() ? null : spans.getLast();
      if (last != null && last.last + 1 == number) {
        spans.set(spans.size() - 1, new Span(last.first, number));
      } else {
        spans.add(new Span(number, number));
      }
    }
    return new Intervals(spans);
  }
}
