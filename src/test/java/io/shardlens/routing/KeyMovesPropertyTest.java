package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.Environment;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a diff says of keys is what the two routers say of each of them.
class KeyMovesPropertyTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int CASES = RandomSeed.cases(300, 20_000);
  private static final int KEYS = 60;
  private static final int GROUPS = 6;

  private final Random random = new Random(SEED);

  @Test
  void aKeyIsInAMoveExactlyIfItsShardIsAnotherOne() {
    for (int i = 0; i < CASES; i++) {
      int kind = random.nextInt(7);
      NullPolicy nulls =
          random.nextBoolean() ? new NullPolicy.AsRule() : new NullPolicy.To(shard());
      BucketRule.Remainder remainder = one(BucketRule.Remainder.values());
      Topology before = topology(routing(kind, nulls, remainder));
      Topology after = topology(routing(kind, one(nulls, new NullPolicy.Refuse()), remainder));
      switch (moves(before, after)) {
        case KeyMoves.Known known -> {
          for (int key = -KEYS; key < KEYS; key++) {
            check(i, before, after, known, new KeyValue.Int(key));
          }
          check(i, before, after, known, null);
        }
        case KeyMoves.NotComparable(String reason) ->
            assertThat(remainder).as(reason).isEqualTo(BucketRule.Remainder.TRUNCATED);
      }
    }
  }

  @Test
  void aKeyOfAGroupIsInAMoveExactlyIfItsShardIsAnotherOne() {
    int known = 0;
    for (int i = 0; i < CASES; i++) {
      int kind = random.nextInt(7);
      NullPolicy nulls =
          random.nextBoolean() ? new NullPolicy.AsRule() : new NullPolicy.To(shard());
      RoutingRule.Grouped older = grouped(kind);
      RoutingRule.Grouped newer = grouped(kind);
      Topology before = topology(ofTwoColumns(older, nulls));
      Topology after = topology(ofTwoColumns(newer, nulls));
      if (moves(before, after) instanceof KeyMoves.Known(List<KeyMove> moves, var _)) {
        known++;
        for (int key = -KEYS; key < KEYS; key++) {
          checkGroups(i, before, after, moves, new KeyValue.Int(key));
        }
        checkGroups(i, before, after, moves, null);
      }
    }
    assertThat(known).isGreaterThan(CASES / 2);
  }

  private void checkGroups(
      int round, Topology before, Topology after, List<KeyMove> moves, @Nullable KeyValue key) {
    for (int first = 0; first < GROUPS; first++) {
      KeyValue value = new KeyValue.Int(first);
      List<@Nullable KeyValue> both = new ArrayList<>();
      both.add(value);
      both.add(key);
      boolean ruled =
          key != null || after.routings().getFirst().nulls() instanceof NullPolicy.AsRule;
      Optional<ShardId> from = shard(before, both);
      Optional<ShardId> to = shard(after, both);
      List<KeyMove> of =
          moves.stream()
              .filter(move ->
                  move.keys() instanceof KeySet.InGroup group
                      && contains(innerRule(after, value), group.group(), value)
                      && contains(innerRule(after, value), group.keys(), key))
              .toList();
      String what = "seed %d, round %d, %s%n%s%n%s".formatted(SEED, round, both, before, after);
      if (ruled && !from.equals(to)) {
        assertThat(of).as(what).hasSize(1);
        assertThat(of.getFirst().from().map(place -> place.shard().id())).as(what).isEqualTo(from);
        assertThat(of.getFirst().to().map(place -> place.shard().id())).as(what).isEqualTo(to);
      } else {
        assertThat(of).as(what).isEmpty();
      }
    }
  }

  /// The rule of a value of the first column; for values without one, any.
  private static RoutingRule innerRule(Topology topology, KeyValue first) {
    RoutingRule.Grouped rule = (RoutingRule.Grouped) topology.routings().getFirst().rule();
    return rule.groups().stream()
        .filter(group -> group.values().contains(first))
        .map(RoutingRule.Group::rule)
        .findFirst()
        .or(rule::otherwise)
        .orElse(new RoutingRule.Single(new ShardId("s0")));
  }

  private static RoutingDefinition ofTwoColumns(RoutingRule rule, NullPolicy nulls) {
    return new RoutingDefinition(
        "r", List.of(KeyType.BIGINT, KeyType.BIGINT), List.of(), rule, nulls, Map.of());
  }

  private RoutingRule.Grouped grouped(int kind) {
    List<RoutingRule.Group> groups = new ArrayList<>();
    for (int first = random.nextInt(3); first < GROUPS; first += 1 + random.nextInt(3)) {
      groups.add(
          new RoutingRule.Group(
              Set.of(new KeyValue.Int(first)), rule(kind, BucketRule.Remainder.FLOOR)));
    }
    return new RoutingRule.Grouped(
        groups,
        random.nextBoolean()
            ? Optional.of(rule(kind, BucketRule.Remainder.FLOOR))
            : Optional.empty());
  }

  private void check(
      int round, Topology before, Topology after, KeyMoves.Known known, @Nullable KeyValue key) {
    Optional<ShardId> from = shard(before, key);
    Optional<ShardId> to = shard(after, key);
    RoutingRule rule = after.routings().getFirst().rule();
    List<KeyMove> moves =
        known.moves().stream()
            .filter(move ->
                known.apart().contains(Collections.singletonList(key))
                    ? move.keys().equals(new KeySet.Overridden(Collections.singletonList(key)))
                    : contains(rule, move.keys(), key))
            .toList();
    String what = "seed %d, round %d, key %s%n%s%n%s".formatted(SEED, round, key, before, after);
    if (from.equals(to)) {
      assertThat(moves).as(what).isEmpty();
    } else {
      assertThat(moves)
          .as(what)
          .singleElement()
          .satisfies(move -> {
            assertThat(move.from().map(place -> place.shard().id())).as(what).isEqualTo(from);
            assertThat(move.to().map(place -> place.shard().id())).as(what).isEqualTo(to);
          });
    }
  }

  /// Written without the code under test: what the words of a key set mean.
  private static boolean contains(RoutingRule rule, KeySet keys, @Nullable KeyValue key) {
    if (key == null) {
      return keys instanceof KeySet.Nulls;
    }
    long number = ((KeyValue.Int) key).value();
    return switch (keys) {
      case KeySet.Interval(KeyValue from, KeyValue to) ->
          (from == null || from.compareTo(key) <= 0) && (to == null || key.compareTo(to) < 0);
      case KeySet.Values(List<KeyValue> values) -> values.contains(key);
      case KeySet.AllBut(List<KeyValue> listed) -> !listed.contains(key);
      case KeySet.Buckets(List<Integer> buckets, int of) ->
          buckets.contains(
              switch (((RoutingRule.Buckets) rule).number()) {
                case NumberSource.Hash _ -> (int) Long.remainderUnsigned(hash(number), of);
                case NumberSource.BitField _ -> (int) ((number >> 2) & 7) % of;
                case NumberSource.Identity _ ->
                    switch (remainder(rule)) {
                      case FLOOR -> (int) Math.floorMod(number, (long) of);
                      case ABSOLUTE -> (int) (Math.abs(number) % of);
                      case TRUNCATED -> (int) (number % of);
                    };
              });
      case KeySet.HashInterval(BigInteger from, BigInteger to, double _) -> {
        BigInteger hash = new BigInteger(Long.toUnsignedString(hash(number)));
        yield from.compareTo(hash) <= 0 && hash.compareTo(to) < 0;
      }
      case KeySet.Nulls _, KeySet.Overridden _ -> false;
      case KeySet.InGroup _, KeySet.Results _, KeySet.Share _ ->
          throw new AssertionError("Nothing here has such keys");
    };
  }

  private static BucketRule.Remainder remainder(RoutingRule rule) {
    return ((BucketRule.Modulo) ((RoutingRule.Buckets) rule).bucket()).remainder();
  }

  private static long hash(long key) {
    return PostgresHash.combine(0, PostgresHash.ofBigint(key, PostgresHash.PARTITION_SEED));
  }

  private static KeyMoves moves(Topology before, Topology after) {
    List<TopologyChange.RoutingChanged> changed =
        TopologyDiff.between(before, after).changedRoutings();
    return changed.isEmpty() ? new KeyMoves.Known(List.of()) : changed.getFirst().moves();
  }

  private static Optional<ShardId> shard(Topology topology, @Nullable KeyValue key) {
    return shard(topology, Collections.singletonList(key));
  }

  private static Optional<ShardId> shard(
      Topology topology, List<? extends @Nullable KeyValue> key) {
    Route route = new Router(topology).routeTyped(topology.shardedTables().getFirst(), key);
    return route instanceof Route.Owned owned ? Optional.of(owned.shard()) : Optional.empty();
  }

  private RoutingDefinition routing(int kind, NullPolicy nulls, BucketRule.Remainder remainder) {
    Map<List<KeyValue>, ShardId> overrides = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      overrides.put(List.of(new KeyValue.Int(random.nextInt(KEYS))), shard());
    }
    return new RoutingDefinition(
        "r", List.of(KeyType.BIGINT), List.of(), rule(kind, remainder), nulls, overrides);
  }

  private RoutingRule rule(int kind, BucketRule.Remainder remainder) {
    NumberSource hash = NumberSource.Hash.ofTypedValue(HashFunction.POSTGRESQL);
    return switch (kind) {
      case 0 -> new RoutingRule.Range(ranges());
      case 1 -> RoutingRule.Buckets.postgresql(owners());
      case 2 ->
          new RoutingRule.Buckets(
              new NumberSource.Identity(),
              new BucketRule.Modulo(BucketMap.of(owners()), remainder));
      case 3 -> new RoutingRule.Buckets(hash, new BucketRule.Uniform(owners()));
      case 4 ->
          new RoutingRule.Buckets(
              new NumberSource.BitField(2, 3, Optional.empty()),
              new BucketRule.Modulo(BucketMap.of(owners()), BucketRule.Remainder.FLOOR));
      case 5 -> new RoutingRule.Single(shard());
      default -> {
        Map<KeyValue, ShardId> values = new LinkedHashMap<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
          values.put(new KeyValue.Int(random.nextInt(KEYS)), shard());
        }
        yield new RoutingRule.ListOfValues(
            values, random.nextBoolean() ? Optional.of(shard()) : Optional.empty());
      }
    };
  }

  private List<ShardId> owners() {
    return IntStream.rangeClosed(0, random.nextInt(12)).mapToObj(_ -> shard()).toList();
  }

  private List<KeyRange> ranges() {
    TreeSet<KeyValue> bounds = new TreeSet<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      bounds.add(new KeyValue.Int(random.nextInt(KEYS)));
    }
    List<KeyRange> ranges = new ArrayList<>();
    KeyValue from = null;
    for (KeyValue bound : bounds) {
      if (random.nextInt(5) > 0) {
        ranges.add(new KeyRange(from, bound, shard()));
      }
      from = bound;
    }
    if (random.nextInt(5) > 0) {
      ranges.add(new KeyRange(from, null, shard()));
    }
    return ranges;
  }

  @SafeVarargs
  private <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private ShardId shard() {
    return new ShardId("s" + random.nextInt(4));
  }

  private static Topology topology(RoutingDefinition routing) {
    return new Topology(
        "t",
        Environment.DEV,
        IntStream.range(0, 4)
            .mapToObj(i ->
                new Shard(
                    new ShardId("s" + i),
                    "S" + i,
                    "localhost",
                    5432 + i,
                    "d",
                    "u",
                    SslMode.DISABLE))
            .toList(),
        List.of(routing),
        List.of(new TableDefinition.Sharded(new TableName("public", "t"), List.of("id"), "r")));
  }
}
