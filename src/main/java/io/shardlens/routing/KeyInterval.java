package io.shardlens.routing;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of one column between two bounds, both included, and what may be concluded from them.
///
/// Integers and uuids have one order everywhere. Text has the order of its column's collation,
/// which is not known here: between two different texts anything may lie.
///
/// @param lowest `null` is no bound
/// @param highest `null` is no bound
record KeyInterval(KeyType type, @Nullable KeyValue lowest, @Nullable KeyValue highest) {

  static KeyInterval of(
      RoutingDefinition definition, @Nullable KeyValue lowest, @Nullable KeyValue highest) {
    KeyContract.checkBound(definition, lowest);
    KeyContract.checkBound(definition, highest);
    return new KeyInterval(definition.keyTypes().getFirst(), lowest, highest);
  }

  /// The only key of the interval, as a key of one column; empty when there may be others.
  List<KeyValue> onlyKey() {
    return lowest != null && lowest.equals(highest) ? List.of(lowest) : List.of();
  }

  /// Whether nothing is known about the order of the keys between the bounds.
  boolean hasUnknownOrder() {
    return type.isText();
  }

  boolean isEmpty() {
    return !hasUnknownOrder() && lowest != null && highest != null && lowest.compareTo(highest) > 0;
  }

  boolean contains(KeyValue key) {
    return hasUnknownOrder()
        || ((lowest == null || lowest.compareTo(key) <= 0)
            && (highest == null || key.compareTo(highest) <= 0));
  }

  /// Whether a range holds a key of this interval, which must not be empty.
  boolean intersects(KeyRange range) {
    KeyValue from = range.from();
    KeyValue to = range.to();
    return hasUnknownOrder()
        || ((from == null || highest == null || from.compareTo(highest) <= 0)
            && (to == null || lowest == null || lowest.compareTo(to) < 0));
  }
}
