package io.shardlens.topology.imports.python;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.python.ShapeReader.Answered;
import io.shardlens.topology.imports.python.evaluation.Domain.Remainder;
import io.shardlens.topology.imports.python.evaluation.Intervals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Reads cases that mix ranges with remainders: between two neighbouring bounds of any case, the
/// remainder alone decides.
final class SegmentReader {
  private static final int MOST_SEGMENTS = 12;
  private static final int LONGEST_PERIOD = 16;

  private SegmentReader() {}

  /// The shape; empty for one that no expression of a topology file could hold, or where a key has
  /// no answer or two.
  static Optional<SelectorShape> read(List<Answered> cases) {
    TreeSet<Long> starts = new TreeSet<>(List.of(Long.MIN_VALUE));
    for (Answered each : cases) {
      for (Intervals.Span span : each.key().numbers().spans()) {
        starts.add(span.first());
        if (span.last() < Long.MAX_VALUE) {
          starts.add(span.last() + 1);
        }
      }
      if (starts.size() > 4 * MOST_SEGMENTS) {
        return Optional.empty();
      }
    }
    List<SelectorShape.Segment> segments = new ArrayList<>();
    for (long first : starts) {
      Long next = starts.higher(first);
      Optional<List<Optional<ShardId>>> owners = owners(cases, first);
      if (owners.isEmpty()) {
        return Optional.empty();
      }
      add(segments, first, next == null ? Long.MAX_VALUE : next - 1, owners.get());
    }
    return segments.size() <= MOST_SEGMENTS
        ? Optional.of(new SelectorShape.Segments(segments))
        : Optional.empty();
  }

  private static void add(
      List<SelectorShape.Segment> segments, long first, long last, List<Optional<ShardId>> owners) {
    SelectorShape.Segment before = segments.isEmpty() ? null : segments.getLast();
    if (before != null && before.owners().equals(owners)) {
      segments.removeLast();
      segments.add(new SelectorShape.Segment(before.first(), last, owners));
    } else {
      segments.add(new SelectorShape.Segment(first, last, owners));
    }
  }

  /// The shards of the remainders of the keys from one on.
  private static Optional<List<Optional<ShardId>>> owners(List<Answered> cases, long first) {
    List<Answered> here =
        cases.stream().filter(each -> each.key().numbers().contains(first)).toList();
    long period = 1;
    for (Answered each : here) {
      Remainder remainder = each.key().remainder();
      period =
          remainder == null ? period : ShapeReader.leastCommonMultiple(period, remainder.modulus());
      if (period > LONGEST_PERIOD) {
        return Optional.empty();
      }
    }
    List<Optional<ShardId>> owners = new ArrayList<>();
    for (long value = 0; value < period; value++) {
      long number = value;
      List<Answered> fitting = here.stream().filter(each -> fits(each, number)).toList();
      if (fitting.size() != 1) {
        return Optional.empty();
      }
      owners.add(fitting.getFirst().shard());
    }
    return Optional.of(ShapeReader.shortest(owners));
  }

  private static boolean fits(Answered each, long number) {
    Remainder remainder = each.key().remainder();
    return remainder == null || number % remainder.modulus() == remainder.value();
  }
}
