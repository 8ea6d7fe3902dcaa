package io.shardlens.routing;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ascending half-open ranges, found by binary search. Keys of several columns are compared from
/// left to right.
final class RangedStrategy implements RuleStrategy {

  /// Sets of more keys are answered by the interval between the smallest and the largest.
  private static final int COUNTED_KEYS = 10_000;

  private final RoutingRule.Ranged rule;
  private final List<KeyType> types;
  private final List<KeyRange> ranges;

  RangedStrategy(RoutingRule.Ranged rule, List<KeyType> types) {
    this.rule = rule;
    this.types = List.copyOf(types);
    this.ranges = List.copyOf(rule.ranges());
  }

  List<KeyRange> ranges() {
    return ranges;
  }

  @Override
  public Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    KeyValue value = compared(key);
    if (value == null) {
      steps.add(new Derivation.Step("Range", "none", "NULL compares with no bound"));
      return new Landing.Nowhere("NULL lies in no range");
    }
    if (value instanceof KeyValue.Tuple) {
      steps.add(new Derivation.Step("Tuple", value.text(), "compared from left to right"));
    }
    description().ifPresent(steps::add);
    int candidate = lastRangeNotAbove(value);
    return candidate >= 0 && ranges.get(candidate).contains(value)
        ? owned(candidate, steps)
        : unowned(candidate, steps);
  }

  /// The key as its ranges have their bounds; `null` where a column is NULL.
  static @Nullable KeyValue compared(List<? extends @Nullable KeyValue> key) {
    if (key.size() == 1) {
      return key.getFirst();
    }
    List<KeyValue> values = new ArrayList<>();
    for (KeyValue value : key) {
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return new KeyValue.Tuple(values);
  }

  /// How the ranges were made, where the file does not list them.
  private java.util.Optional<Derivation.Step> description() {
    return switch (rule) {
      case RoutingRule.Range(List<KeyRange> _, java.util.Optional<java.time.ZoneId> zone) ->
          zone.map(shown ->
              new Derivation.Step("Zone", shown.getId(), "the bounds are moments of this zone"));
      case RoutingRule.LowerBounds _, RoutingRule.Boundaries _ -> java.util.Optional.empty();
      case RoutingRule.Volume volume ->
          java.util.Optional.of(
              new Derivation.Step(
                  "Ranges",
                  volume.owners().size() + " ranges",
                  "of "
                      + volume.volume()
                      + " keys each from "
                      + volume.lower()
                      + " to "
                      + volume.upper()
                      + ", and one on each side"));
      case RoutingRule.Intervals intervals ->
          java.util.Optional.of(
              new Derivation.Step(
                  "Ranges",
                  "every " + intervals.step().text(),
                  "from "
                      + intervals.from().text()
                      + " to "
                      + intervals.to().text()
                      + (intervals.from() instanceof KeyValue.Moment
                          ? ", by the calendar of " + intervals.zone().getId()
                          : "")));
    };
  }

  /// The position of the last range whose lower bound is not above the key, or -1.
  private int lastRangeNotAbove(KeyValue key) {
    int low = 0;
    int high = ranges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      KeyValue from = ranges.get(middle).from();
      if (from == null || from.compareTo(key) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private Landing owned(int position, List<Derivation.Step> steps) {
    KeyRange range = ranges.get(position);
    String lower = range.from() == null ? "no lower bound" : "lower bound included";
    String upper = range.to() == null ? "no upper bound" : "upper bound excluded";
    steps.add(
        new Derivation.Step(
            "Range " + (position + 1) + " of " + ranges.size(),
            range.interval(),
            lower + ", " + upper));
    return new Landing.On(range.shard());
  }

  private Landing unowned(int below, List<Derivation.Step> steps) {
    KeyValue from = below < 0 ? null : ranges.get(below).to();
    KeyValue to = below + 1 == ranges.size() ? null : ranges.get(below + 1).from();
    String gap = new KeyRange(from, to, new ShardId("none")).interval();
    steps.add(new Derivation.Step("Gap", gap, "none of " + ranges.size() + " ranges"));
    return new Landing.Nowhere("it lies in the gap " + gap);
  }

  @Override
  public Set<ShardId> shardsIn(List<ColumnKeys> box) {
    Set<ShardId> shards = new LinkedHashSet<>();
    for (ColumnKeys.Between interval : intervals(box)) {
      for (int i = first(interval); i < ranges.size() && begins(ranges.get(i), interval); i++) {
        KeyValue to = ranges.get(i).to();
        KeyValue lowest = interval.lowest();
        if (to == null || lowest == null || lowest.compareTo(to) < 0) {
          shards.add(ranges.get(i).shard());
        }
      }
    }
    return shards;
  }

  private int first(ColumnKeys.Between interval) {
    KeyValue lowest = interval.lowest();
    return lowest == null ? 0 : Math.max(0, lastRangeNotAbove(lowest));
  }

  /// Whether a range begins in or before the interval. The upper bound of an interval of tuples
  /// stands for all tuples that begin with it.
  private static boolean begins(KeyRange range, ColumnKeys.Between interval) {
    KeyValue from = range.from();
    KeyValue highest = interval.highest();
    if (from == null || highest == null || from.compareTo(highest) <= 0) {
      return true;
    }
    return from instanceof KeyValue.Tuple(List<KeyValue> values)
        && highest instanceof KeyValue.Tuple(List<KeyValue> beginning)
        && values.size() > beginning.size()
        && values.subList(0, beginning.size()).equals(beginning);
  }

  /// The intervals of keys that a box can hold; NULL lies in no range.
  private List<ColumnKeys.Between> intervals(List<ColumnKeys> box) {
    return box.size() == 1
        ? ofColumn(0, box.getFirst())
        : ofTuples(List.of(), box).stream()
            .map(interval -> new ColumnKeys.Between(interval.lowest(), interval.highest()))
            .toList();
  }

  private List<ColumnKeys.Between> ofColumn(int column, ColumnKeys keys) {
    return switch (keys.withoutNull()) {
      case ColumnKeys.OneOf(Set<KeyValue> values) when values.size() <= COUNTED_KEYS ->
          values.stream().map(value -> new ColumnKeys.Between(value, value)).toList();
      case ColumnKeys.OneOf(Set<KeyValue> values) ->
          List.of(
              new ColumnKeys.Between(
                  values.stream().min(KeyValue::compareTo).orElseThrow(),
                  values.stream().max(KeyValue::compareTo).orElseThrow()));
      // The order of the column's collation may be another one than that of the ranges.
      case ColumnKeys.Between _ when types.get(column).isText() ->
          List.of(new ColumnKeys.Between(null, null));
      case ColumnKeys.Between between -> List.of(between);
      case ColumnKeys.Any _, ColumnKeys.OnlyNull _ -> List.of();
    };
  }

  /// Follows the columns as long as each has one value; the first that has several ends the bounds.
  private List<ColumnKeys.Between> ofTuples(List<KeyValue> beginning, List<ColumnKeys> box) {
    int column = beginning.size();
    List<ColumnKeys.Between> intervals = new ArrayList<>();
    for (ColumnKeys.Between part : ofColumn(column, box.get(column))) {
      boolean single = part.lowest() != null && Objects.equals(part.lowest(), part.highest());
      if (single && column + 1 < box.size()) {
        intervals.addAll(ofTuples(with(beginning, part.lowest()), box));
      } else {
        intervals.add(
            new ColumnKeys.Between(
                tuple(with(beginning, part.lowest())), tuple(with(beginning, part.highest()))));
      }
    }
    return intervals;
  }

  private static List<KeyValue> with(List<KeyValue> beginning, @Nullable KeyValue next) {
    List<KeyValue> values = new ArrayList<>(beginning);
    if (next != null) {
      values.add(next);
    }
    return values;
  }

  private static @Nullable KeyValue tuple(List<KeyValue> values) {
    return values.isEmpty() ? null : new KeyValue.Tuple(values);
  }
}
