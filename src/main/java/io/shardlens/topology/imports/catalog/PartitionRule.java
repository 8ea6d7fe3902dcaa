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
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rule of one partitioned table, of its partitions' bounds and where they lie.
///
/// @param nulls where PostgreSQL puts a row whose key has NULL
record PartitionRule(RoutingRule rule, NullPolicy nulls) {

  /// A partition and the shard that it lies on.
  record Placed(PartitionBound bound, ShardId shard) {}

  /// One whose kind of bound is known.
  private record Owned<B extends PartitionBound>(B bound, ShardId shard) {}

  /// Why a table's partitions make no rule.
  static final class NoRule extends Exception {
    private static final long serialVersionUID = 1L;

    NoRule(String reason) {
      super(reason, null, false, false);
    }
  }

  /// @param types of the key's columns, at least one
  /// @param partitions all of one table; at least one
  static PartitionRule of(List<KeyType> types, List<Placed> partitions) throws NoRule {
    List<ShardId> defaults = new ArrayList<>();
    List<Owned<PartitionBound.Hash>> hashes = new ArrayList<>();
    List<Owned<PartitionBound.In>> lists = new ArrayList<>();
    List<Owned<PartitionBound.Range>> ranges = new ArrayList<>();
    for (Placed placed : partitions) {
      switch (placed.bound) {
        case PartitionBound.Otherwise _ -> defaults.add(placed.shard);
        case PartitionBound.Hash hash -> hashes.add(new Owned<>(hash, placed.shard));
        case PartitionBound.In in -> lists.add(new Owned<>(in, placed.shard));
        case PartitionBound.Range range -> ranges.add(new Owned<>(range, placed.shard));
      }
    }
    if (defaults.size() == partitions.size()) {
      throw new NoRule("it has a default partition and no other");
    }
    Optional<ShardId> otherwise = defaults.stream().findFirst();
    int bounded = partitions.size() - defaults.size();
    if (defaults.size() <= 1 && ranges.size() == bounded) {
      return range(types, ranges, otherwise);
    }
    if (defaults.size() <= 1 && lists.size() == bounded && types.size() == 1) {
      return list(types.getFirst(), lists, otherwise);
    }
    if (defaults.isEmpty() && hashes.size() == bounded) {
      return hash(hashes);
    }
    throw new NoRule("the bounds of its partitions do not go together");
  }

  /// Moduli may differ where each divides the next; the largest tells all keys apart.
  private static PartitionRule hash(List<Owned<PartitionBound.Hash>> partitions) throws NoRule {
    int modulus = partitions.stream().mapToInt(owned -> owned.bound.modulus()).max().orElseThrow();
    List<@Nullable ShardId> owners = new ArrayList<>(Collections.nCopies(modulus, null));
    for (Owned<PartitionBound.Hash> owned : partitions) {
      PartitionBound.Hash bound = owned.bound;
      if (modulus % bound.modulus() != 0) {
        throw new NoRule("the modulus " + bound.modulus() + " does not divide " + modulus);
      }
      for (int bucket = bound.remainder(); bucket < modulus; bucket += bound.modulus()) {
        if (owners.set(bucket, owned.shard) != null) {
          throw new NoRule("two partitions have the remainder " + bucket + " of " + modulus);
        }
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
      KeyType type, List<Owned<PartitionBound.In>> partitions, Optional<ShardId> otherwise)
      throws NoRule {
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    NullPolicy nulls = new NullPolicy.AsRule();
    for (Owned<PartitionBound.In> owned : partitions) {
      if (owned.bound.withNull()) {
        if (nulls instanceof NullPolicy.To) {
          throw new NoRule("two partitions list NULL");
        }
        nulls = new NullPolicy.To(owned.shard);
      }
      for (String text : owned.bound.values()) {
        if (values.putIfAbsent(value(type, text), owned.shard) != null) {
          throw new NoRule("two partitions list the value " + Shown.quoted(text));
        }
      }
    }
    if (values.isEmpty()) {
      throw new NoRule("its partitions list no value but NULL");
    }
    return new PartitionRule(new RoutingRule.ListOfValues(values, otherwise), nulls);
  }

  /// Keys that no range holds, and NULL, are the default partition's.
  private static PartitionRule range(
      List<KeyType> types,
      List<Owned<PartitionBound.Range>> partitions,
      Optional<ShardId> otherwise)
      throws NoRule {
    List<KeyRange> ranges = new ArrayList<>();
    for (Owned<PartitionBound.Range> owned : partitions) {
      Bound from = bound(types, owned.bound.from());
      Bound to = bound(types, owned.bound.to());
      if (from.above
          || to.below
          || (from.key != null && to.key != null && from.key.compareTo(to.key) >= 0)) {
        throw new NoRule("a range of it holds no key");
      }
      ranges.add(new KeyRange(from.key, to.key, owned.shard));
    }
    PartitionRanges disjoint = PartitionRanges.disjoint(ranges);
    return new PartitionRule(
        new RoutingRule.Range(
            otherwise.isPresent()
                ? disjoint.filled(otherwise.get())
                : disjoint.whole(types.getFirst())),
        otherwise.<NullPolicy>map(NullPolicy.To::new).orElseGet(NullPolicy.AsRule::new));
  }

  /// A key, or `null` for one end of all keys.
  ///
  /// @param below whether `null` means below all keys
  /// @param above whether `null` means above all keys
  private record Bound(@Nullable KeyValue key, boolean below, boolean above) {}

  /// `MINVALUE` in a column means before all values of it: the columns so far, of which a tuple is
  /// the first. `MAXVALUE` means after them: where the next value of the column before begins.
  private static Bound bound(List<KeyType> types, List<Edge> edges) throws NoRule {
    if (edges.size() != types.size()) {
      throw new NoRule("a bound of it has not as many values as its key has columns");
    }
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
