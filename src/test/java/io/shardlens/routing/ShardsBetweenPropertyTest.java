package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Leaving out a shard that owns a key of the interval would be a wrong answer. Rounds of random
/// routings, intervals and keys; `-Dshardlens.seed=` repeats one.
final class ShardsBetweenPropertyTest {
  private static final long FIRST_SEED = RandomSeed.ofThisRun();

  @RepeatedTest(300)
  void neverLeavesOutTheOwnerOfKeyInTheInterval(RepetitionInfo repetition) {
    long seed = FIRST_SEED + repetition.getCurrentRepetition() - 1;
    Random random = new Random(seed);
    KeyType type = List.of(KeyType.values()).get(random.nextInt(KeyType.values().length));
    RoutingDefinition definition = routing(random, type);
    RoutingStrategy strategy = RoutingStrategy.of(definition);

    for (int i = 0; i < 60; i++) {
      KeyValue lowest = random.nextInt(6) == 0 ? null : key(random, type);
      KeyValue highest =
          switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> lowest;
            default -> key(random, type);
          };
      for (KeyValue key : candidates(random, type, lowest, highest)) {
        if (strategy.route(List.of(key)) instanceof Route.Owned owned) {
          assertThat(strategy.shardsBetween(lowest, highest))
              .as("seed %d: %s of %s in [%s, %s]", seed, key, definition, lowest, highest)
              .contains(owned.shard());
        }
      }
      assertThat(definition.shards())
          .as("seed %d", seed)
          .containsAll(strategy.shardsBetween(lowest, highest));
    }
  }

  /// Keys that lie in the interval: the bounds, their neighbours and random ones.
  private static List<KeyValue> candidates(
      Random random, KeyType type, @Nullable KeyValue lowest, @Nullable KeyValue highest) {
    List<KeyValue> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      keys.add(key(random, type));
    }
    for (KeyValue bound : new @Nullable KeyValue[] {lowest, highest}) {
      if (bound != null) {
        keys.add(bound);
      }
      if (bound instanceof KeyValue.Int(long value)) {
        keys.add(new KeyValue.Int(Math.max(type.minimum(), Math.max(value, value + 1) - 2)));
        keys.add(new KeyValue.Int(Math.min(type.maximum(), Math.min(value, value - 1) + 2)));
      }
    }
    if (!type.isText()) {
      keys.removeIf(key ->
          (lowest != null && key.compareTo(lowest) < 0)
              || (highest != null && key.compareTo(highest) > 0));
    } else if (lowest != null && lowest.equals(highest)) {
      // Any other text may lie between two different bounds in some collation.
      keys.removeIf(key -> !key.equals(lowest));
    }
    return keys;
  }

  private static RoutingDefinition routing(Random random, KeyType type) {
    List<ShardId> shards =
        IntStream.range(0, 1 + random.nextInt(6)).mapToObj(i -> new ShardId("s" + i)).toList();
    return switch (random.nextInt(3)) {
      case 0 -> new RoutingDefinition.Range("range", type, ranges(random, type, shards));
      case 1 -> new RoutingDefinition.PostgresHash("hash", List.of(type), shards);
      default -> {
        Map<KeyValue, ShardId> values = new LinkedHashMap<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
          values.put(key(random, type), any(random, shards));
        }
        Optional<ShardId> otherwise =
            random.nextBoolean() ? Optional.of(any(random, shards)) : Optional.empty();
        yield new RoutingDefinition.ListOfValues("list", type, values, otherwise);
      }
    };
  }

  /// Ascending ranges, with a gap here and there.
  private static List<KeyRange> ranges(Random random, KeyType type, List<ShardId> shards) {
    TreeSet<KeyValue> bounds = new TreeSet<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      bounds.add(key(random, type));
    }
    List<KeyRange> ranges = new ArrayList<>();
    KeyValue from = null;
    for (KeyValue bound : bounds) {
      if (random.nextInt(5) > 0) {
        ranges.add(new KeyRange(from, bound, any(random, shards)));
      }
      from = bound;
    }
    if (random.nextInt(5) > 0) {
      ranges.add(new KeyRange(from, null, any(random, shards)));
    }
    return ranges;
  }

  private static ShardId any(Random random, List<ShardId> shards) {
    return shards.get(random.nextInt(shards.size()));
  }

  private static KeyValue key(Random random, KeyType type) {
    if (type.isInteger()) {
      return new KeyValue.Int(
          switch (random.nextInt(5)) {
            case 0 -> type.minimum() + random.nextInt(3);
            case 1 -> type.maximum() - random.nextInt(3);
            case 2 -> random.nextLong(type.minimum(), type.maximum());
            default -> random.nextInt(200) - 100;
          });
    }
    if (type == KeyType.UUID) {
      return new KeyValue.Uuid(
          random.nextBoolean()
              ? new UUID(random.nextLong(), random.nextLong())
              : new UUID(random.nextInt(3) - 1, random.nextInt(3) - 1));
    }
    return new KeyValue.Text(
        List.of("", "a", "A", "b", "Z", "z", "é", "日本", "😀", "a b").get(random.nextInt(10))
            + (random.nextBoolean() ? "" : random.nextInt(5)));
  }
}
