package io.shardlens.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.ShardlensException;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.Shard;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the demo's databases hold and who may do what there.
class DemoDatabasesIT {

  @TempDir static Path root;

  private static DemoCluster cluster;

  @BeforeAll
  static void startDemo() throws Exception {
    cluster =
        DemoCluster.start(
            DemoClusterIT.folder(root), DemoScale.SMALL, DemoClusterIT.freePorts(), step -> {});
  }

  @AfterAll
  static void stopDemo() throws Exception {
    cluster.close();
    Files.delete(new DemoFolder(root).binaries());
  }

  @Test
  void isBuiltWithoutAWordOnTheFirstStart() {
    assertThat(cluster.origin()).isEqualTo(DemoCluster.Origin.BUILT);
    assertThat(cluster.messages()).isEmpty();
  }

  @Test
  void holdsEveryUserAndOrderOnceOverAllShards() throws Exception {
    assertThat(sum(DemoSample.RANGES, "SELECT count(*) FROM users")).isEqualTo(4_000);
    assertThat(sum(DemoSample.RANGES, "SELECT count(*) FROM orders")).isEqualTo(12_000);
    for (DemoSample sample :
        List.of(DemoSample.TWO_REGIONS, DemoSample.HASH, DemoSample.BY_COUNTRY)) {
      assertThat(sum(sample, "SELECT count(*) FROM users")).as(sample.file()).isEqualTo(1_000);
      assertThat(sum(sample, "SELECT count(*) FROM orders")).as(sample.file()).isEqualTo(3_000);
    }
  }

  @Test
  void holdsOrdersWhereTheirUsersLie() throws Exception {
    String strangers =
        "SELECT count(*) FROM orders o WHERE NOT EXISTS (SELECT FROM users u WHERE u.id ="
            + " o.user_id)";
    for (DemoSample sample : DemoSample.values()) {
      assertThat(sum(sample, strangers)).as(sample.file()).isZero();
    }
    assertThat(
            sum(
                DemoSample.BY_COUNTRY,
                "SELECT count(*) FROM orders o JOIN users u ON u.id = o.user_id"
                    + " WHERE u.country <> o.country"))
        .isZero();
  }

  @Test
  void holdsTheSameCountriesOnEveryShard() throws Exception {
    String digest =
        "SELECT count(*) || md5(string_agg(c::text, ',' ORDER BY code)) FROM countries c";
    String first = text(DemoSample.RANGES, 0, digest);
    assertThat(first).startsWith("249");
    for (DemoSample sample : DemoSample.values()) {
      for (int shard = 0; shard < sample.databases().size(); shard++) {
        assertThat(text(sample, shard, digest)).isEqualTo(first);
      }
    }
  }

  @Test
  void liesInTheRangesThatTheTopologiesDeclare() throws Exception {
    for (String column : List.of("users.id", "orders.user_id")) {
      String table = column.substring(0, column.indexOf('.'));
      String outside = "SELECT count(*) FROM " + table + " WHERE NOT " + column;
      assertThat(text(DemoSample.RANGES, 0, outside + " < 50000")).isEqualTo("0");
      assertThat(text(DemoSample.RANGES, 1, outside + " BETWEEN 50000 AND 99999")).isEqualTo("0");
      assertThat(text(DemoSample.RANGES, 2, outside + " BETWEEN 100000 AND 149999")).isEqualTo("0");
      assertThat(text(DemoSample.RANGES, 3, outside + " >= 150000")).isEqualTo("0");
      assertThat(text(DemoSample.TWO_REGIONS, 0, outside + " < 50000")).isEqualTo("0");
      assertThat(text(DemoSample.TWO_REGIONS, 1, outside + " >= 50000")).isEqualTo("0");
    }
  }

  @Test
  void liesByHashWherePostgresItselfPutsIt() throws Exception {
    for (int shard = 0; shard < 4; shard++) {
      try (MaintenanceConnection connection =
          cluster.servers().get(shard).connect(DemoSample.HASH.databases().get(shard))) {
        connection.execute(
            """
            CREATE TEMPORARY TABLE rule (id bigint) PARTITION BY HASH (id);
            CREATE TEMPORARY TABLE right_place PARTITION OF rule
              FOR VALUES WITH (MODULUS 4, REMAINDER %d)
            """
                .formatted(shard));
        // The server refuses a row that the partition does not own.
        connection.execute("INSERT INTO right_place SELECT id FROM users");
        connection.execute("INSERT INTO right_place SELECT user_id FROM orders");
      }
    }
  }

  @Test
  void liesWhereTheRouterOfEverySampleTopologySendsIt() throws Exception {
    for (Path file : cluster.topologies()) {
      Topology topology = read(file);
      Router router = new Router(topology);
      for (TableDefinition.Sharded table : topology.shardedTables()) {
        for (int server = 0; server < topology.shards().size(); server++) {
          Shard shard = topology.shards().get(server);
          assertThat(shard.port()).isEqualTo(cluster.ports().get(server));
          for (String key : keys(shard, server, table)) {
            assertThat(router.route(table, List.of(key)))
                .isInstanceOfSatisfying(
                    Route.Owned.class,
                    route -> assertThat(route.shard()).as(file + ", " + key).isEqualTo(shard.id()));
          }
        }
      }
    }
  }

  @Test
  void opensEverySampleTopologyAsItIsShipped() {
    for (DemoSample sample : DemoSample.values()) {
      Topology topology = read(Path.of("sample-topologies", sample.file()));
      assertThat(topology.shards())
          .extracting(Shard::database)
          .containsExactlyElementsOf(sample.databases());
      assertThat(topology.shards()).allMatch(shard -> shard.user().equals("shardlens_app"));
    }
  }

  @Test
  void holdsUnequalRangesWithTheIdsThatPeopleAskFor() throws Exception {
    assertThat(
            List.of(
                text(DemoSample.RANGES, 0, "SELECT count(*) FROM users"),
                text(DemoSample.RANGES, 1, "SELECT count(*) FROM users"),
                text(DemoSample.RANGES, 2, "SELECT count(*) FROM users"),
                text(DemoSample.RANGES, 3, "SELECT count(*) FROM users")))
        .containsExactly("480", "990", "920", "1610");
    assertThat(text(DemoSample.RANGES, 0, "SELECT count(*) FROM users WHERE id IN (1, 49999)"))
        .isEqualTo("2");
    assertThat(text(DemoSample.RANGES, 1, "SELECT count(*) FROM users WHERE id IN (50000, 50001)"))
        .isEqualTo("2");
    assertThat(text(DemoSample.RANGES, 3, "SELECT count(*) FROM users WHERE id > 2::numeric ^ 53"))
        .isEqualTo("11");
    assertThat(sum(DemoSample.RANGES, "SELECT count(*) FROM orders WHERE id > 2::numeric ^ 53"))
        .isEqualTo(12);
  }

  @Test
  void letsTheApplicationRoleChangeRowsAndNothingElse() throws Exception {
    try (MaintenanceConnection connection = connect(cluster, 0, "users_europe", "shardlens_app")) {
      connection.execute(
          "BEGIN; UPDATE users SET active = NOT active WHERE id = 1;"
              + " DELETE FROM orders WHERE user_id = 1; ROLLBACK");
      assertRefused(connection, "ALTER TABLE users ADD COLUMN x int");
      assertRefused(connection, "CREATE TABLE mine (x int)");
      assertRefused(connection, "TRUNCATE users");
      assertRefused(connection, "CREATE ROLE other");
    }
  }

  @Test
  void letsTheReaderReadAndChangeNothing() throws Exception {
    try (MaintenanceConnection connection =
        connect(cluster, 0, "users_europe", "shardlens_reader")) {
      assertThat(connection.queryText("SELECT count(*) FROM users")).isEqualTo("480");
      assertRefused(connection, "UPDATE users SET active = true");
      assertRefused(connection, "INSERT INTO countries VALUES ('XX', 'Nowhere', 'None')");
      assertRefused(connection, "DELETE FROM orders");
    }
  }

  @Test
  void refusesAWrongPasswordForEveryRole() {
    for (String role : List.of("postgres", "shardlens_app", "shardlens_reader")) {
      assertThatThrownBy(() ->
              MaintenanceConnection.open(
                  PostgresServer.HOST, cluster.ports().getFirst(), "users_europe", role, "wrong"))
          .isInstanceOfSatisfying(
              ShardlensException.class,
              e -> {
                assertThat(e.error().code()).isEqualTo(QueryError.Code.NO_CONNECTION);
                assertThat(e.error().sqlState()).isEqualTo("28P01");
              });
    }
  }

  private static Topology read(Path file) {
    assertThat(new TopologyReader().read(file)).isInstanceOf(ReadResult.Read.class);
    return ((ReadResult.Read) new TopologyReader().read(file)).topology();
  }

  private static List<String> keys(Shard shard, int server, TableDefinition.Sharded table)
      throws Exception {
    try (MaintenanceConnection connection =
        connect(cluster, server, shard.database(), shard.user())) {
      return connection
          .queryRows("SELECT DISTINCT " + table.key().getFirst() + " FROM " + table.name())
          .stream()
          .map(List::getFirst)
          .toList();
    }
  }

  static MaintenanceConnection connect(DemoCluster demo, int server, String database, String role)
      throws Exception {
    String start =
        PostgresServer.HOST + ":" + demo.ports().get(server) + ":" + database + ":" + role + ":";
    String password =
        Files.readAllLines(demo.passFile()).stream()
            .filter(line -> line.startsWith(start))
            .findFirst()
            .orElseThrow()
            .substring(start.length());
    return MaintenanceConnection.open(
        PostgresServer.HOST, demo.ports().get(server), database, role, password);
  }

  private static void assertRefused(MaintenanceConnection connection, String sql) {
    assertThatThrownBy(() -> connection.execute(sql))
        .isInstanceOfSatisfying(
            ShardlensException.class, e -> assertThat(e.error().sqlState()).isEqualTo("42501"));
  }

  private static long sum(DemoSample sample, String count) throws Exception {
    long sum = 0;
    for (int shard = 0; shard < sample.databases().size(); shard++) {
      sum += Long.parseLong(text(sample, shard, count));
    }
    return sum;
  }

  private static String text(DemoSample sample, int shard, String sql) throws Exception {
    try (MaintenanceConnection connection =
        cluster.servers().get(shard).connect(sample.databases().get(shard))) {
      return String.valueOf(connection.queryText(sql));
    }
  }
}
