package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.execute.ShardProof.Method;
import io.shardlens.execute.ShardProof.Misplaced;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.routing.Router;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.Environment;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Tenant;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a check finds on real shards, per table and shard: s1 owns keys below 1000, s2 the others.
class TopologyCheckIT {

  private static final ShardedServers SERVERS = ShardedServers.get();
  private static final ShardId S1 = new ShardId("s1");
  private static final ShardId S2 = new ShardId("s2");
  private static final RoutingRule RANGES =
      new RoutingRule.Range(
          List.of(
              new KeyRange(null, new KeyValue.Int(1000), S1),
              new KeyRange(new KeyValue.Int(1000), null, S2)));

  private static final String GRANT =
      "GRANT USAGE ON SCHEMA live TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA live TO reader";

  @BeforeAll
  static void makeTables() throws Exception {
    SERVERS.execute(
        "s1",
        "CREATE SCHEMA live; CREATE TABLE live.orders (id bigint PRIMARY KEY, note text);"
            + " INSERT INTO live.orders SELECT i, '' FROM generate_series(1, 999) i;"
            + " CREATE TABLE live.places (id bigint, shard text);"
            + " INSERT INTO live.places SELECT i, 'one' FROM generate_series(1, 999) i;"
            + GRANT);
    SERVERS.execute(
        "s2",
        "CREATE SCHEMA live; CREATE TABLE live.orders (id bigint PRIMARY KEY, note text);"
            + " INSERT INTO live.orders SELECT i, '' FROM generate_series(1000, 4999) i; ANALYZE"
            + " live.orders;"
            + GRANT);
  }

  @AfterAll
  static void dropTables() throws Exception {
    SERVERS.execute("s1", "DROP SCHEMA live CASCADE");
    SERVERS.execute("s2", "DROP SCHEMA live CASCADE");
  }

  private static TableDefinition.Sharded table(String name) {
    return new TableDefinition.Sharded(new TableName("live", name), List.of("id"), "r");
  }

  private static Topology topology(RoutingRule rule, String table) {
    return topology(new RoutingDefinition("r", List.of(KeyType.BIGINT), rule), table(table));
  }

  private static Topology topology(RoutingDefinition routing, TableDefinition... tables) {
    return new Topology(
        "live",
        Environment.DEV,
        List.of(SERVERS.shard("s1", "reader"), SERVERS.shard("s2", "reader")),
        List.of(routing),
        List.of(tables));
  }

  private static CheckReport check(Topology topology) {
    return check(topology, CheckOptions.STANDARD);
  }

  private static CheckReport check(Topology topology, CheckOptions options) {
    try (JdbcGateway gateway = SERVERS.gateway(topology)) {
      return new LiveInspector(new Router(topology), gateway).check(options);
    }
  }

  private static Finding finding(CheckReport report, Kind kind) {
    return report.findings().stream()
        .filter(finding -> finding.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static ShardProof proof(CheckReport report, ShardId shard) {
    return report.tables().getFirst().shards().stream()
        .filter(proof -> proof.shard().equals(shard))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> sentences(ShardProof proof) {
    return proof.examples().stream().map(Misplaced::sentence).toList();
  }

  @Test
  void comparesEveryRowAndCountsThemPerShard() {
    CheckReport report = check(topology(RANGES, "orders"));

    assertThat(finding(report, Kind.ROUTING).title()).isEqualTo("Routing proved");
    assertThat(finding(report, Kind.ROUTING).detail())
        .isEqualTo("every row of 1 table compared, 0 misplaced");
    assertThat(proof(report, S1).method()).isEqualTo(Method.EVERY_ROW);
    assertThat(proof(report, S1).keys()).isEqualTo(999);
    assertThat(proof(report, S2).keys()).isEqualTo(4000);
    assertThat(report.tables().getFirst().isWhole()).isTrue();
  }

  @Test
  void countsTheMisplacedKeysOfEachShardAndDerivesWhereSomeBelong() {
    CheckReport report =
        check(
            topology(
                new RoutingRule.Range(
                    List.of(
                        new KeyRange(null, new KeyValue.Int(990), S1),
                        new KeyRange(new KeyValue.Int(990), new KeyValue.Int(4998), S2))),
                "orders"));

    assertThat(finding(report, Kind.ROUTING).severity()).isEqualTo(Severity.ERROR);
    assertThat(finding(report, Kind.ROUTING).title()).isEqualTo("Rows are misplaced");
    assertThat(proof(report, S1).misplaced()).isEqualTo(10);
    assertThat(proof(report, S1).examples()).hasSize(5);
    assertThat(sentences(proof(report, S1)).getFirst())
        .isEqualTo("live.orders 990 lies on s1 and belongs to s2");
    Misplaced first = proof(report, S1).examples().getFirst();
    assertThat(first.owner()).contains(S2);
    assertThat(first.derivation().steps())
        .extracting(step -> step.name() + ": " + step.result())
        .containsExactly("Value: 990", "Range 2 of 2: [990, 4998)");
    assertThat(sentences(proof(report, S2)))
        .containsExactlyInAnyOrder(
            "live.orders 4998 lies on s2 and belongs to no shard",
            "live.orders 4999 lies on s2 and belongs to no shard");
  }

  @Test
  void drawsKeysAtRandomWhereTheServerCannotFollowTheRule() {
    CheckReport report =
        check(
            topology(
                new RoutingRule.Buckets(
                    NumberSource.Hash.ofTypedValue(HashFunction.JAVA),
                    new BucketRule.Jump(List.of(S1, S2))),
                "orders"));

    assertThat(finding(report, Kind.ROUTING).detail()).startsWith("1999 keys sampled, ");
    assertThat(proof(report, S2).method()).isEqualTo(Method.RANDOM_SAMPLE);
    assertThat(proof(report, S2).keys()).isEqualTo(1000);
    assertThat(proof(report, S2).misplaced()).isBetween(300L, 700L);
    assertThat(proof(report, S2).how()).isEqualTo("drawn at random");
    assertThat(report.tables().getFirst().isWhole()).isFalse();
  }

  @Test
  void callsARoutingOfWhichItSawOnlySomeKeysNotProved() {
    RoutingRule modulo =
        new RoutingRule.Buckets(
            new NumberSource.Identity(),
            new BucketRule.Modulo(
                io.shardlens.topology.BucketMap.of(List.of(S1)), BucketRule.Remainder.FLOOR));
    Topology one =
        new Topology(
            "one",
            Environment.DEV,
            List.of(SERVERS.shard("s1", "reader")),
            List.of(new RoutingDefinition("r", List.of(KeyType.BIGINT), modulo)),
            List.of(table("orders")));

    CheckReport sampled = check(one, new CheckOptions(Duration.ofSeconds(20), 0));

    assertThat(finding(sampled, Kind.ROUTING).title()).isEqualTo("Routing agrees");
    assertThat(proof(sampled, S1).keys()).isEqualTo(999);
    assertThat(proof(sampled, S1).notes().getFirst())
        .isEqualTo("Only a sample was taken of 0 MB; check --every-row compares all of it");
    assertThat(finding(check(one), Kind.ROUTING).title()).isEqualTo("Routing proved");
  }

  @Test
  void takesASampleAndSaysSoWhereEveryRowTakesTooLong() throws Exception {
    // The first thousand rows come at once, the others one by one.
    String slow =
        "CREATE VIEW live.slow AS SELECT %d + i::bigint AS id FROM generate_series(0, 1100) i"
            + " WHERE i < 1000 OR pg_sleep(0.2) IS NOT NULL; "
            + GRANT;
    SERVERS.execute("s1", slow.formatted(-5000));
    SERVERS.execute("s2", slow.formatted(1000));
    try {
      CheckReport report =
          check(topology(RANGES, "slow"), new CheckOptions(Duration.ofMillis(1500), 1L << 30));

      assertThat(proof(report, S1).method()).isEqualTo(Method.FIRST_ROWS);
      assertThat(proof(report, S1).keys()).isEqualTo(1000);
      assertThat(proof(report, S1).how()).isEqualTo("the first that the server gave");
      assertThat(proof(report, S1).notes())
          .containsExactly("Not every row could be compared within 1.5 s");
      assertThat(finding(report, Kind.ROUTING).title()).isEqualTo("Routing agrees");
    } finally {
      SERVERS.execute("s1", "DROP VIEW live.slow");
      SERVERS.execute("s2", "DROP VIEW live.slow");
    }
  }

  @Test
  void readsWhatIsThereAndNamesATableOrColumnThatIsMissing() throws Exception {
    SERVERS.execute("s1", "CREATE TABLE live.parts (id bigint); " + GRANT);
    SERVERS.execute("s2", "CREATE TABLE live.parts (no bigint); " + GRANT);
    try {
      CheckReport report = check(topology(RANGES, "parts"));
      assertThat(proof(report, S1).method()).isEqualTo(Method.EVERY_ROW);
      assertThat(proof(report, S2).method()).isEqualTo(Method.UNREAD);
      assertThat(proof(report, S2).notes())
          .containsExactly("live.parts has no column id, which is of its shard key");
      assertThat(finding(report, Kind.ROUTING).title()).isEqualTo("Routing, not all of it");
      assertThat(finding(report, Kind.ROUTING).severity()).isEqualTo(Severity.WARNING);
      assertThat(finding(report, Kind.SCHEMA).severity()).isEqualTo(Severity.ERROR);

      SERVERS.execute("s2", "DROP TABLE live.parts");
      CheckReport gone = check(topology(RANGES, "parts"));
      assertThat(proof(gone, S2).notes().getFirst()).contains("live.parts").contains("exist");
      assertThat(finding(gone, Kind.SCHEMA).examples())
          .contains("live.parts: s2 has no table live.parts");
    } finally {
      SERVERS.execute("s1", "DROP TABLE live.parts");
      SERVERS.execute("s2", "DROP TABLE IF EXISTS live.parts");
    }
  }

  @Test
  void provesNothingOverAColumnOfAnotherTypeThanTheRoutings() throws Exception {
    for (String shard : List.of("s1", "s2")) {
      SERVERS.execute(
          shard,
          "CREATE TABLE live.texts (id text); INSERT INTO live.texts VALUES ('"
              + (shard.equals("s1") ? "7" : "7000")
              + "'); "
              + GRANT);
    }
    try {
      CheckReport report = check(topology(RANGES, "texts"));
      assertThat(proof(report, S1).method()).isEqualTo(Method.RANDOM_SAMPLE);
      assertThat(proof(report, S1).misplaced()).isZero();
      assertThat(proof(report, S1).notes())
          .containsExactly("live.texts.id is text, and the routing expects bigint");
    } finally {
      SERVERS.execute("s1", "DROP TABLE live.texts");
      SERVERS.execute("s2", "DROP TABLE live.texts");
    }
  }

  @Test
  void provesNothingOverRowsThatItMayNotSee() throws Exception {
    SERVERS.execute(
        "s1",
        "ALTER TABLE live.orders ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON live.orders USING"
            + " (id < 10)");
    try {
      CheckReport report = check(topology(RANGES, "orders"));
      assertThat(proof(report, S1).method()).isEqualTo(Method.RANDOM_SAMPLE);
      assertThat(proof(report, S1).keys()).isEqualTo(9);
      assertThat(proof(report, S1).notes().getFirst()).startsWith("Row-level security may hide");
      assertThat(finding(report, Kind.ROUTING).title()).isEqualTo("Routing agrees");
    } finally {
      SERVERS.execute(
          "s1",
          "DROP POLICY few ON live.orders; ALTER TABLE live.orders DISABLE ROW LEVEL SECURITY");
    }
  }

  @Test
  void comparesSampledKeysWithWhatTheDirectorySaysNow() throws Exception {
    RoutingRule.Directory directory =
        new RoutingRule.Directory(
            S1,
            new TableName("live", "places"),
            List.of("id"),
            "shard",
            Map.of("one", S1, "two", S2),
            Duration.ofHours(1),
            Optional.of(S2));
    assertThat(finding(check(topology(directory, "orders")), Kind.ROUTING).title())
        .isEqualTo("Routing agrees");

    SERVERS.execute("s1", "UPDATE live.places SET shard = 'two' WHERE id = 5");
    try {
      CheckReport moved = check(topology(directory, "orders"));
      assertThat(sentences(proof(moved, S1)))
          .containsExactly("live.orders 5 lies on s1 and belongs to s2");
      assertThat(proof(moved, S1).keys()).isEqualTo(999);

      SERVERS.execute("s1", "ALTER TABLE live.places RENAME TO nowhere");
      CheckReport silent = check(topology(directory, "orders"));
      assertThat(proof(silent, S1).misplaced()).isZero();
      assertThat(proof(silent, S1).method()).isEqualTo(Method.UNREAD);
      assertThat(proof(silent, S1).notes().getFirst())
          .startsWith("999 of these keys could not be routed. Which shard owns")
          .contains("relation \"live.places\" does not exist");
      assertThat(finding(silent, Kind.ROUTING).severity()).isEqualTo(Severity.WARNING);
      SERVERS.execute("s1", "ALTER TABLE live.nowhere RENAME TO places");
    } finally {
      SERVERS.execute("s1", "UPDATE live.places SET shard = 'one' WHERE id = 5");
    }
  }

  @Test
  void looksForTheTableOfEveryTenantAndForWhatAMoveLeftBehind() throws Exception {
    Map<KeyValue, Tenant> tenants = new LinkedHashMap<>();
    tenants.put(new KeyValue.Text("acme"), new Tenant(S1, "acme"));
    tenants.put(new KeyValue.Text("globex"), new Tenant(S2, "globex"));
    RoutingDefinition routing =
        new RoutingDefinition(
            "r",
            List.of(KeyType.TEXT),
            new RoutingRule.Tenants(tenants, Optional.of(new Tenant(S2, "t_*"))));
    Topology topology =
        topology(
            routing,
            new TableDefinition.Sharded(new TableName("public", "bills"), List.of("tenant"), "r"));
    SERVERS.execute(
        "s1",
        "CREATE SCHEMA acme; CREATE TABLE acme.bills (tenant text, id int); INSERT INTO acme.bills"
            + " VALUES ('acme', 1), ('globex', 2); GRANT USAGE ON SCHEMA acme TO reader; GRANT"
            + " SELECT ON acme.bills TO reader; CREATE SCHEMA globex; CREATE TABLE globex.bills (id"
            + " int)");
    SERVERS.execute(
        "s2",
        "CREATE SCHEMA t_x; CREATE TABLE t_x.bills (tenant text); INSERT INTO t_x.bills VALUES"
            + " ('x'), ('y'); GRANT USAGE ON SCHEMA t_x TO reader; GRANT SELECT ON t_x.bills TO"
            + " reader");
    try {
      CheckReport report = check(topology);

      assertThat(sentences(proof(report, S1)))
          .containsExactly(
              "bills globex lies on s1 (schema globex) and belongs to s2",
              "bills globex lies on s1 (schema acme) and belongs to s2 (schema globex)");
      assertThat(sentences(proof(report, S2)))
          .containsExactly(
              "bills globex belongs to s2, which has no table globex.bills",
              "bills y lies on s2 (schema t_x) and belongs to s2 (schema t_y)");
      assertThat(proof(report, S2).method()).isEqualTo(Method.EVERY_SCHEMA);
      assertThat(finding(report, Kind.SCHEMA).severity()).isEqualTo(Severity.OK);
    } finally {
      SERVERS.execute("s1", "DROP SCHEMA acme CASCADE; DROP SCHEMA globex CASCADE");
      SERVERS.execute("s2", "DROP SCHEMA t_x CASCADE");
    }
  }

  @Test
  void comparesTheZonesAndCollationsOfTheServers() throws Exception {
    assertThat(finding(check(topology(RANGES, "orders")), Kind.SERVERS).severity())
        .isEqualTo(Severity.OK);
    SERVERS.execute("s2", "ALTER DATABASE s2 SET timezone = 'Europe/Berlin'");
    SERVERS.execute("s2", "UPDATE pg_database SET datcollversion = '1.0' WHERE datname = 's2'");
    try {
      Finding servers = finding(check(topology(RANGES, "orders")), Kind.SERVERS);
      assertThat(servers.title()).isEqualTo("Servers differ");
      assertThat(servers.severity()).isEqualTo(Severity.WARNING);
      assertThat(servers.examples())
          .contains(
              "time zone of sessions, the server's own on s1; every role: Europe/Berlin on s2")
          .anyMatch(line ->
              line.startsWith("s2: the database was made with version 1.0 of its collation"));
    } finally {
      SERVERS.execute("s2", "ALTER DATABASE s2 RESET timezone");
      SERVERS.execute(
          "s2",
          "UPDATE pg_database SET datcollversion = pg_database_collation_actual_version(oid) WHERE"
              + " datname = 's2'");
    }
  }

  @Test
  void findsTwoShardsThatAreOneDatabase() {
    Shard first = SERVERS.shard("s1", "reader");
    List<Shard> shards = new ArrayList<>(List.of(first));
    shards.add(
        new Shard(
            S2, "s2", first.host(), first.port(), first.database(), first.user(), first.sslMode()));
    Topology doubled =
        new Topology(
            "doubled",
            Environment.DEV,
            shards,
            List.of(new RoutingDefinition("r", List.of(KeyType.BIGINT), RANGES)),
            List.of(table("orders")));

    Finding separate = finding(check(doubled), Kind.SEPARATE_DATABASES);

    assertThat(separate.severity()).isEqualTo(Severity.ERROR);
    assertThat(separate.examples())
        .containsExactly("s2 and s1 are the same database, or one is the other's replica");
  }
}
