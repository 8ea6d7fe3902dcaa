package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of a box whose columns have few values each.
final class KeyProduct {

  /// Boxes of more keys are answered by their sets.
  private static final int COUNTED_KEYS = 10_000;

  private KeyProduct() {}

  /// @return every key of the box, or empty where they are too many to be counted
  static Optional<List<List<@Nullable KeyValue>>> of(List<ColumnKeys> box) {
    List<List<@Nullable KeyValue>> keys = List.of(List.of());
    for (ColumnKeys column : box) {
      Collection<@Nullable KeyValue> values =
          switch (column) {
            case ColumnKeys.OneOf(Set<KeyValue> some) -> new ArrayList<@Nullable KeyValue>(some);
            case ColumnKeys.OnlyNull _ -> Collections.singletonList(null);
            case ColumnKeys.Between(KeyValue lowest, KeyValue highest)
                when lowest != null && lowest.equals(highest) ->
                List.of(lowest);
            case ColumnKeys.Any _, ColumnKeys.Between _ -> List.of();
          };
      if (values.isEmpty() || (long) values.size() * keys.size() > COUNTED_KEYS) {
        return Optional.empty();
      }
      keys = longer(keys, values);
    }
    return Optional.of(keys);
  }

  private static List<List<@Nullable KeyValue>> longer(
      List<List<@Nullable KeyValue>> keys, Collection<@Nullable KeyValue> values) {
    List<List<@Nullable KeyValue>> longer = new ArrayList<>();
    for (List<@Nullable KeyValue> key : keys) {
      for (KeyValue value : values) {
        List<@Nullable KeyValue> next = new ArrayList<>(key);
        next.add(value);
        longer.add(next);
      }
    }
    return longer;
  }
}
