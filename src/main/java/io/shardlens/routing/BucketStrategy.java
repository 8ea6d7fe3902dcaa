package io.shardlens.routing;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketMap.BucketRange;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A number is made of the key, and picks the shard: the remainders of a hash or of the key itself,
/// ranges of a hash, bits of the key, jump.
final class BucketStrategy implements RuleStrategy {

  /// Intervals of integers up to this many values are answered value by value.
  private static final int COUNTABLE_VALUES = 1_024;

  private final RoutingRule.Buckets rule;
  private final List<KeyType> types;
  private final KeyNumber number;
  private final BucketChoice choice;

  BucketStrategy(RoutingRule.Buckets rule, List<KeyType> types) {
    this.rule = rule;
    this.types = List.copyOf(types);
    this.number = KeyNumber.of(rule.number(), types);
    this.choice = BucketChoice.of(rule);
  }

  @Override
  public Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    return switch (number.of(key, steps)) {
      case KeyNumber.None(String reason) -> new Landing.Nowhere(reason);
      case KeyNumber.Of(BigInteger value) -> choice.land(value, steps);
    };
  }

  /// The bucket of a key, counted from 0; empty where the key has none.
  OptionalInt bucket(List<? extends @Nullable KeyValue> key) {
    if (!(number.of(key, new ArrayList<>()) instanceof KeyNumber.Of(BigInteger value))) {
      return OptionalInt.empty();
    }
    int bucket = choice.bucket(value);
    return bucket == BucketChoice.NONE ? OptionalInt.empty() : OptionalInt.of(bucket);
  }

  @Override
  public Set<ShardId> shardsIn(List<ColumnKeys> box) {
    if (box.size() != 1) {
      return composite(box);
    }
    return switch (box.getFirst()) {
      case ColumnKeys.OneOf(Set<KeyValue> values) -> ofKeys(values.stream().map(List::of).toList());
      case ColumnKeys.OnlyNull _ -> ofNull();
      case ColumnKeys.Any _ -> everyShard();
      case ColumnKeys.Between between -> ofInterval(between);
    };
  }

  private Set<ShardId> ofNull() {
    List<@Nullable KeyValue> key = new ArrayList<>();
    key.add(null);
    return land(key, new ArrayList<>()) instanceof Landing.On on ? Set.of(on.shard()) : Set.of();
  }

  /// Keys of several columns are followed only where each column has few values.
  private Set<ShardId> composite(List<ColumnKeys> box) {
    List<List<KeyValue>> keys = List.of(List.of());
    for (ColumnKeys column : box) {
      if (!(column instanceof ColumnKeys.OneOf(Set<KeyValue> values))
          || (long) values.size() * keys.size() > COUNTABLE_VALUES) {
        return everyShard();
      }
      List<List<KeyValue>> longer = new ArrayList<>();
      for (List<KeyValue> key : keys) {
        for (KeyValue value : values) {
          List<KeyValue> next = new ArrayList<>(key);
          next.add(value);
          longer.add(next);
        }
      }
      keys = longer;
    }
    return ofKeys(keys);
  }

  private Set<ShardId> ofKeys(List<List<KeyValue>> keys) {
    Set<ShardId> shards = new LinkedHashSet<>();
    for (List<KeyValue> key : keys) {
      if (land(key, new ArrayList<>()) instanceof Landing.On on) {
        shards.add(on.shard());
      }
    }
    return shards;
  }

  private Set<ShardId> ofInterval(ColumnKeys.Between between) {
    KeyType type = types.getFirst();
    if (!type.isCountable()) {
      return between.lowest() != null && between.lowest().equals(between.highest())
          ? ofKeys(List.of(List.of(between.lowest())))
          : everyShard();
    }
    long first = ordinal(between.lowest(), type.minimum());
    long last = ordinal(between.highest(), type.maximum());
    if (rule.number() instanceof NumberSource.BitField field) {
      return ofBits(field, first, last);
    }
    // The difference is taken as unsigned, because it may not fit in a signed long.
    if (first > last || Long.compareUnsigned(last - first, COUNTABLE_VALUES) >= 0) {
      return first > last ? Set.of() : everyShard();
    }
    List<List<KeyValue>> keys = new ArrayList<>();
    for (long offset = 0; offset <= last - first; offset++) {
      keys.add(List.of(type.ofOrdinal(first + offset)));
    }
    return ofKeys(keys);
  }

  /// The bits of all keys of an interval: they run through their values in order, once for each
  /// value of the bits above.
  private Set<ShardId> ofBits(NumberSource.BitField field, long first, long last) {
    if (first > last) {
      return Set.of();
    }
    long lowest = first >> field.shift();
    long highest = last >> field.shift();
    long count = 1L << field.width();
    if (Long.compareUnsigned(highest - lowest, count - 1) >= 0) {
      return everyShard();
    }
    Set<ShardId> shards = new LinkedHashSet<>();
    for (long bits = lowest; bits <= highest; bits++) {
      if (choice.land(BigInteger.valueOf(bits & (count - 1)), new ArrayList<>())
          instanceof Landing.On on) {
        shards.add(on.shard());
      }
    }
    return shards;
  }

  private static long ordinal(@Nullable KeyValue bound, long otherwise) {
    return bound instanceof KeyValue.Countable countable ? countable.ordinal() : otherwise;
  }

  private Set<ShardId> everyShard() {
    return new LinkedHashSet<>(rule.shards());
  }

  /// The bucket of each number; for the rules that count buckets.
  static Optional<BucketMap> buckets(RoutingRule.Buckets rule) {
    return switch (rule.bucket()) {
      case BucketRule.Modulo(BucketMap map, BucketRule.Remainder _) -> Optional.of(map);
      case BucketRule.Jump(List<ShardId> owners) -> Optional.of(BucketMap.of(owners));
      case BucketRule.Uniform(List<ShardId> owners) -> Optional.of(BucketMap.of(owners));
      case BucketRule.HashRanges _ -> Optional.empty();
    };
  }

  /// The shard of a bucket.
  static ShardId owner(BucketMap map, int bucket) {
    int low = 0;
    int high = map.ranges().size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      BucketRange range = map.ranges().get(middle);
      if (bucket < range.to()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return map.ranges().get(low).shard();
  }
}
