package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.routing.Route;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The SQL by which a shard is asked for keys that are not its own says of every key what the
/// router says, for random rules over random keys, NULL and the outermost values among them.
class ForeignKeysIT {

  private static final ShardedServers SERVERS = ShardedServers.get();
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int KEYS = RandomSeed.cases(300, 3_000);
  private static final List<ShardId> SHARDS =
      Stream.of("s1", "s2", "s3", "s4").map(ShardId::new).toList();

  /// The key columns of the table of all types: one for each type, and `n` for the tuples.
  private static final Map<KeyType, List<@Nullable String>> CELLS = new LinkedHashMap<>();

  private static JdbcGateway gateway;

  private ShardSession session;

  @BeforeAll
  static void fillTheTable() throws Exception {
    gateway = SERVERS.gateway(SERVERS.topology());
    Random random = new Random(SEED);
    StringBuilder rows = new StringBuilder();
    List<List<@Nullable String>> columns = new ArrayList<>();
    for (KeyType type : KeyType.values()) {
      List<@Nullable String> cells = cells(type, random);
      CELLS.put(type, cells);
      columns.add(cells);
    }
    for (int i = 0; i < KEYS; i++) {
      rows.append(i == 0 ? "" : ",").append("(").append(i);
      for (List<@Nullable String> column : columns) {
        String cell = column.get(i);
        rows.append(cell == null ? ", NULL" : ", '" + cell.replace("'", "''") + "'");
      }
      rows.append(")");
    }
    SERVERS.execute(
        "s1",
        "CREATE SCHEMA proof; CREATE TABLE proof.keys (i int, k_smallint smallint, k_integer"
            + " integer, k_bigint bigint, k_text text, k_varchar varchar(40), k_char char(12),"
            + " k_uuid uuid, k_date date, k_timestamp timestamp, k_timestamptz timestamptz); SET"
            + " TimeZone = 'UTC'; INSERT INTO proof.keys VALUES "
            + rows
            + "; GRANT USAGE ON SCHEMA proof TO reader; GRANT SELECT ON proof.keys TO reader");
  }

  @AfterAll
  static void dropTheTable() throws Exception {
    gateway.close();
    SERVERS.execute("s1", "DROP SCHEMA proof CASCADE");
  }

  private static List<@Nullable String> cells(KeyType type, Random random) {
    List<@Nullable String> cells = new ArrayList<>();
    cells.add(null);
    cells.addAll(extremes(type));
    while (cells.size() < KEYS) {
      cells.add(random.nextInt(20) == 0 ? null : random(type, random).text());
    }
    java.util.Collections.shuffle(cells, random);
    return cells;
  }

  private static List<String> extremes(KeyType type) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT ->
          List.of("0", "-1", Long.toString(type.minimum()), Long.toString(type.maximum()));
      case TEXT, VARCHAR -> List.of("", " ", "a", "A", "a ", "ä", "😀", "\\", "'", "z");
      case CHAR -> List.of("", "a", "A", "ä", "😀", "\\");
      case UUID ->
          List.of("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff");
      case DATE -> List.of("infinity", "-infinity", "4713-11-24 BC", "5874897-12-31");
      case TIMESTAMP -> List.of("infinity", "-infinity", "294276-12-31 23:59:59.999999");
      case TIMESTAMPTZ -> List.of("infinity", "-infinity", "294276-12-31 23:59:59.999999+00");
    };
  }

  private static KeyValue random(KeyType type, Random random) {
    return switch (type) {
      case SMALLINT -> new KeyValue.Int((short) random.nextInt());
      case INTEGER ->
          new KeyValue.Int(random.nextBoolean() ? random.nextInt() : random.nextInt(99));
      case BIGINT -> new KeyValue.Int(random.nextLong() >> random.nextInt(64));
      case TEXT, VARCHAR, CHAR -> new KeyValue.Text(text(random));
      case UUID -> new KeyValue.Uuid(new java.util.UUID(random.nextLong(), random.nextLong()));
      case DATE -> new KeyValue.Day(random.nextInt(2_000_000) - 1_000_000);
      case TIMESTAMP -> new KeyValue.Timestamp(random.nextLong() / 100);
      case TIMESTAMPTZ -> new KeyValue.Moment(random.nextLong() / 100);
    };
  }

  private static String text(Random random) {
    String letters = "abcABC019-_.äöß€😀";
    int[] characters = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i >= 0; i--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  @BeforeEach
  void open() throws ShardFailure {
    session = gateway.openReadOnly(SHARDS.getFirst(), Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    session.close();
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void agreesOnRangesListsAndHashesOfEveryType(KeyType type) throws Exception {
    Random random = new Random(SEED + type.word().hashCode());
    for (int round = 0; round < RandomSeed.cases(1, 5); round++) {
      check(type, ranges(type, 1 + random.nextInt(8), random));
      check(type, ranges(type, 150, random));
      check(type, list(type, random, Optional.empty()));
      check(type, list(type, random, Optional.of(any(random))));
    }
    for (int count : new int[] {1, 3, 16, 1000}) {
      check(type, hash(HashFunction.POSTGRESQL, modulo(count, BucketRule.Remainder.FLOOR, random)));
      for (BucketRule.Remainder remainder : BucketRule.Remainder.values()) {
        check(type, hash(HashFunction.CITUS, modulo(count, remainder, random)));
      }
    }
    for (int count : new int[] {3, 32}) {
      check(type, hash(HashFunction.CITUS, new BucketRule.Uniform(owners(count, random))));
      check(type, hash(HashFunction.POSTGRESQL, new BucketRule.Uniform(owners(count, random))));
    }
    check(type, hash(HashFunction.POSTGRESQL, hashRanges(0, 64, random)));
    check(type, hash(HashFunction.CITUS, hashRanges(-(1L << 31), 32, random)));
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      names = {"SMALLINT", "INTEGER", "BIGINT"})
  void agreesOnRemaindersAndBitsOfIntegers(KeyType type) throws Exception {
    Random random = new Random(SEED + 100 + type.word().hashCode());
    for (BucketRule.Remainder remainder : BucketRule.Remainder.values()) {
      for (int count : new int[] {1, 7, 1_048_576}) {
        check(
            type,
            new RoutingRule.Buckets(new NumberSource.Identity(), modulo(count, remainder, random)));
      }
      for (int shift : new int[] {0, 10, 46, 62}) {
        int width = 1 + random.nextInt(Math.min(16, 64 - shift));
        check(
            type,
            new RoutingRule.Buckets(
                new NumberSource.BitField(shift, width, Optional.empty()),
                modulo(1 + random.nextInt(50), remainder, random)));
      }
    }
    check(
        type,
        new RoutingRule.Buckets(
            new NumberSource.BitField(3, 8, Optional.empty()), hashRanges(0, 8, random)));
    check(
        type,
        new RoutingRule.Buckets(
            new NumberSource.Identity(), hashRanges(Long.MIN_VALUE, 64, random)));
    check(type, new RoutingRule.Volume(-50, 170, 40, owners(8, random)));
    check(
        type,
        new RoutingRule.LowerBounds(
            List.of(
                new RoutingRule.LowerBound(new KeyValue.Int(-5), any(random)),
                new RoutingRule.LowerBound(new KeyValue.Int(90), any(random))),
            Optional.of(any(random))));
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      names = {"BIGINT", "TEXT", "CHAR", "TIMESTAMPTZ"})
  void agreesWhereSomeKeysAreOverriddenAndNullHasItsOwnPolicy(KeyType type) throws Exception {
    Random random = new Random(SEED + 200 + type.word().hashCode());
    for (NullPolicy nulls :
        List.of(
            new NullPolicy.AsRule(),
            new NullPolicy.Refuse(),
            new NullPolicy.Anywhere(),
            new NullPolicy.To(SHARDS.get(1)))) {
      for (boolean overridden : new boolean[] {true, false}) {
        Map<List<KeyValue>, ShardId> overrides = new LinkedHashMap<>();
        for (KeyValue value : overridden ? some(type, 12, random) : Set.<KeyValue>of()) {
          overrides.put(List.of(value), any(random));
        }
        for (RoutingRule rule :
            List.of(
                ranges(type, 4, random),
                list(type, random, Optional.of(any(random))),
                hash(HashFunction.POSTGRESQL, modulo(4, BucketRule.Remainder.FLOOR, random)))) {
          check(
              List.of(type),
              new RoutingDefinition("r", List.of(type), List.of(), rule, nulls, overrides));
        }
      }
    }
  }

  static List<List<KeyType>> composites() {
    return List.of(
        List.of(KeyType.INTEGER, KeyType.TEXT),
        List.of(KeyType.CHAR, KeyType.BIGINT),
        List.of(KeyType.DATE, KeyType.UUID, KeyType.SMALLINT));
  }

  @ParameterizedTest
  @MethodSource("composites")
  void agreesOnTuplesAndGroups(List<KeyType> types) throws Exception {
    Random random = new Random(SEED + 300 + types.hashCode());
    for (int round = 0; round < RandomSeed.cases(2, 8); round++) {
      RoutingRule tuples = tuples(types, random);
      check(types, new RoutingDefinition("r", types, tuples));
      Map<List<KeyValue>, ShardId> overrides = new LinkedHashMap<>();
      for (int i = 0; i < 9; i++) {
        overrides.put(row(types, random), any(random));
      }
      check(
          types,
          new RoutingDefinition(
              "r", types, List.of(), tuples, new NullPolicy.To(any(random)), overrides));
    }
    if (types.size() == 2) {
      KeyType second = types.get(1);
      RoutingRule.Grouped grouped =
          new RoutingRule.Grouped(
              List.of(
                  new RoutingRule.Group(
                      some(types.getFirst(), 60, random), ranges(second, 5, random)),
                  new RoutingRule.Group(
                      some(types.getFirst(), 60, random),
                      hash(HashFunction.POSTGRESQL, modulo(3, BucketRule.Remainder.FLOOR, random))),
                  new RoutingRule.Group(
                      some(types.getFirst(), 60, random), new RoutingRule.Single(any(random)))),
              Optional.of(list(second, random, Optional.of(any(random)))));
      check(types, new RoutingDefinition("r", types, grouped));
      check(
          types,
          new RoutingDefinition(
              "r", types, new RoutingRule.Grouped(grouped.groups(), Optional.empty())));
    }
  }

  @Test
  void claimsNoProofWhereTheServerCannotFollow() {
    RoutingRule jump =
        new RoutingRule.Buckets(new NumberSource.Identity(), new BucketRule.Jump(SHARDS));
    for (RoutingRule rule :
        List.of(
            jump,
            new RoutingRule.Buckets(
                NumberSource.Hash.ofTypedValue(HashFunction.JAVA),
                new BucketRule.Modulo(BucketMap.of(SHARDS), BucketRule.Remainder.ABSOLUTE)),
            new RoutingRule.Grouped(
                List.of(new RoutingRule.Group(Set.of(new KeyValue.Int(1)), jump)),
                Optional.empty()))) {
      List<KeyType> types =
          rule instanceof RoutingRule.Grouped
              ? List.of(KeyType.BIGINT, KeyType.BIGINT)
              : List.of(KeyType.BIGINT);
      assertThat(
              ForeignKeys.of(
                  new RoutingDefinition("r", types, rule),
                  SHARDS.getFirst(),
                  List.of("a", "b").subList(0, types.size())))
          .isEmpty();
    }
  }

  private void check(KeyType type, RoutingRule rule) throws ShardFailure {
    check(List.of(type), new RoutingDefinition("r", List.of(type), rule));
  }

  /// Asks the server for the foreign keys of each shard, and compares them with the router's.
  private void check(List<KeyType> types, RoutingDefinition routing) throws ShardFailure {
    RoutingStrategy strategy = RoutingStrategy.of(routing);
    List<String> columns = types.stream().map(type -> "k_" + type.word()).toList();
    for (ShardId shard : SHARDS) {
      ForeignKeys foreign = ForeignKeys.of(routing, shard, columns).orElseThrow();
      Set<Integer> server = new HashSet<>();
      for (@Nullable String[] row :
          SmallAnswers.rows(
              session,
              "SELECT i FROM proof.keys WHERE " + foreign.condition(),
              foreign.parameters())) {
        server.add(Integer.parseInt(Objects.requireNonNull(row[0])));
      }
      Set<Integer> router = new HashSet<>();
      for (int i = 0; i < KEYS; i++) {
        Route route = strategy.route(key(types, i));
        boolean here =
            route instanceof Route.Anywhere
                || (route instanceof Route.Owned owned && owned.shard().equals(shard));
        if (!here) {
          router.add(i);
        }
      }
      assertThat(server)
          .as(
              "seed %d, %s of %s on %s: %s",
              SEED, routing.strategy(), types, shard, foreign.condition())
          .isEqualTo(router);
    }
  }

  private static List<@Nullable KeyValue> key(List<KeyType> types, int row) {
    List<@Nullable KeyValue> key = new ArrayList<>();
    for (KeyType type : types) {
      String cell = java.util.Objects.requireNonNull(CELLS.get(type)).get(row);
      try {
        key.add(cell == null ? null : KeyValue.parse(type, cell));
      } catch (io.shardlens.topology.KeyFormatException e) {
        throw new IllegalStateException(e);
      }
    }
    return key;
  }

  private static List<KeyValue> row(List<KeyType> types, Random random) {
    while (true) {
      List<@Nullable KeyValue> key = key(types, random.nextInt(KEYS));
      if (key.stream().noneMatch(Objects::isNull)) {
        return key.stream().map(Objects::requireNonNull).toList();
      }
    }
  }

  /// Values of the type, half of which are keys of the table.
  private static Set<KeyValue> some(KeyType type, int count, Random random) {
    Set<KeyValue> values = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      values.add(
          random.nextBoolean() ? row(List.of(type), random).getFirst() : random(type, random));
    }
    return values;
  }

  private static ShardId any(Random random) {
    return SHARDS.get(random.nextInt(SHARDS.size()));
  }

  private static List<ShardId> owners(int count, Random random) {
    return Stream.generate(() -> any(random)).limit(count).toList();
  }

  private static BucketRule.Modulo modulo(
      int count, BucketRule.Remainder remainder, Random random) {
    return new BucketRule.Modulo(BucketMap.of(owners(count, random)), remainder);
  }

  private static RoutingRule.Buckets hash(HashFunction function, BucketRule rule) {
    return new RoutingRule.Buckets(NumberSource.Hash.ofTypedValue(function), rule);
  }

  /// Random ranges over a whole space of numbers.
  private static BucketRule.HashRanges hashRanges(long from, int bits, Random random) {
    BigInteger start = BigInteger.valueOf(from);
    TreeSet<BigInteger> bounds = new TreeSet<>();
    for (int i = 0; i < 9; i++) {
      bounds.add(start.add(new BigInteger(bits, random)));
    }
    bounds.add(start);
    bounds.add(start.add(BigInteger.ONE.shiftLeft(bits)));
    List<BigInteger> sorted = List.copyOf(bounds);
    List<BucketRule.HashRange> ranges = new ArrayList<>();
    for (int i = 0; i + 1 < sorted.size(); i++) {
      ranges.add(new BucketRule.HashRange(sorted.get(i), sorted.get(i + 1), any(random)));
    }
    return new BucketRule.HashRanges(ranges);
  }

  /// Ranges with gaps, the outermost open or not.
  private static RoutingRule ranges(KeyType type, int count, Random random) {
    List<KeyValue> bounds = new ArrayList<>(new TreeSet<>(some(type, count + 1, random)));
    return new RoutingRule.Range(between(bounds, random));
  }

  private static List<KeyRange> between(List<KeyValue> bounds, Random random) {
    List<KeyRange> ranges = new ArrayList<>();
    if (random.nextBoolean()) {
      ranges.add(new KeyRange(null, bounds.getFirst(), any(random)));
    }
    for (int i = 0; i + 1 < bounds.size(); i++) {
      if (random.nextInt(4) > 0) {
        ranges.add(new KeyRange(bounds.get(i), bounds.get(i + 1), any(random)));
      }
    }
    if (random.nextBoolean()) {
      ranges.add(new KeyRange(bounds.getLast(), null, any(random)));
    }
    return ranges;
  }

  /// Ranges of tuples, some of whose bounds are of the first columns only.
  private static RoutingRule tuples(List<KeyType> types, Random random) {
    TreeSet<KeyValue> bounds = new TreeSet<>();
    for (int i = 0; i < 12; i++) {
      List<KeyValue> values = row(types, random);
      bounds.add(new KeyValue.Tuple(values.subList(0, 1 + random.nextInt(types.size()))));
    }
    return new RoutingRule.Range(between(List.copyOf(bounds), random));
  }

  private static RoutingRule list(KeyType type, Random random, Optional<ShardId> otherwise) {
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    some(type, 200, random).forEach(value -> values.put(value, any(random)));
    return new RoutingRule.ListOfValues(values, otherwise);
  }
}
