package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouterTest {
  private static final ShardId EUROPE = new ShardId("europe");
  private static final ShardId ASIA = new ShardId("asia");
  private static final ShardId AFRICA = new ShardId("africa");
  private static final ShardId AMERICAS = new ShardId("americas");

  private static final RoutingDefinition ARTICLE =
      new RoutingDefinition(
          "by_user",
          List.of(KeyType.BIGINT),
          new RoutingRule.Range(
              List.of(
                  new KeyRange(null, number(50000), EUROPE),
                  new KeyRange(number(50000), null, ASIA))));
  private static final RoutingDefinition WITH_GAPS =
      new RoutingDefinition(
          "by_user",
          List.of(KeyType.BIGINT),
          new RoutingRule.Range(
              List.of(
                  new KeyRange(number(0), number(50000), EUROPE),
                  new KeyRange(number(50000), number(100000), ASIA),
                  new KeyRange(number(200000), number(300000), AFRICA),
                  new KeyRange(number(300000), number(400000), AMERICAS))));
  private static final RoutingDefinition HASH =
      new RoutingDefinition(
          "by_user",
          List.of(KeyType.BIGINT),
          RoutingRule.Buckets.postgresql(List.of(EUROPE, ASIA, AFRICA, AMERICAS)));

  @ParameterizedTest
  @CsvSource({
    "49999, europe",
    "50000, asia",
    "-1, europe",
    "-9223372036854775808, europe",
    "9223372036854775807, asia",
  })
  void routesKeyOnTheUpperBoundToTheNextShard(String key, String shard) throws Exception {
    assertThat(route(ARTICLE, key))
        .isInstanceOfSatisfying(
            Route.Owned.class, owned -> assertThat(owned.shard().value()).isEqualTo(shard));
  }

  @Test
  void derivesRangeRouteStepByStep() throws Exception {
    assertThat(route(WITH_GAPS, "50000").derivation().steps())
        .containsExactly(
            new Derivation.Step("Typed text", "50000", "5 characters"),
            new Derivation.Step("Value", "50000", "bigint, type of users.key_1"),
            new Derivation.Step(
                "Range 2 of 4", "[50000, 100000)", "lower bound included, upper bound excluded"),
            new Derivation.Step("Shard", "Asia", "users_asia on 127.0.0.1:5433"));
  }

  @Test
  void derivesHashRouteStepByStep() throws Exception {
    assertThat(route(HASH, " 50000").derivation().steps())
        .containsExactly(
            new Derivation.Step("Typed text", " 50000", "6 characters"),
            new Derivation.Step("Value", "50000", "bigint, type of users.key_1"),
            new Derivation.Step(
                "Bytes", "00 00 00 00 00 00 c3 50", "8 bytes, big-endian, folded to 0x0000c350"),
            new Derivation.Step(
                "Hash", "-3637276481903508217", "hashint8extended, seed 0x7a5b22367996dcfd"),
            new Derivation.Step(
                "Row hash", "1668233109531258346", "hash + 0x49a0f4dd15e5a8e3, modulo 2^64"),
            new Derivation.Step(
                "Remainder", "1668233109531258346 mod 4 = 2", "unsigned, never negative"),
            new Derivation.Step("Shard", "Africa", "users_africa on 127.0.0.1:5434"));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, '(-∞, 0)'",
    "100000, '[100000, 200000)'",
    "199999, '[100000, 200000)'",
    "400000, '[400000, +∞)'",
  })
  void namesTheGapOfKeyThatNoRangeHolds(String key, String gap) throws Exception {
    Route route = route(WITH_GAPS, key);

    assertThat(route)
        .isInstanceOfSatisfying(
            Route.Unowned.class,
            unowned ->
                assertThat(unowned.reason())
                    .isEqualTo(
                        "No shard owns " + key + " by routing by_user: it lies in the gap " + gap));
    assertThat(route.derivation().steps().getLast())
        .isEqualTo(new Derivation.Step("Gap", gap, "none of 4 ranges"));
  }

  @Test
  void namesEverythingAsGapOfRoutingWithoutRanges() {
    RoutingDefinition none =
        new RoutingDefinition("none", List.of(KeyType.BIGINT), new RoutingRule.Range(List.of()));

    assertThat(RoutingStrategy.of(none).route(List.of(number(1))))
        .isInstanceOfSatisfying(
            Route.Unowned.class, unowned -> assertThat(unowned.reason()).contains("(-∞, +∞)"));
  }

  @Test
  void findsNoRangeForNull() {
    assertThat(RoutingStrategy.of(ARTICLE).route(Arrays.asList((KeyValue) null)))
        .isInstanceOfSatisfying(
            Route.Unowned.class, unowned -> assertThat(unowned.reason()).contains("NULL"));
  }

  @Test
  void ordersUuidRangesByUnsignedBytes() throws Exception {
    KeyValue half = new KeyValue.Uuid(UUID.fromString("80000000-0000-0000-0000-000000000000"));
    RoutingDefinition uuids =
        new RoutingDefinition(
            "by_uuid",
            List.of(KeyType.UUID),
            new RoutingRule.Range(
                List.of(new KeyRange(null, half, EUROPE), new KeyRange(half, null, ASIA))));

    assertThat(shard(route(uuids, "7fffffff-ffff-ffff-ffff-ffffffffffff"))).isEqualTo(EUROPE);
    assertThat(shard(route(uuids, "{80000000000000000000000000000000}"))).isEqualTo(ASIA);
  }

  @Test
  void routesListedValueAndAllOthersToTheDefault() throws Exception {
    RoutingDefinition list = list(Optional.of(AFRICA));

    assertThat(shard(route(list, "JP "))).isEqualTo(ASIA);
    assertThat(route(list, "JP ").derivation().steps().get(2))
        .isEqualTo(new Derivation.Step("Listed value 3 of 3", "JP", "the list names shard asia"));
    assertThat(shard(route(list, "BR"))).isEqualTo(AFRICA);
    assertThat(route(list, "BR").derivation().steps().get(2))
        .isEqualTo(new Derivation.Step("Default", "africa", "not among the 3 listed values"));
    assertThat(shard(RoutingStrategy.of(list).route(Arrays.asList((KeyValue) null))))
        .isEqualTo(AFRICA);
  }

  @Test
  void refusesUnlistedValueWithoutDefault() throws Exception {
    RoutingDefinition list = list(Optional.empty());

    assertThat(route(list, "fr"))
        .isInstanceOfSatisfying(
            Route.Unowned.class,
            unowned ->
                assertThat(unowned.reason())
                    .isEqualTo(
                        "No shard owns fr by routing by_country: it is not among the 3 listed"
                            + " values, and there is no default shard"));
    assertThat(RoutingStrategy.of(list).route(Arrays.asList((KeyValue) null)))
        .isInstanceOf(Route.Unowned.class);
  }

  @ParameterizedTest
  @CsvSource({"1, a, 1", "2, b, 2", "42, foo, 2", ", a, 2", ", , 0"})
  void combinesColumnsAndSkipsNullAsPostgres(
      @Nullable Integer number, @Nullable String text, int remainder) {
    List<@Nullable KeyValue> key = new ArrayList<>();
    key.add(number == null ? null : number(number));
    key.add(text == null ? null : new KeyValue.Text(text));

    Route route = RoutingStrategy.of(composite()).route(key);

    assertThat(shard(route)).isEqualTo(List.of(EUROPE, ASIA, AFRICA, AMERICAS).get(remainder));
    assertThat(route.derivation().steps().getLast().result()).endsWith("mod 4 = " + remainder);
  }

  @Test
  void derivesEveryColumnOfCompositeKey() throws Exception {
    assertThat(route(composite(), "1", "a").derivation().steps())
        .extracting(Derivation.Step::name)
        .containsExactly(
            "Typed text",
            "Value",
            "Typed text",
            "Value",
            "Bytes, column 1 of 2",
            "Hash, column 1 of 2",
            "Bytes, column 2 of 2",
            "Hash, column 2 of 2",
            "Row hash",
            "Remainder",
            "Shard");
  }

  @Test
  void shortensTheBytesOfLongText() {
    RoutingDefinition texts =
        new RoutingDefinition(
            "t", List.of(KeyType.TEXT), RoutingRule.Buckets.postgresql(List.of(EUROPE)));
    Route route = RoutingStrategy.of(texts).route(List.of(new KeyValue.Text("é".repeat(100))));

    Derivation.Step bytes = route.derivation().steps().getFirst();
    assertThat(bytes.result()).startsWith("c3 a9 c3 a9").endsWith("c3 a9 …").hasSize(64 * 3 + 1);
    assertThat(bytes.how()).isEqualTo("200 bytes, UTF-8, the first 64 shown");
  }

  @Test
  void refusesKeyOfAnotherKindOrLength() {
    RoutingStrategy strategy = RoutingStrategy.of(ARTICLE);

    assertThatThrownBy(() -> strategy.route(List.of(new KeyValue.Text("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bigint");
    assertThatThrownBy(() -> strategy.route(List.of(number(1), number(2))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> route(ARTICLE, "12x")).isInstanceOf(KeyFormatException.class);
    assertThatThrownBy(() -> route(ARTICLE, "1", "2")).isInstanceOf(KeyFormatException.class);
  }

  private static RoutingDefinition composite() {
    return new RoutingDefinition(
        "composite",
        List.of(KeyType.INTEGER, KeyType.TEXT),
        RoutingRule.Buckets.postgresql(List.of(EUROPE, ASIA, AFRICA, AMERICAS)));
  }

  private static RoutingDefinition list(Optional<ShardId> otherwise) {
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    values.put(new KeyValue.Text("FR"), EUROPE);
    values.put(new KeyValue.Text("DE"), EUROPE);
    values.put(new KeyValue.Text("JP"), ASIA);
    return new RoutingDefinition(
        "by_country", List.of(KeyType.CHAR), new RoutingRule.ListOfValues(values, otherwise));
  }

  private static KeyValue number(long value) {
    return new KeyValue.Int(value);
  }

  private static ShardId shard(Route route) {
    assertThat(route).isInstanceOf(Route.Owned.class);
    return ((Route.Owned) route).shard();
  }

  private static Route route(RoutingDefinition routing, String... texts) throws KeyFormatException {
    TableDefinition.Sharded users =
        new TableDefinition.Sharded(
            new TableName("public", "users"),
            IntStream.rangeClosed(1, routing.keyTypes().size()).mapToObj(i -> "key_" + i).toList(),
            routing.name());
    Topology topology =
        new Topology(
            "users",
            Environment.DEV,
            List.of(
                shard(EUROPE, "Europe", 5432),
                shard(ASIA, "Asia", 5433),
                shard(AFRICA, "Africa", 5434),
                shard(AMERICAS, "Americas", 5435)),
            List.of(routing),
            List.of(users));
    return new Router(topology).route(users, List.of(texts));
  }

  private static Shard shard(ShardId id, String label, int port) {
    return new Shard(
        id, label, "127.0.0.1", port, "users_" + id.value(), "reader", SslMode.DISABLE);
  }
}
