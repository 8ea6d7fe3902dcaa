package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomRoutings;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.RuleKind;
import io.shardlens.topology.Environment;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A shard that holds a row for which a predicate is true is never pruned. Random routings of every
/// rule, random predicates and rows; the truth of a predicate is computed here, by SQL's three
/// values, and in several orders of text, because the collation of a column is not known.
final class PrunePropertyTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final List<RuleKind> KINDS = RandomRoutings.kindsOfKeys();
  private static final int PREDICATES_A_ROUTING = 100;
  private static final int ROWS_A_ROUTING = 30;

  @Test
  void neverPrunesTheShardOfAMatchingRow() {
    int predicates = RandomSeed.cases(100_000, 2_000_000);
    Map<RuleKind, Integer> pruned = new HashMap<>();
    for (int round = 0; round * PREDICATES_A_ROUTING < predicates; round++) {
      Random random = new Random(SEED + round);
      List<ShardId> shards =
          IntStream.range(0, 2 + random.nextInt(6)).mapToObj(i -> new ShardId("s" + i)).toList();
      RuleKind kind = KINDS.get(round % KINDS.size());
      RandomRoutings routings = RandomRoutings.ofKeys(random, shards);
      RoutingDefinition routing = routings.routing("random", kind);
      TableDefinition.Sharded table = table(routing);
      Router router = new Router(topology(shards, routing, table));
      List<List<@Nullable KeyValue>> rows =
          IntStream.range(0, ROWS_A_ROUTING).mapToObj(i -> routings.keyOrNull(routing)).toList();
      List<Route> routes = rows.stream().map(row -> router.routeTyped(table, row)).toList();
      for (int i = 0; i < PREDICATES_A_ROUTING; i++) {
        KeyPredicate predicate = predicate(random, routings, routing.keyTypes(), 3);
        Set<ShardId> kept = router.prune(table, predicate);
        if (kept.size() < shards.size()) {
          pruned.merge(kind, 1, Integer::sum);
        }
        for (int row = 0; row < rows.size(); row++) {
          check(SEED + round, routing, predicate, routes.get(row), rows.get(row), kept, shards);
        }
      }
    }
    assertThat(pruned.keySet()).as("rules that prune something").containsAll(KINDS);
  }

  private static void check(
      long seed,
      RoutingDefinition routing,
      KeyPredicate predicate,
      Route route,
      List<@Nullable KeyValue> row,
      Set<ShardId> kept,
      List<ShardId> shards) {
    if (!mayBeTrue(predicate, row)) {
      return;
    }
    switch (route) {
      case Route.Owned owned ->
          assertThat(kept)
              .as("seed %d: %s where %s keeps the shard of %s", seed, routing, predicate, row)
              .contains(owned.shard());
      case Route.Anywhere _ ->
          assertThat(kept)
              .as("seed %d: %s where %s keeps every shard for %s", seed, routing, predicate, row)
              .containsAll(shards);
      case Route.Unowned _, Route.Unknown _ -> {
        // Such a row is nowhere.
      }
    }
  }

  private static TableDefinition.Sharded table(RoutingDefinition routing) {
    return new TableDefinition.Sharded(
        new TableName("public", "t"),
        IntStream.range(0, routing.keyTypes().size()).mapToObj(i -> "k" + i).toList(),
        routing.name());
  }

  private static Topology topology(
      List<ShardId> shards, RoutingDefinition routing, TableDefinition table) {
    return new Topology(
        "t",
        Environment.DEV,
        shards.stream()
            .map(id -> new Shard(id, id.value(), "h", 5432, id.value(), "u", SslMode.DISABLE))
            .toList(),
        List.of(routing),
        List.of(table));
  }

  private static KeyPredicate predicate(
      Random random, RandomRoutings keys, List<KeyType> types, int depth) {
    int column = random.nextInt(types.size());
    KeyType type = types.get(column);
    return switch (random.nextInt(depth == 0 ? 7 : 11)) {
      case 0, 1 -> new KeyPredicate.Compared(column, "=", keys.key(type));
      case 2, 3 ->
          new KeyPredicate.Compared(
              column,
              List.of("<", "<=", ">", ">=", "<>", "!=").get(random.nextInt(6)),
              keys.key(type));
      case 4 ->
          new KeyPredicate.In(
              column,
              IntStream.rangeClosed(0, random.nextInt(6)).mapToObj(i -> keys.key(type)).toList(),
              random.nextInt(5) == 0);
      case 5 -> new KeyPredicate.IsNull(column);
      case 6 -> random.nextInt(3) == 0 ? new KeyPredicate.Unknown() : new KeyPredicate.Never();
      case 7, 8 -> new KeyPredicate.And(parts(random, keys, types, depth));
      case 9 -> new KeyPredicate.Or(parts(random, keys, types, depth));
      default -> new KeyPredicate.Not(predicate(random, keys, types, depth - 1));
    };
  }

  private static List<KeyPredicate> parts(
      Random random, RandomRoutings keys, List<KeyType> types, int depth) {
    List<KeyPredicate> parts = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i >= 0; i--) {
      parts.add(predicate(random, keys, types, depth - 1));
    }
    return parts;
  }

  /// Whether the predicate can be true of a row in some collation, whatever is not known.
  private static boolean mayBeTrue(KeyPredicate predicate, List<@Nullable KeyValue> row) {
    return truths(predicate, row).contains(Truth.TRUE);
  }

  private enum Truth {
    TRUE,
    FALSE,
    NULL
  }

  /// Everything that the predicate can be: of texts each order is possible.
  private static Set<Truth> truths(KeyPredicate predicate, List<@Nullable KeyValue> row) {
    return switch (predicate) {
      case KeyPredicate.Unknown _ -> Set.of(Truth.values());
      case KeyPredicate.Never _ -> Set.of(Truth.NULL);
      case KeyPredicate.Compared(int column, String operator, KeyValue constant) ->
          compared(row.get(column), operator, constant);
      case KeyPredicate.In(int column, List<KeyValue> constants, boolean hasNull) ->
          Set.of(in(row.get(column), constants, hasNull));
      case KeyPredicate.IsNull(int column) ->
          Set.of(row.get(column) == null ? Truth.TRUE : Truth.FALSE);
      case KeyPredicate.And(List<KeyPredicate> parts) ->
          joined(parts, row, Truth.FALSE, Truth.TRUE);
      case KeyPredicate.Or(List<KeyPredicate> parts) -> joined(parts, row, Truth.TRUE, Truth.FALSE);
      case KeyPredicate.Not(KeyPredicate negated) -> {
        Set<Truth> truths = new java.util.HashSet<>();
        for (Truth truth : truths(negated, row)) {
          truths.add(
              switch (truth) {
                case TRUE -> Truth.FALSE;
                case FALSE -> Truth.TRUE;
                case NULL -> Truth.NULL;
              });
        }
        yield truths;
      }
    };
  }

  private static Truth in(@Nullable KeyValue value, List<KeyValue> constants, boolean hasNull) {
    if (value == null) {
      return Truth.NULL;
    }
    if (constants.contains(value)) {
      return Truth.TRUE;
    }
    return hasNull ? Truth.NULL : Truth.FALSE;
  }

  private static Set<Truth> compared(@Nullable KeyValue value, String operator, KeyValue constant) {
    if (value == null) {
      return Set.of(Truth.NULL);
    }
    boolean inequality = Set.of("<", "<=", ">", ">=").contains(operator);
    if (value instanceof KeyValue.Text && inequality && !value.equals(constant)) {
      return Set.of(Truth.TRUE, Truth.FALSE);
    }
    int order = value.compareTo(constant);
    boolean truth =
        switch (operator) {
          case "=" -> order == 0;
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          case ">=" -> order >= 0;
          default -> order != 0;
        };
    return Set.of(truth ? Truth.TRUE : Truth.FALSE);
  }

  /// `AND` is false where one part is false, else NULL where one is NULL; `OR` the other way round.
  private static Set<Truth> joined(
      List<KeyPredicate> parts, List<@Nullable KeyValue> row, Truth strongest, Truth weakest) {
    Set<Truth> all = Set.of(weakest);
    for (KeyPredicate part : parts) {
      Set<Truth> next = new java.util.HashSet<>();
      for (Truth left : all) {
        for (Truth right : truths(part, row)) {
          next.add(
              left == strongest || right == strongest
                  ? strongest
                  : left == Truth.NULL || right == Truth.NULL ? Truth.NULL : weakest);
        }
      }
      all = next;
    }
    return all;
  }
}
