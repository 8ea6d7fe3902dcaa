package io.shardlens.routing;

import static io.shardlens.routing.VectorRouting.modulo;
import static io.shardlens.routing.VectorRouting.position;
import static io.shardlens.routing.VectorRouting.routing;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.BucketRule.Remainder;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.NumberSource.HashPart;
import io.shardlens.topology.NumberSource.KeyBytes;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Vectors of the rules that hash the names of their members: rings and rendezvous.
final class MemberVectorsTest {

  @ParameterizedTest
  @CsvSource({"42, 0", "hello, 2", "foo, 1"})
  void ketamaAgrees(String key, int server) throws Exception {
    List<RoutingRule.Member> members =
        IntStream.range(0, 3)
            .mapToObj(
                i -> new RoutingRule.Member("10.0.1." + (i + 1) + ":11211", new ShardId("s" + i)))
            .toList();
    NumberSource.Hash word =
        new NumberSource.Hash(HashFunction.MD5, 0, KeyBytes.TEXT, new HashPart(0, 4, false), false);
    RoutingRule rule = new RoutingRule.Ring(word, "{shard}-{point}", 40, 4, false, members);
    assertThat(position(routing(KeyType.TEXT, rule), key)).isEqualTo(server);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2",
    "2, 2",
    "3, 2",
    "42, 2",
    "49999, 2",
    "50000, 3",
    "hello, 1",
    "alice@example.com, 1"
  })
  void ringOfLabelsAgrees(String key, int shard) throws Exception {
    RoutingRule rule =
        new RoutingRule.Ring(firstEight(), "{shard}#{point}", 100, 1, false, threeShards());
    assertThat(position(routing(KeyType.TEXT, rule), key)).isEqualTo(shard);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2, 3",
    "3, 2",
    "42, 3",
    "49999, 2",
    "50000, 3",
    "hello, 2",
    "alice@example.com, 2"
  })
  void highestWeightAgrees(String key, int shard) throws Exception {
    RoutingRule rule = new RoutingRule.Rendezvous(firstEight(), "{shard}:{key}", threeShards());
    assertThat(position(routing(KeyType.TEXT, rule), key)).isEqualTo(shard);
  }

  @Test
  void refusesACharacterThatTheCharsetDoesNotHave() throws Exception {
    NumberSource.Hash latin1 =
        new NumberSource.Hash(
            HashFunction.MD5,
            0,
            new KeyBytes(KeyBytes.Form.TEXT, KeyBytes.Charset.LATIN_1, ""),
            new HashPart(0, 8, true),
            false);
    for (RoutingRule rule :
        List.of(
            new RoutingRule.Buckets(latin1, modulo(4, Remainder.FLOOR)),
            new RoutingRule.Ring(latin1, "{shard}#{point}", 10, 1, false, threeShards()),
            new RoutingRule.Rendezvous(latin1, "{shard}:{key}", threeShards()))) {
      assertThat(position(routing(KeyType.TEXT, rule), "日")).as(rule.strategy()).isEqualTo(-1);
      assertThat(position(routing(KeyType.TEXT, rule), "é")).as(rule.strategy()).isNotNegative();
    }
  }

  private static NumberSource.Hash firstEight() {
    return new NumberSource.Hash(
        HashFunction.MD5, 0, KeyBytes.TEXT, new HashPart(0, 8, true), false);
  }

  private static List<RoutingRule.Member> threeShards() {
    return IntStream.rangeClosed(1, 3)
        .mapToObj(i -> new RoutingRule.Member("shard_" + i, new ShardId("s" + i)))
        .toList();
  }
}
