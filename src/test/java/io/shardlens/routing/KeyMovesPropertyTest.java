package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a diff says of keys is what the two routers say of each of them.
class KeyMovesPropertyTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int CASES = RandomSeed.cases(300, 20_000);
  private static final int KEYS = 60;

  private final Random random = new Random(SEED);

  @Test
  void aKeyIsInAMoveExactlyIfItsShardIsAnotherOne() {
    for (int i = 0; i < CASES; i++) {
      int kind = random.nextInt(3);
      Topology before = topology(routing(kind));
      Topology after = topology(routing(kind));
      KeyMoves.Known known = moves(before, after);
      for (int key = -2; key < KEYS; key++) {
        check(i, before, after, known, new KeyValue.Int(key));
      }
    }
  }

  private void check(
      int round, Topology before, Topology after, KeyMoves.Known known, KeyValue key) {
    Optional<ShardId> from = shard(before, key);
    Optional<ShardId> to = shard(after, key);
    List<KeyMove> moves =
        known.moves().stream().filter(move -> contains(move.keys(), key)).toList();
    String what = "seed %d, round %d, key %s%n%s%n%s".formatted(SEED, round, key, before, after);
    if (from.equals(to)) {
      assertThat(moves).as(what).isEmpty();
    } else {
      assertThat(moves)
          .as(what)
          .singleElement()
          .satisfies(move -> {
            assertThat(move.from().map(Shard::id)).as(what).isEqualTo(from);
            assertThat(move.to().map(Shard::id)).as(what).isEqualTo(to);
          });
    }
  }

  /// Written without the code under test: what the words of a key set mean.
  private static boolean contains(KeySet keys, KeyValue key) {
    return switch (keys) {
      case KeySet.Interval(KeyValue from, KeyValue to) ->
          (from == null || from.compareTo(key) <= 0) && (to == null || key.compareTo(to) < 0);
      case KeySet.Values(List<KeyValue> values) -> values.contains(key);
      case KeySet.AllBut(List<KeyValue> listed) -> !listed.contains(key);
      case KeySet.Buckets(List<Integer> buckets, int of) -> {
        long hash =
            PostgresHash.combine(
                0, PostgresHash.ofColumn(KeyType.BIGINT, key, PostgresHash.PARTITION_SEED));
        yield buckets.contains((int) Long.remainderUnsigned(hash, of));
      }
    };
  }

  private static KeyMoves.Known moves(Topology before, Topology after) {
    List<TopologyChange.RoutingChanged> changed =
        TopologyDiff.between(before, after).changedRoutings();
    return changed.isEmpty()
        ? new KeyMoves.Known(List.of())
        : (KeyMoves.Known) changed.getFirst().moves();
  }

  private static Optional<ShardId> shard(Topology topology, KeyValue key) {
    Route route =
        new Router(topology).routeTyped(topology.shardedTables().getFirst(), List.of(key));
    return route instanceof Route.Owned owned ? Optional.of(owned.shard()) : Optional.empty();
  }

  private RoutingDefinition routing(int kind) {
    return switch (kind) {
      case 0 -> new RoutingDefinition.Range("r", KeyType.BIGINT, ranges());
      case 1 ->
          new RoutingDefinition.PostgresHash(
              "r",
              List.of(KeyType.BIGINT),
              IntStream.rangeClosed(0, random.nextInt(12)).mapToObj(_ -> shard()).toList());
      default -> {
        Map<KeyValue, ShardId> values = new LinkedHashMap<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
          values.put(new KeyValue.Int(random.nextInt(KEYS)), shard());
        }
        yield new RoutingDefinition.ListOfValues(
            "r",
            KeyType.BIGINT,
            values,
            random.nextBoolean() ? Optional.of(shard()) : Optional.empty());
      }
    };
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
