package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomRoutings;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.RuleKind;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyPlaceTest {
  private static final List<ShardId> SHARDS =
      List.of(new ShardId("a"), new ShardId("b"), new ShardId("c"));

  @Test
  void theBucketOfAKeyIsOneOfTheShardThatItIsRoutedTo() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    RandomRoutings routings = RandomRoutings.ofKeys(random, SHARDS);
    int placed = 0;
    for (int i = 0; i < RandomSeed.cases(2_000, 100_000); i++) {
      RuleKind kind = List.of(RuleKind.MODULO, RuleKind.HASH, RuleKind.JUMP).get(i % 3);
      RoutingDefinition routing = routings.routing("r", kind);
      List<KeyValue> key = routing.keyTypes().stream().map(routings::key).toList();
      Optional<KeyPlace> place = KeyPlace.of(routing, key);
      if (place.isEmpty() || place.get().bucket().isEmpty()) {
        continue;
      }
      placed++;
      int bucket = place.get().bucket().getAsInt();
      List<ShardId> owners =
          switch (((RoutingRule.Buckets) routing.rule()).bucket()) {
            case BucketRule.Modulo(var map, var _) -> map.owners();
            case BucketRule.Jump(var shards) -> shards;
            case BucketRule other -> throw new AssertionError(other);
          };
      assertThat(RoutingStrategy.of(routing).route(key))
          .as("seed %s, case %s: %s of %s", seed, i, key, routing)
          .isInstanceOfSatisfying(
              Route.Owned.class, owned -> assertThat(owned.shard()).isEqualTo(owners.get(bucket)));
    }
    assertThat(placed).isPositive();
  }

  @Test
  void aKeyThatTheFileNamesHasNoPlace() {
    long seed = RandomSeed.ofThisRun();
    RandomRoutings routings = RandomRoutings.ofKeys(new Random(seed), SHARDS);
    RoutingDefinition any = routings.routing("r", RuleKind.JUMP);
    List<KeyValue> key = any.keyTypes().stream().map(routings::key).toList();
    RoutingDefinition named =
        new RoutingDefinition(
            any.name(),
            any.keyTypes(),
            any.preparation(),
            any.rule(),
            any.nulls(),
            java.util.Map.of(key, SHARDS.getFirst()));
    assertThat(KeyPlace.of(named, key)).isEmpty();
  }
}
