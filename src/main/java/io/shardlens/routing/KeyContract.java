package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every strategy asks of its callers: one value per key column, of the column's type. A key
/// of another kind would be routed somewhere, and wrongly.
final class KeyContract {

  private KeyContract() {}

  /// @throws IllegalArgumentException when the key has more or fewer values than the routing has
  ///   key columns, or a value of another kind
  static void check(RoutingDefinition definition, List<? extends @Nullable KeyValue> key) {
    List<KeyType> types = definition.keyTypes();
    if (key.size() != types.size()) {
      throw new IllegalArgumentException(
          "Routing %s takes %d key values, not %d"
              .formatted(definition.name(), types.size(), key.size()));
    }
    for (int i = 0; i < key.size(); i++) {
      check(definition, types.get(i), key.get(i));
    }
  }

  private static void check(RoutingDefinition definition, KeyType type, @Nullable KeyValue value) {
    if (value != null && !type.fits(value)) {
      throw new IllegalArgumentException(
          "Routing %s takes keys of type %s".formatted(definition.name(), type.word()));
    }
  }
}
