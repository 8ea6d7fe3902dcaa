package io.shardlens.routing;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ascending half-open ranges, found by binary search.
final class RangeStrategy implements RoutingStrategy {
  private final RoutingDefinition.Range definition;

  RangeStrategy(RoutingDefinition.Range definition) {
    this.definition = definition;
  }

  @Override
  public RoutingDefinition definition() {
    return definition;
  }

  @Override
  public Route route(List<? extends @Nullable KeyValue> key) {
    KeyContract.check(definition, key);
    KeyValue value = key.getFirst();
    if (value == null) {
      return new Route.Unowned(
          "NULL lies in no range of " + definition.name() + ": no shard owns it",
          new Derivation(
              List.of(new Derivation.Step("Range", "none", "NULL compares with no bound"))));
    }
    int candidate = lastRangeNotAbove(value);
    List<KeyRange> ranges = definition.ranges();
    return candidate >= 0 && ranges.get(candidate).contains(value)
        ? owned(candidate)
        : unowned(value, candidate);
  }

  @Override
  public Set<ShardId> shardsBetween(@Nullable KeyValue lowest, @Nullable KeyValue highest) {
    KeyInterval interval = KeyInterval.of(definition, lowest, highest);
    if (!interval.onlyKey().isEmpty()) {
      return route(interval.onlyKey()) instanceof Route.Owned owned
          ? Set.of(owned.shard())
          : Set.of();
    }
    if (interval.isEmpty()) {
      return Set.of();
    }
    Set<ShardId> shards = new LinkedHashSet<>();
    for (KeyRange range : definition.ranges()) {
      if (interval.intersects(range)) {
        shards.add(range.shard());
      }
    }
    return Collections.unmodifiableSet(shards);
  }

  /// The position of the last range whose lower bound is not above the key, or -1.
  private int lastRangeNotAbove(KeyValue key) {
    int low = 0;
    int high = definition.ranges().size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      KeyValue from = definition.ranges().get(middle).from();
      if (from == null || from.compareTo(key) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private Route owned(int position) {
    KeyRange range = definition.ranges().get(position);
    return new Route.Owned(
        range.shard(),
        new Derivation(
            List.of(
                new Derivation.Step(
                    "Range " + (position + 1) + " of " + definition.ranges().size(),
                    range.interval(),
                    bounds(range)))));
  }

  private static String bounds(KeyRange range) {
    String lower = range.from() == null ? "no lower bound" : "lower bound included";
    return lower + ", " + (range.to() == null ? "no upper bound" : "upper bound excluded");
  }

  private Route unowned(KeyValue key, int below) {
    List<KeyRange> ranges = definition.ranges();
    KeyValue from = below < 0 ? null : ranges.get(below).to();
    KeyValue to = below + 1 == ranges.size() ? null : ranges.get(below + 1).from();
    String gap = new KeyRange(from, to, new ShardId("none")).interval();
    return new Route.Unowned(
        "No shard owns "
            + key.text()
            + ": it lies in the gap "
            + gap
            + " of routing "
            + definition.name(),
        new Derivation(
            List.of(new Derivation.Step("Gap", gap, "none of " + ranges.size() + " ranges"))));
  }
}
