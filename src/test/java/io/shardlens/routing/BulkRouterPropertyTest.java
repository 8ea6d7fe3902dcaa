package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomRoutings;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.RuleKind;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The bulk way and the ordinary one agree, for random routings of every rule.
final class BulkRouterPropertyTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final List<RuleKind> KINDS = RandomRoutings.kindsOfKeys();

  @Test
  void routesEveryKeyAsTheOrdinaryWayDoes() {
    for (int round = 0; round < RandomSeed.cases(900, 20_000); round++) {
      Random random = new Random(SEED + round);
      List<ShardId> ids =
          IntStream.range(0, 1 + random.nextInt(6)).mapToObj(i -> new ShardId("s" + i)).toList();
      RandomRoutings routings = RandomRoutings.ofKeys(random, ids);
      RoutingDefinition routing = routings.routing("random", KINDS.get(round % KINDS.size()));
      RoutingStrategy ordinary = RoutingStrategy.of(routing);
      BulkRouter bulk = new BulkRouter(ordinary);
      for (int i = 0; i < 60; i++) {
        List<KeyValue> key = routing.keyTypes().stream().map(routings::key).toList();
        int expected =
            ordinary.route(key) instanceof Route.Owned owned
                ? bulk.shards().indexOf(owned.shard())
                : BulkRouter.NOWHERE;
        assertThat(bulk.owner(key.stream().map(KeyValue::text).toList()))
            .as("seed %d: %s of %s", SEED + round, key, routing)
            .isEqualTo(expected);
        if (key.size() == 1) {
          byte[] text = ("<" + key.getFirst().text() + "  >").getBytes(StandardCharsets.UTF_8);
          int blanks = routing.keyTypes().getFirst() == KeyType.CHAR ? 2 : 0;
          assertThat(bulk.owner(text, 1, text.length - 4 + blanks))
              .as("seed %d: %s of %s", SEED + round, key, routing)
              .isEqualTo(expected);
        }
        if (key.size() == 1 && key.getFirst() instanceof KeyValue.Countable countable) {
          assertThat(bulk.owner(countable.ordinal()))
              .as("seed %d: %s of %s", SEED + round, key, routing)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void saysOfTextsThatAreNoKeysThatTheyAreNone() {
    RoutingDefinition integers =
        new RoutingDefinition(
            "r", List.of(KeyType.BIGINT), new RoutingRule.Single(new ShardId("s")));
    BulkRouter bulk = new BulkRouter(RoutingStrategy.of(integers));
    for (String text :
        List.of("", "-", "+", "1x", "9223372036854775808", "99999999999999999999", "1.0", " ")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(bulk.owner(bytes, 0, bytes.length)).as(text).isEqualTo(BulkRouter.NO_KEY);
    }
    for (String text : List.of(" 1 ", "+1", "-9223372036854775808", "0000000000000000000001")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(bulk.owner(bytes, 0, bytes.length)).as(text).isZero();
    }
    byte[] broken = {'a', (byte) 0xff};
    assertThat(bulk.owner(broken, 0, 2)).isEqualTo(BulkRouter.NO_KEY);
  }
}
