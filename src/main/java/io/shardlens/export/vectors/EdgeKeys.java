package io.shardlens.export.vectors;

import io.shardlens.export.common.NullKeys;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The keys of a routing where two implementations part ways: bounds and their neighbours, listed
/// values, overridden keys, the smallest and the largest value, NULL.
final class EdgeKeys {

  /// More edges of one kind are left out.
  private static final int MAXIMUM = 10_000;

  private final RoutingDefinition routing;
  private final Set<List<@Nullable KeyValue>> keys = new LinkedHashSet<>();

  private EdgeKeys(RoutingDefinition routing) {
    this.routing = routing;
  }

  /// The keys, each once and of the routing's types.
  static Set<List<@Nullable KeyValue>> of(RoutingDefinition routing) {
    EdgeKeys edges = new EdgeKeys(routing);
    routing.overrides().keySet().forEach(key -> edges.add(new ArrayList<>(key)));
    edges.ofRule(routing.rule(), List.of());
    for (int i = 0; i < routing.keyTypes().size(); i++) {
      for (KeyValue value : extremes(routing.keyTypes().get(i))) {
        edges.add(edges.completed(i, value));
      }
    }
    if (!(routing.nulls() instanceof NullPolicy.AsRule) || NullKeys.goThrough(routing)) {
      edges.addNulls();
    }
    return edges.keys;
  }

  /// A neighbour may be no value of the column's type, and a value that the rule sees after the
  /// preparation may be of another type.
  private void add(List<@Nullable KeyValue> key) {
    for (int i = 0; i < key.size(); i++) {
      KeyValue value = key.get(i);
      if (value != null && !isValue(routing.keyTypes().get(i), value)) {
        return;
      }
    }
    if (key.size() == routing.keyTypes().size()) {
      keys.add(key);
    }
  }

  private static boolean isValue(KeyType type, KeyValue value) {
    try {
      return type.fits(value) && KeyValue.parse(type, value.text()).equals(value);
    } catch (KeyFormatException _) {
      return false;
    }
  }

  /// NULL in each column, and behind each value that picks a group.
  private void addNulls() {
    for (int i = 0; i < routing.keyTypes().size(); i++) {
      add(completed(i, null));
      if (i > 0 && routing.rule() instanceof RoutingRule.Grouped grouped) {
        for (RoutingRule.Group group : grouped.groups()) {
          for (KeyValue value : group.values()) {
            List<@Nullable KeyValue> key = completed(i, null);
            key.set(0, value);
            add(key);
          }
        }
      }
    }
  }

  private List<@Nullable KeyValue> completed(int column, @Nullable KeyValue value) {
    List<@Nullable KeyValue> key = new ArrayList<>();
    for (int i = 0; i < routing.keyTypes().size(); i++) {
      key.add(i == column ? value : extremes(routing.keyTypes().get(i)).getFirst());
    }
    return key;
  }

  /// @param first the values of the columns before those that the rule sees
  private void ofRule(RoutingRule rule, List<KeyValue> first) {
    switch (rule) {
      case RoutingRule.Ranged ranged ->
          ranged.ranges().stream().limit(MAXIMUM).forEach(range -> ofRange(range, first));
      case RoutingRule.ListOfValues list ->
          list.values().keySet().stream().limit(MAXIMUM).forEach(value -> around(value, first));
      case RoutingRule.Tenants tenants ->
          tenants.tenants().keySet().stream().limit(MAXIMUM).forEach(value -> around(value, first));
      case RoutingRule.Grouped grouped -> {
        for (RoutingRule.Group group : grouped.groups()) {
          for (KeyValue value : group.values()) {
            ofRule(group.rule(), List.of(value));
          }
        }
      }
      case RoutingRule.Buckets _,
          RoutingRule.Ring _,
          RoutingRule.Rendezvous _,
          RoutingRule.Directory _,
          RoutingRule.Single _,
          RoutingRule.Computed _ -> {
        KeyType next = routing.keyTypes().get(first.size());
        extremes(next).forEach(value -> around(value, first));
      }
    }
  }

  private void ofRange(KeyRange range, List<KeyValue> first) {
    if (range.from() != null) {
      around(range.from(), first);
    }
    if (range.to() != null) {
      around(range.to(), first);
    }
  }

  /// A value with what comes before and after it; of a tuple, that of its last part.
  private void around(KeyValue value, List<KeyValue> first) {
    List<KeyValue> parts = new ArrayList<>(first);
    if (value instanceof KeyValue.Tuple(List<KeyValue> values)) {
      parts.addAll(values);
    } else {
      parts.add(value);
    }
    KeyValue last = parts.removeLast();
    for (KeyValue neighbour : neighbours(parts.size(), last)) {
      List<@Nullable KeyValue> smallest = new ArrayList<>(parts);
      smallest.add(neighbour);
      List<@Nullable KeyValue> largest = new ArrayList<>(smallest);
      for (int i = smallest.size(); i < routing.keyTypes().size(); i++) {
        smallest.add(extremes(routing.keyTypes().get(i)).getFirst());
        largest.add(extremes(routing.keyTypes().get(i)).getLast());
      }
      add(smallest);
      add(largest);
    }
  }

  private List<KeyValue> neighbours(int column, KeyValue value) {
    List<KeyValue> neighbours = new ArrayList<>(List.of(value));
    KeyType type = routing.keyTypes().get(Math.min(column, routing.keyTypes().size() - 1));
    switch (value) {
      case KeyValue.Countable countable when type.isCountable() -> {
        if (countable.ordinal() > type.minimum()) {
          neighbours.addFirst(type.ofOrdinal(countable.ordinal() - 1));
        }
        if (countable.ordinal() < type.maximum()) {
          neighbours.add(type.ofOrdinal(countable.ordinal() + 1));
        }
      }
      case KeyValue.Text(String text) -> {
        if (!text.isEmpty()) {
          neighbours.addFirst(
              new KeyValue.Text(text.substring(0, text.offsetByCodePoints(text.length(), -1))));
        }
        neighbours.add(new KeyValue.Text(text + "!"));
      }
      case KeyValue.Uuid uuid -> {
        neighbours.addFirst(moved(uuid, -1));
        neighbours.add(moved(uuid, 1));
      }
      case KeyValue.Countable _, KeyValue.Tuple _ -> {}
    }
    return neighbours;
  }

  private static KeyValue moved(KeyValue.Uuid uuid, int by) {
    BigInteger high = new BigInteger(Long.toUnsignedString(uuid.value().getMostSignificantBits()));
    BigInteger low = new BigInteger(Long.toUnsignedString(uuid.value().getLeastSignificantBits()));
    BigInteger number = high.shiftLeft(64).add(low).add(BigInteger.valueOf(by));
    return new KeyValue.Uuid(new UUID(number.shiftRight(64).longValue(), number.longValue()));
  }

  /// The smallest value, some that programs treat unlike others, the largest.
  private static List<KeyValue> extremes(KeyType type) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT -> {
        List<KeyValue> numbers = new ArrayList<>();
        for (long number : new long[] {type.minimum(), -7, -2, -1, 0, 1, 2, 42, type.maximum()}) {
          numbers.add(new KeyValue.Int(number));
        }
        if (type == KeyType.BIGINT) {
          numbers.add(5, new KeyValue.Int(1L << 32));
        }
        yield numbers;
      }
      case TEXT, VARCHAR, CHAR ->
          List.of(
              new KeyValue.Text(""),
              new KeyValue.Text("0"),
              new KeyValue.Text("Ab-{c}d"),
              new KeyValue.Text("z\u00fc\u4e16\ud83d\ude00"));
      case UUID ->
          List.of(
              new KeyValue.Uuid(new UUID(0, 0)),
              new KeyValue.Uuid(new UUID(1, -2)),
              new KeyValue.Uuid(new UUID(-1, -1)));
      case DATE, TIMESTAMP, TIMESTAMPTZ ->
          List.of(
              type.ofOrdinal(type.minimum()),
              type.ofOrdinal(-1),
              type.ofOrdinal(0),
              type.ofOrdinal(1),
              type.ofOrdinal(type.maximum()));
    };
  }
}
