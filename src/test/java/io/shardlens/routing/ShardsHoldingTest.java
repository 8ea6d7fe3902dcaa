package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ShardsHoldingTest {
  private static final ShardId A = new ShardId("a");
  private static final ShardId B = new ShardId("b");
  private static final ShardId C = new ShardId("c");
  private static final ShardId D = new ShardId("d");

  private static final RoutingStrategy RANGES =
      RoutingStrategy.of(
          new RoutingDefinition(
              "ranges",
              List.of(KeyType.BIGINT),
              new RoutingRule.Range(
                  List.of(
                      new KeyRange(null, number(0), A),
                      new KeyRange(number(0), number(100), B),
                      new KeyRange(number(200), null, C)))));
  private static final RoutingStrategy HASH =
      RoutingStrategy.of(
          new RoutingDefinition(
              "hash",
              List.of(KeyType.BIGINT),
              RoutingRule.Buckets.postgresql(List.of(A, B, C, D))));

  @Test
  void picksTheRangesThatMeetTheInterval() {
    assertThat(between(RANGES, -1L, 0L)).containsExactly(A, B);
    assertThat(between(RANGES, -5L, -1L)).containsExactly(A);
    assertThat(between(RANGES, 99L, 199L)).containsExactly(B);
    assertThat(between(RANGES, 99L, 200L)).containsExactly(B, C);
    assertThat(between(RANGES, null, -1L)).containsExactly(A);
    assertThat(between(RANGES, 100L, null)).containsExactly(C);
    assertThat(between(RANGES, null, null)).containsExactly(A, B, C);
    assertThat(between(RANGES, Long.MIN_VALUE, Long.MAX_VALUE)).containsExactly(A, B, C);
    assertThat(between(RANGES, Long.MAX_VALUE, null)).containsExactly(C);
  }

  @Test
  void findsNothingInTheGapOrInAnEmptyInterval() {
    assertThat(between(RANGES, 100L, 199L)).isEmpty();
    assertThat(between(RANGES, 150L, 150L)).isEmpty();
    assertThat(between(RANGES, 50L, 20L)).isEmpty();
    assertThat(between(HASH, 50L, 20L)).isEmpty();
  }

  @Test
  void countsSmallIntervalsOfHashedIntegers() {
    assertThat(between(HASH, 50000L, 50000L)).containsExactly(C);
    assertThat(between(HASH, 0L, 1L)).containsExactly(A);
    assertThat(between(HASH, 2L, 3L)).containsExactly(C, B);
    assertThat(between(HASH, 0L, 63L)).containsExactlyInAnyOrder(A, B, C, D);
    assertThat(between(HASH, Long.MAX_VALUE, null)).containsExactly(C);
    assertThat(between(HASH, null, Long.MIN_VALUE)).containsExactly(D);
    assertThat(between(HASH, Long.MAX_VALUE - 1, Long.MAX_VALUE)).contains(C);
  }

  @Test
  void takesAllShardsForLargeIntervalsOfHashedIntegers() {
    assertThat(between(HASH, Long.MIN_VALUE, Long.MAX_VALUE)).containsExactly(A, B, C, D);
    assertThat(between(HASH, -1L, Long.MAX_VALUE)).containsExactly(A, B, C, D);
    assertThat(between(HASH, 0L, 1024L)).containsExactly(A, B, C, D);
    assertThat(between(HASH, null, null)).containsExactly(A, B, C, D);
  }

  @Test
  void takesAllShardsForTextIntervalsBecauseTheCollationIsUnknown() {
    RoutingStrategy ranges =
        RoutingStrategy.of(
            new RoutingDefinition(
                "texts",
                List.of(KeyType.TEXT),
                new RoutingRule.Range(
                    List.of(new KeyRange(null, text("m"), A), new KeyRange(text("m"), null, B)))));
    RoutingStrategy list = list(Optional.of(C));

    assertThat(held(ranges, text("a"), text("b"))).containsExactly(A, B);
    assertThat(held(ranges, text("b"), text("A"))).containsExactly(A, B);
    assertThat(held(ranges, text("a"), text("a"))).containsExactly(A);
    assertThat(held(ranges, null, text("a"))).containsExactly(A, B);
    assertThat(held(list, text("X"), text("Y"))).containsExactly(A, B, C);
    assertThat(held(list, text("FR"), text("FR"))).containsExactly(A);
    assertThat(held(list, text("XX"), text("XX"))).containsExactly(C);
    assertThat(held(list(Optional.empty()), text("XX"), text("XX"))).isEmpty();
  }

  @Test
  void takesListedNumbersOfTheIntervalAndTheDefault() {
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    values.put(number(1), A);
    values.put(number(2), B);
    RoutingStrategy closed =
        RoutingStrategy.of(
            new RoutingDefinition(
                "list",
                List.of(KeyType.INTEGER),
                new RoutingRule.ListOfValues(values, Optional.empty())));
    RoutingStrategy open =
        RoutingStrategy.of(
            new RoutingDefinition(
                "list",
                List.of(KeyType.INTEGER),
                new RoutingRule.ListOfValues(values, Optional.of(D))));

    assertThat(between(closed, 2L, 9L)).containsExactly(B);
    assertThat(between(closed, 3L, null)).isEmpty();
    assertThat(between(open, 2L, 9L)).containsExactly(B, D);
    assertThat(between(open, 2L, 2L)).containsExactly(B);
  }

  @Test
  void takesAllShardsForOneColumnOfCompositeHash() {
    RoutingStrategy composite =
        RoutingStrategy.of(
            new RoutingDefinition(
                "composite",
                List.of(KeyType.INTEGER, KeyType.INTEGER),
                RoutingRule.Buckets.postgresql(List.of(A, B, A))));

    assertThat(composite.shardsHolding(List.of(ColumnKeys.only(number(1)), ColumnKeys.any())))
        .contains(Set.of(A, B));
  }

  private static RoutingStrategy list(Optional<ShardId> otherwise) {
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    values.put(text("FR"), A);
    values.put(text("JP"), B);
    return RoutingStrategy.of(
        new RoutingDefinition(
            "countries", List.of(KeyType.CHAR), new RoutingRule.ListOfValues(values, otherwise)));
  }

  private static Set<ShardId> between(
      RoutingStrategy strategy, @Nullable Long lowest, @Nullable Long highest) {
    return held(
        strategy, lowest == null ? null : number(lowest), highest == null ? null : number(highest));
  }

  /// Empty where such a key could lie on any shard, or on none.
  private static Set<ShardId> held(
      RoutingStrategy strategy, @Nullable KeyValue lowest, @Nullable KeyValue highest) {
    return strategy
        .shardsHolding(List.of(new ColumnKeys.Between(lowest, highest)))
        .orElse(Set.of());
  }

  private static KeyValue number(long value) {
    return new KeyValue.Int(value);
  }

  private static KeyValue text(String value) {
    return new KeyValue.Text(value);
  }
}
