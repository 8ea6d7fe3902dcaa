package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampledSharesTest {

  @Test
  void everyKeyOfTheSampleIsCountedOnceAndTheSameEachTime() {
    RoutingDefinition jump =
        routing(
            new RoutingRule.Buckets(
                NumberSource.Hash.ofTypedValue(HashFunction.POSTGRESQL),
                new BucketRule.Jump(shards(7))));
    SampledShares shares = SampledShares.of(jump);
    assertThat(shares).isEqualTo(SampledShares.of(jump));
    assertThat(shares.sample()).isEqualTo(4_096);
    assertThat(shares.nowhere()).isZero();
    assertThat(shares.owners()).hasSize(7);
    assertThat(shares.owners().values()).allSatisfy(keys -> assertThat(keys).isBetween(450, 720));
  }

  @Test
  void theSampleShrinksWhereEachKeyIsHashedForEachMember() {
    List<RoutingRule.Member> members =
        shards(1_024).stream().map(id -> new RoutingRule.Member(id.value(), id)).toList();
    NumberSource.Hash hash = NumberSource.Hash.ofTypedValue(HashFunction.MD5);
    SampledShares shares =
        SampledShares.of(routing(new RoutingRule.Rendezvous(hash, "{shard}:{key}", members)));
    assertThat(shares.sample()).isEqualTo(256);
    assertThat(shares.owners().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(256);
  }

  private static RoutingDefinition routing(RoutingRule rule) {
    return new RoutingDefinition(
        "r", List.of(KeyType.BIGINT), List.of(), rule, new NullPolicy.AsRule(), Map.of());
  }

  private static List<ShardId> shards(int count) {
    return IntStream.range(0, count).mapToObj(i -> new ShardId("s" + i)).toList();
  }
}
