package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomRoutings;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.RuleKind;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The bucket of a key is one that the key's shard owns, for random routings of every rule.
final class BucketOfKeyPropertyTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final List<RuleKind> KINDS = RandomRoutings.kindsOfKeys();

  @Test
  void theShardOfTheBucketIsTheShardOfTheKey() {
    int buckets = 0;
    for (int round = 0; round < RandomSeed.cases(1_000, 20_000); round++) {
      Random random = new Random(SEED + round);
      List<ShardId> shards =
          IntStream.range(0, 1 + random.nextInt(6)).mapToObj(i -> new ShardId("s" + i)).toList();
      RandomRoutings routings = RandomRoutings.ofKeys(random, shards);
      RoutingDefinition routing = routings.routing("random", KINDS.get(round % KINDS.size()));
      for (int i = 0; i < 20; i++) {
        List<@Nullable KeyValue> key = routings.keyOrNull(routing);
        buckets += agrees(routing, key, "seed " + (SEED + round)) ? 1 : 0;
      }
    }
    assertThat(buckets).as("seed %d", SEED).isGreaterThan(1_000);
  }

  /// @return whether the key has a bucket
  private static boolean agrees(
      RoutingDefinition routing, List<@Nullable KeyValue> key, String seed) {
    RoutingStrategy strategy = RoutingStrategy.of(routing);
    OptionalInt bucket = strategy.bucket(key);
    boolean owned = strategy.route(key) instanceof Route.Owned;
    boolean hasNull = key.stream().anyMatch(Objects::isNull);
    boolean ruled =
        hasNull
            ? routing.nulls() instanceof NullPolicy.AsRule
            : !routing.overrides().containsKey(List.copyOf(key));
    assertThat(bucket.isPresent())
        .as(() -> "%s: %s of %s".formatted(seed, key, routing))
        .isEqualTo(owned && ruled && routing.rule() instanceof RoutingRule.Buckets);
    if (bucket.isPresent()
        && routing.rule() instanceof RoutingRule.Buckets rule
        && strategy.route(key) instanceof Route.Owned route) {
      assertThat(bucket.getAsInt()).isBetween(0, rule.bucket().count() - 1);
      assertThat(owner(rule, bucket.getAsInt()))
          .as(() -> "%s: %s of %s".formatted(seed, key, routing))
          .isEqualTo(route.shard());
    }
    return bucket.isPresent();
  }

  private static ShardId owner(RoutingRule.Buckets rule, int bucket) {
    return switch (rule.bucket()) {
      case BucketRule.Modulo modulo -> modulo.buckets().owners().get(bucket);
      case BucketRule.Jump jump -> jump.owners().get(bucket);
      case BucketRule.Uniform uniform -> uniform.owners().get(bucket);
      case BucketRule.HashRanges ranges -> ranges.ranges().get(bucket).shard();
    };
  }
}
