package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.catalog.PartitionBound.Edge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rule of one partitioned table, of its partitions' bounds and where they lie.
///
/// @param nulls where PostgreSQL puts a row whose key has NULL
record PartitionRule(RoutingRule rule, NullPolicy nulls) {

  private static final Comparator<@Nullable KeyValue> UNBOUNDED_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /// A partition and the shard that it lies on.
  record Placed(PartitionBound bound, ShardId shard) {}

  /// Why a table's partitions make no rule.
  static final class NoRule extends Exception {
    private static final long serialVersionUID = 1L;

    NoRule(String reason) {
      super(reason, null, false, false);
    }
  }

  /// @param partitions all of one table; at least one
  static PartitionRule of(List<KeyType> types, List<Placed> partitions) throws NoRule {
    Optional<ShardId> otherwise =
        partitions.stream()
            .filter(placed -> placed.bound instanceof PartitionBound.Otherwise)
            .map(Placed::shard)
            .findFirst();
    List<Placed> bounded =
        partitions.stream()
            .filter(placed -> !(placed.bound instanceof PartitionBound.Otherwise))
            .toList();
    if (bounded.isEmpty()) {
      throw new NoRule("it has a default partition and no other");
    }
    return switch (bounded.getFirst().bound) {
      case PartitionBound.Hash _ -> hash(bounded);
      case PartitionBound.In _ -> list(types.getFirst(), bounded, otherwise);
      case PartitionBound.Range _, PartitionBound.Otherwise _ -> range(types, bounded, otherwise);
    };
  }

  /// Moduli may differ where each divides the next; the largest tells all keys apart.
  private static PartitionRule hash(List<Placed> partitions) throws NoRule {
    int modulus =
        partitions.stream()
            .mapToInt(placed -> ((PartitionBound.Hash) placed.bound).modulus())
            .max()
            .orElseThrow();
    List<@Nullable ShardId> owners = new ArrayList<>(Collections.nCopies(modulus, null));
    for (Placed placed : partitions) {
      PartitionBound.Hash bound = (PartitionBound.Hash) placed.bound;
      for (int bucket = bound.remainder(); bucket < modulus; bucket += bound.modulus()) {
        owners.set(bucket, placed.shard);
      }
    }
    List<ShardId> all = new ArrayList<>();
    for (ShardId owner : owners) {
      if (owner == null) {
        throw new NoRule("no partition has the remainder " + all.size() + " of " + modulus);
      }
      all.add(owner);
    }
    return new PartitionRule(
        new RoutingRule.Buckets(
            NumberSource.Hash.ofTypedValue(HashFunction.POSTGRESQL),
            new BucketRule.Modulo(BucketMap.of(all), BucketRule.Remainder.FLOOR)),
        new NullPolicy.AsRule());
  }

  private static PartitionRule list(
      KeyType type, List<Placed> partitions, Optional<ShardId> otherwise) throws NoRule {
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    NullPolicy nulls = new NullPolicy.AsRule();
    for (Placed placed : partitions) {
      PartitionBound.In in = (PartitionBound.In) placed.bound;
      nulls = in.withNull() ? new NullPolicy.To(placed.shard) : nulls;
      for (String text : in.values()) {
        values.put(value(type, text), placed.shard);
      }
    }
    if (values.isEmpty()) {
      throw new NoRule("its partitions list no value but NULL");
    }
    return new PartitionRule(new RoutingRule.ListOfValues(values, otherwise), nulls);
  }

  /// Keys that no range holds, and NULL, are the default partition's.
  private static PartitionRule range(
      List<KeyType> types, List<Placed> partitions, Optional<ShardId> otherwise) throws NoRule {
    List<KeyRange> ranges = new ArrayList<>();
    for (Placed placed : partitions) {
      PartitionBound.Range bound = (PartitionBound.Range) placed.bound;
      Bound from = bound(types, bound.from());
      Bound to = bound(types, bound.to());
      if (from.above
          || to.below
          || (from.key != null && to.key != null && from.key.compareTo(to.key) >= 0)) {
        throw new NoRule("a range of it holds no key");
      }
      ranges.add(new KeyRange(from.key, to.key, placed.shard));
    }
    ranges.sort(Comparator.comparing(KeyRange::from, UNBOUNDED_FIRST));
    return new PartitionRule(
        new RoutingRule.Range(otherwise.isPresent() ? filled(ranges, otherwise.get()) : ranges),
        otherwise.<NullPolicy>map(NullPolicy.To::new).orElseGet(NullPolicy.AsRule::new));
  }

  private static List<KeyRange> filled(List<KeyRange> ranges, ShardId otherwise) {
    List<KeyRange> all = new ArrayList<>();
    KeyValue reached = null;
    for (KeyRange range : ranges) {
      KeyValue from = range.from();
      if (from != null && !from.equals(reached)) {
        all.add(new KeyRange(reached, from, otherwise));
      }
      all.add(range);
      reached = range.to();
    }
    if (reached != null) {
      all.add(new KeyRange(reached, null, otherwise));
    }
    return all;
  }

  /// A key, or `null` for one end of all keys.
  ///
  /// @param below whether `null` means below all keys
  /// @param above whether `null` means above all keys
  private record Bound(@Nullable KeyValue key, boolean below, boolean above) {}

  /// `MINVALUE` in a column means before all values of it: the columns so far, of which a tuple is
  /// the first. `MAXVALUE` means after them: where the next value of the column before begins.
  private static Bound bound(List<KeyType> types, List<Edge> edges) throws NoRule {
    List<KeyValue> values = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      switch (edges.get(i)) {
        case Edge.Value(String text) -> values.add(value(types.get(i), text));
        case Edge.Lowest _ -> {
          return values.isEmpty() ? new Bound(null, true, false) : key(values, types.size());
        }
        case Edge.Highest _ -> {
          return after(types, values);
        }
      }
    }
    return key(values, types.size());
  }

  private static Bound key(List<KeyValue> values, int columns) {
    return new Bound(columns == 1 ? values.getFirst() : new KeyValue.Tuple(values), false, false);
  }

  private static Bound after(List<KeyType> types, List<KeyValue> values) throws NoRule {
    List<KeyValue> next = new ArrayList<>(values);
    while (!next.isEmpty()) {
      KeyType type = types.get(next.size() - 1);
      if (!(next.removeLast() instanceof KeyValue.Countable last)) {
        throw new NoRule("a bound of it has MAXVALUE after a value that has no next one");
      }
      if (last.ordinal() < type.maximum()) {
        next.add(type.ofOrdinal(last.ordinal() + 1));
        return key(next, types.size());
      }
    }
    return new Bound(null, false, true);
  }

  private static KeyValue value(KeyType type, String text) throws NoRule {
    try {
      return KeyValue.parse(type, text);
    } catch (KeyFormatException e) {
      throw new NoRule("a bound of it is no " + type.word() + " that can be read");
    }
  }
}
