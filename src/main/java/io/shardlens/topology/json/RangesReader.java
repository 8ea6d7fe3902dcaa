package io.shardlens.topology.json;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the ranges of one routing, in any order, and sees to it that every key lies in exactly
/// one.
final class RangesReader {
  private static final Comparator<@Nullable KeyValue> UNBOUNDED_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private final @Nullable KeyType type;
  private final ShardReferences shards;
  private final Problems problems;

  /// @param type `null` where the file does not say it rightly: then no bound is looked at
  RangesReader(@Nullable KeyType type, ShardReferences shards, Problems problems) {
    this.type = type;
    this.shards = shards;
    this.problems = problems;
  }

  /// A range and where the file says from where to where.
  private record Placed(KeyRange range, Located.Place from, Located.Place to) {}

  /// The ranges in ascending order.
  List<KeyRange> read(List<Located> elements) {
    List<Placed> ranges = new ArrayList<>();
    boolean complete = true;
    for (Located element : elements) {
      Optional<Placed> range = MemberReader.open(element, "A range", problems).flatMap(this::range);
      range.ifPresent(ranges::add);
      complete &= range.isPresent();
    }
    ranges.sort(Comparator.comparing(placed -> placed.range().from(), UNBOUNDED_FIRST));
    if (type != null && complete && !ranges.isEmpty()) {
      // With a range unread, what looks like a gap may be none.
      checkCoverage(ranges, smallestKey(type));
    }
    return ranges.stream().map(Placed::range).toList();
  }

  private Optional<Placed> range(MemberReader range) {
    range.refuseOthersThan("from", "to", "shard");
    KeyValueReader keys = new KeyValueReader(type, problems);
    Located fromValue = range.optional("from");
    Located toValue = range.optional("to");
    KeyValue from = fromValue == null ? null : keys.read(fromValue);
    KeyValue to = toValue == null ? null : keys.read(toValue);
    ShardId shard = shards.read(range.required("shard"));
    if (shard == null || (fromValue != null && from == null) || (toValue != null && to == null)) {
      return Optional.empty();
    }
    if (from != null && to != null && from.compareTo(to) >= 0) {
      problems.add(
          toValue == null ? range.place() : toValue.place(),
          "A range from "
              + Shown.escaped(from.text())
              + " to "
              + Shown.escaped(to.text())
              + " holds no key: \"from\" is included, \"to\" is not, so \"from\" lies below"
              + " \"to\"");
      return Optional.empty();
    }
    return Optional.of(
        new Placed(
            new KeyRange(from, to, shard),
            fromValue == null ? range.place() : fromValue.place(),
            toValue == null ? range.place() : toValue.place()));
  }

  /// @param ranges ascending by lower bound, at least one
  private void checkCoverage(List<Placed> ranges, KeyValue smallest) {
    Placed first = ranges.getFirst();
    KeyValue lowest = first.range().from();
    if (lowest != null && !lowest.equals(smallest)) {
      refuseGap(first.from(), null, lowest);
    }
    // The range that reaches furthest so far.
    Placed furthest = first;
    for (Placed next : ranges.subList(1, ranges.size())) {
      KeyValue reached = furthest.range().to();
      KeyValue from = next.range().from();
      int order = reached == null || from == null ? -1 : from.compareTo(reached);
      if (order < 0) {
        refuseOverlap(furthest, next);
      } else if (order > 0) {
        refuseGap(next.from(), reached, from);
      }
      furthest = reachesFurther(next.range(), furthest.range()) ? next : furthest;
    }
    if (furthest.range().to() != null) {
      refuseGap(furthest.to(), furthest.range().to(), null);
    }
  }

  private static boolean reachesFurther(KeyRange one, KeyRange other) {
    return other.to() != null && (one.to() == null || one.to().compareTo(other.to()) > 0);
  }

  private void refuseGap(Located.Place place, @Nullable KeyValue from, @Nullable KeyValue to) {
    problems.add(
        place,
        "No range holds the keys "
            + interval(from, to)
            + ": a gap is not allowed in version 1. Move a bound or add a range"
            + (from == null || to == null ? "; a range without that bound has no end there" : ""));
  }

  private void refuseOverlap(Placed earlier, Placed later) {
    KeyValue to =
        reachesFurther(later.range(), earlier.range()) ? earlier.range().to() : later.range().to();
    problems.add(
        later.from(),
        "Two ranges hold the keys "
            + interval(later.range().from(), to)
            + ": "
            + Shown.escaped(earlier.range().interval())
            + " of shard "
            + Shown.quoted(earlier.range().shard().value())
            + " on line "
            + earlier.from().line()
            + ", and "
            + Shown.escaped(later.range().interval())
            + " of shard "
            + Shown.quoted(later.range().shard().value()));
  }

  private static String interval(@Nullable KeyValue from, @Nullable KeyValue to) {
    return Shown.escaped(new KeyRange(from, to, new ShardId("none")).interval());
  }

  /// A range from here on begins where all keys begin.
  private static KeyValue smallestKey(KeyType type) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT -> new KeyValue.Int(type.minimum());
      case TEXT, VARCHAR, CHAR -> new KeyValue.Text("");
      case UUID -> new KeyValue.Uuid(new UUID(0, 0));
      case DATE, TIMESTAMP, TIMESTAMPTZ -> type.ofOrdinal(type.minimum());
    };
  }
}
