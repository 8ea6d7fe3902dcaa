package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.RandomTopology;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// What is written reads back to the same, and is written the same again. `-Dshardlens.seed=`
/// repeats one round.
final class TopologyRoundTripPropertyTest {
  private static final long FIRST_SEED = RandomSeed.ofThisRun();

  @RepeatedTest(400)
  void readsBackWhatItWrites(RepetitionInfo repetition) {
    long seed = FIRST_SEED + repetition.getCurrentRepetition() - 1;
    Topology topology = new RandomTopology(new Random(seed)).topology();

    String text = new TopologyWriter().text(topology);

    ReadResult result = new TopologyReader().read(text);
    assertThat(result)
        .as("seed %d:%n%s", seed, text)
        .isInstanceOfSatisfying(
            ReadResult.Read.class, read -> assertThat(read.topology()).isEqualTo(topology));
    assertThat(new TopologyWriter().text(((ReadResult.Read) result).topology()))
        .as("seed %d", seed)
        .isEqualTo(text);
    assertThat(new TopologyFormatter().format(text.getBytes(StandardCharsets.UTF_8)))
        .as("seed %d:%n%s", seed, text)
        .isEqualTo(new TopologyFormatter.Formatted.AlreadyCanonical());
  }

  /// Otherwise the round trip would prove less than it says.
  @Test
  void makesEveryRuleAndWhatStandsBesideIt() {
    Random random = new Random(FIRST_SEED);
    Set<Class<?>> made = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      for (RoutingDefinition routing : new RandomTopology(random).topology().routings()) {
        made.add(routing.nulls().getClass());
        routing.preparation().forEach(step -> made.add(step.getClass()));
        collect(routing.rule(), made);
      }
    }

    assertThat(made)
        .containsAll(
            Stream.of(
                    RoutingRule.class,
                    NumberSource.class,
                    BucketRule.class,
                    NullPolicy.class,
                    KeyPreparation.class)
                .flatMap(TopologyRoundTripPropertyTest::kinds)
                .toList());
  }

  private static void collect(RoutingRule rule, Set<Class<?>> made) {
    made.add(rule.getClass());
    switch (rule) {
      case RoutingRule.Buckets(NumberSource number, BucketRule bucket) -> {
        made.add(number.getClass());
        made.add(bucket.getClass());
      }
      case RoutingRule.Grouped(List<RoutingRule.Group> groups, var _) ->
          groups.forEach(group -> collect(group.rule(), made));
      default -> {}
    }
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(TopologyRoundTripPropertyTest::kinds)
        : type.equals(RoutingRule.Computed.class) ? Stream.empty() : Stream.of(type);
  }
}
