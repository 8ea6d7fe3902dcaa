package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopologyDiffTest {

  private static final String RANGES =
      """
      { "strategy": "range", "keyTypes": ["bigint"],
        "ranges": [ { "to": 50000, "shard": "a" }, { "from": 50000, "shard": "b" } ] }\
      """;

  private static final String SHARDS =
      """
      { "id": "a", "label": "Europe", "host": "127.0.0.1", "port": 5432, "database": "da", "user": "u" },
      { "id": "b", "label": "Asia", "host": "127.0.0.1", "port": 5433, "database": "db", "user": "u" }\
      """;

  private static final String USERS =
      """
      { "name": "users", "kind": "sharded", "key": ["id"], "routing": "r" }\
      """;

  private static final Topology OLD = topology(SHARDS, RANGES, USERS);

  @Test
  void saysNothingOfEqualTopologies() {
    assertThat(TopologyDiff.between(OLD, topology(SHARDS, RANGES, USERS)).isEmpty()).isTrue();
  }

  @Test
  void saysWhichIntervalMovesAndWhatWasAdded() {
    String africa =
        SHARDS
            + ", { \"id\": \"c\", \"label\": \"Africa\", \"host\": \"::1\", \"database\": \"dc\","
            + " \"user\": \"u\" }";
    String ranges = RANGES.replace("50000", "40000");
    String orders = USERS + ", " + USERS.replace("users", "orders");
    assertThat(words(africa, ranges, orders))
        .containsExactly(
            "shard Africa (c) added: dc on [::1]:5432",
            "routing r: keys [40000, 50000) move from Europe to Asia",
            "table orders added: sharded by id with routing r");
  }

  @Test
  void joinsNeighbouringIntervalsThatMoveTogether() {
    String split =
        """
        { "strategy": "range", "keyTypes": ["bigint"], "ranges": [
          { "to": 10, "shard": "b" }, { "from": 10, "to": 20, "shard": "b" },
          { "from": 20, "to": 60000, "shard": "a" }, { "from": 60000, "shard": "b" } ] }\
        """;
    assertThat(words(SHARDS, split, USERS))
        .containsExactly(
            "routing r: keys (-∞, 20) move from Europe to Asia",
            "routing r: keys [50000, 60000) move from Asia to Europe");
  }

  @Test
  void knowsARuleThatIsOnlyWrittenDifferently() {
    String split =
        """
        { "strategy": "range", "keyTypes": ["bigint"], "ranges": [ { "to": 50000, "shard": "a" },
          { "from": 50000, "to": 90000, "shard": "b" }, { "from": 90000, "shard": "b" } ] }\
        """;
    assertThat(words(SHARDS, split, USERS))
        .containsExactly("routing r: written differently, no key moves");
  }

  @Test
  void saysWhichBucketsMoveWhenTheModulusDoubles() {
    Topology two = topology(SHARDS, hash("\"a\", \"b\""), USERS);
    Topology four = topology(SHARDS, hash("\"a\", \"b\", \"b\", \"b\""), USERS);
    assertThat(TopologyDiff.between(two, four).words())
        .containsExactly("routing r: bucket 2 of 4 moves from Europe to Asia");
  }

  @Test
  void saysWhichListedValuesMoveAndWhatBecomesOfTheOthers() {
    Topology before =
        topology(SHARDS, list("\"DE\", \"FR\"", "\"JP\"", ", \"default\": \"a\""), USERS);
    Topology after = topology(SHARDS, list("\"DE\"", "\"JP\", \"FR\", \"VN\"", ""), USERS);
    assertThat(TopologyDiff.between(before, after).words())
        .containsExactly(
            "routing r: values FR, VN move from Europe to Asia",
            "routing r: all values that are not listed leave Europe and have no shard any more",
            "routing r: NULL keys leave Europe and have no shard any more");
    assertThat(TopologyDiff.between(after, before).words())
        .containsExactly(
            "routing r: values FR, VN move from Asia to Europe",
            "routing r: all values that are not listed had no shard of their own and go to Europe",
            "routing r: NULL keys had no shard of their own and go to Europe");
  }

  private static final String REGIONS =
      """
      { "name": "users", "kind": "sharded", "key": ["region", "id"], "routing": "r" }\
      """;

  private static String groups(String germany, String others) {
    return """
    { "strategy": "grouped", "keyTypes": ["text", "bigint"],
      "groups": [ { "in": ["DE"], "routing": { "strategy": "range", "ranges": [ %s ] } } ]%s }\
    """
        .formatted(germany, others);
  }

  @Test
  void saysWhichKeysOfAGroupMove() {
    String all = "{ \"shard\": \"a\" }";
    String half = "{ \"to\": 50000, \"shard\": \"a\" }, { \"from\": 50000, \"shard\": \"b\" }";
    String single = ", \"default\": { \"strategy\": \"single\", \"shard\": \"b\" }";
    Topology before = topology(SHARDS, groups(all, ""), REGIONS);
    assertThat(
            TopologyDiff.between(before, topology(SHARDS, groups(half, single), REGIONS)).words())
        .containsExactly(
            "routing r: of value DE, keys [50000, +∞) move from Europe to Asia",
            "routing r: of all values that are not listed, all keys had no shard of their own and"
                + " go to Asia",
            "routing r: of all values that are not listed, NULL keys had no shard of their own and"
                + " go to Asia");
    String hashed =
        ", \"default\": { \"strategy\": \"modulo\", \"modulus\": 2, \"remainder\": \"floor\","
            + " \"shards\": [\"a\", \"b\"] }";
    assertThat(
            TopologyDiff.between(
                    topology(SHARDS, groups(all, hashed), REGIONS),
                    topology(SHARDS, groups(half, ""), REGIONS))
                .words())
        .containsExactly(
            "routing r: any key may move: of all values that are not listed, the rule (modulo) is"
                + " gone");
  }

  private static String expression(String text, String shards) {
    return """
    { "strategy": "expression", "keyTypes": ["bigint"], "expression": "%s", "shards": [%s] }\
    """
        .formatted(text, shards);
  }

  @Test
  void saysWhichResultsOfTheSameExpressionMeanAnotherShard() {
    Topology before = topology(SHARDS, expression("key % 3", "\"a\", \"b\", \"b\""), USERS);
    Topology swapped = topology(SHARDS, expression("key % 3", "\"a\", \"a\", \"b\""), USERS);
    assertThat(TopologyDiff.between(before, swapped).words())
        .containsExactly(
            "routing r: keys for which the expression gives 1 move from Asia to Europe");
    Topology shorter = topology(SHARDS, expression("key % 3", "\"a\""), USERS);
    assertThat(TopologyDiff.between(before, shorter).words())
        .containsExactly(
            "routing r: keys for which the expression gives 1, 2 leave Asia and have no shard any"
                + " more");
    Topology other = topology(SHARDS, expression("key % 2", "\"a\", \"b\", \"b\""), USERS);
    assertThat(TopologyDiff.between(before, other).words())
        .containsExactly("routing r: any key may move: strategy expression has other parameters");
  }

  @Test
  void knowsAnExpressionThatNamesShardsWhateverTheirOrder() {
    String text = "CASE WHEN key < 5 THEN 'a' ELSE 'b' END";
    assertThat(
            TopologyDiff.between(
                    topology(SHARDS, expression(text, "\"a\", \"b\""), USERS),
                    topology(SHARDS, expression(text, "\"b\", \"a\""), USERS))
                .words())
        .containsExactly("routing r: written differently, no key moves");
  }

  @Test
  void saysWhenTwoRulesCannotBeCompared() {
    assertThat(words(SHARDS, hash("\"a\", \"b\""), USERS))
        .containsExactly("routing r: any key may move: strategy range became hash");
    assertThat(words(SHARDS, RANGES.replace("bigint", "text").replace("50000", "\"m\""), USERS))
        .containsExactly("routing r: any key may move: the key was (bigint) and is now (text)");
    assertThat(words(SHARDS, RANGES.replace("bigint", "integer"), USERS))
        .containsExactly("routing r: written differently, no key moves");
  }

  @Test
  void saysWhatOfAShardChanged() {
    assertThat(words(SHARDS.replace("5433", "6000").replace("Asia", "East"), RANGES, USERS))
        .containsExactly("shard Asia (b): label Asia became East, port 5433 became 6000");
  }

  @Test
  void takesAShardOfAnotherIdAndTheSameDatabaseForTheSame() {
    assertThat(
            words(SHARDS.replace("\"b\"", "\"asia\""), RANGES.replace("\"b\"", "\"asia\""), USERS))
        .containsExactly(
            "shard Asia (b): id b became asia", "routing r: written differently, no key moves");
  }

  @Test
  void saysWhatBecomesOfTables() {
    String tables =
        """
        { "name": "users", "kind": "sharded", "key": ["uid"], "routing": "r" },
        { "name": "settings", "kind": "unsharded", "shard": "a" },
        { "name": "countries", "kind": "unsharded", "shard": "a" }\
        """;
    String later =
        """
        { "name": "users", "kind": "reference" },
        { "name": "settings", "kind": "unsharded", "shard": "b" }\
        """;
    assertThat(
            TopologyDiff.between(topology(SHARDS, RANGES, tables), topology(SHARDS, RANGES, later))
                .words())
        .containsExactly(
            "table users: sharded by uid with routing r became reference",
            "table users: any key may move: its rows are spread in another way",
            "table settings: unsharded on a became unsharded on b",
            "table settings: all keys move from Europe to Asia",
            "table countries removed");
    assertThat(words(SHARDS, RANGES, USERS.replace("\"id\"", "\"uid\"")))
        .contains("table users: any key may move: the shard key is another one");
  }

  @Test
  void estimatesHowManyKeysMoveWhereOnlyASampleCanTell() {
    List<ShardId> four = List.of(id("a"), id("a"), id("a"), id("b"));
    List<ShardId> five = List.of(id("a"), id("a"), id("a"), id("b"), id("b"));
    KeyMoves moves = moves(jump(four), jump(five));
    assertThat(moves).isInstanceOf(KeyMoves.Known.class);
    assertThat(((KeyMoves.Known) moves).moves())
        .singleElement()
        .satisfies(move -> {
          assertThat(move.to().orElseThrow().shard().label()).isEqualTo("Asia");
          assertThat(((KeySet.Share) move.keys()).share())
              .as("three of four buckets give a fifth of their keys to the new one")
              .isCloseTo(0.15, within(0.01));
          assertThat(move.words()).matches("about 1[0-9.]+ % of the keys move from Europe to Asia");
        });
  }

  @Test
  void tellsASchemaFromAnother() {
    Map<KeyValue, RoutingRule.Tenant> before = new LinkedHashMap<>();
    before.put(new KeyValue.Text("acme"), new RoutingRule.Tenant(id("a"), "acme"));
    before.put(new KeyValue.Text("beta"), new RoutingRule.Tenant(id("a"), "beta"));
    Map<KeyValue, RoutingRule.Tenant> after = new LinkedHashMap<>(before);
    after.put(new KeyValue.Text("acme"), new RoutingRule.Tenant(id("a"), "acme_2"));
    after.put(new KeyValue.Text("beta"), new RoutingRule.Tenant(id("b"), "beta"));
    assertThat(
            moves(
                    new RoutingRule.Tenants(before, Optional.empty()),
                    new RoutingRule.Tenants(after, Optional.empty()))
                .words())
        .containsExactly(
            "value acme moves from Europe, schema acme to Europe, schema acme_2",
            "value beta moves from Europe, schema beta to Asia, schema beta");
  }

  private static RoutingRule jump(List<ShardId> owners) {
    return new RoutingRule.Buckets(
        NumberSource.Hash.ofTypedValue(HashFunction.POSTGRESQL), new BucketRule.Jump(owners));
  }

  private static KeyMoves moves(RoutingRule before, RoutingRule after) {
    return TopologyDiff.between(of(before), of(after)).changedRoutings().getFirst().moves();
  }

  private static Topology of(RoutingRule rule) {
    return new Topology(
        OLD.name(),
        OLD.environment(),
        OLD.shards(),
        List.of(new RoutingDefinition("r", List.of(KeyType.TEXT), rule)),
        OLD.tables());
  }

  private static ShardId id(String id) {
    return new ShardId(id);
  }

  @Test
  void noticesAnotherOrder() {
    String turned =
        String.join(",", SHARDS.split("(?<=}),\\s*", 2)[1], SHARDS.split(",\\s*(?=\\{)", 2)[0]);
    assertThat(words(turned, RANGES, USERS))
        .containsExactly("shards, routings or tables in another order");
  }

  private static String hash(String shards) {
    int modulus = shards.split(",").length;
    return """
    { "strategy": "hash", "function": "postgresql", "keyTypes": ["bigint"], "modulus": %d, "shards": [%s] }\
    """
        .formatted(modulus, shards);
  }

  private static String list(String ofA, String ofB, String otherwise) {
    return """
    { "strategy": "list", "keyTypes": ["text"],
      "values": [ { "shard": "a", "in": [%s] }, { "shard": "b", "in": [%s] } ]%s }\
    """
        .formatted(ofA, ofB, otherwise);
  }

  private static List<String> words(String shards, String routing, String tables) {
    return TopologyDiff.between(OLD, topology(shards, routing, tables)).words();
  }

  private static Topology topology(String shards, String routing, String tables) {
    String text =
        """
        { "version": 1, "name": "t", "shards": [ %s ], "routings": { "r": %s }, "tables": [ %s ] }\
        """
            .formatted(shards, routing, tables);
    return switch (new TopologyReader().read(text)) {
      case ReadResult.Read(Topology topology, var _) -> topology;
      case ReadResult.Refused refused -> throw new AssertionError(refused.problems() + text);
    };
  }
}
