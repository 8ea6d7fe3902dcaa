package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardlens.fixtures.Oracle;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.jdbc.PasswordFiles;
import io.shardlens.plan.Verdict;
import io.shardlens.topology.Environment;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// The catalogs, settings and merges on older PostgreSQL versions than the embedded one. Needs
/// Docker, and is skipped where there is none.
class OtherVersionsIT {

  private static final String TABLES =
      """
      CREATE TABLE users(id bigint PRIMARY KEY, name text, note text COLLATE "C", amount numeric(12,2),
        score float8, at timestamptz, tags text[], doc jsonb);
      CREATE TABLE grades(k int PRIMARY KEY, v text);
      INSERT INTO grades VALUES (1, 'x'), (2, 'Y');
      """;

  private static final String ROWS =
      """
      INSERT INTO users
      SELECT i, (ARRAY['B','a','é','Z','_a','ab','1-a','1a'])[1 + i %% 8] || i %% 7, chr(65 + i %% 26), i * 1.10,
             i / 3.0, '2024-01-01'::timestamptz + i * interval '1 day', ARRAY['t' || i %% 3],
             jsonb_build_object('n', i %% 5)
        FROM generate_series(%d, %d) i;
      """;

  private static final List<String> QUERIES =
      List.of(
          "SELECT * FROM users ORDER BY id",
          "SELECT id, at FROM users ORDER BY at DESC LIMIT 7 OFFSET 3",
          "SELECT id, name FROM users ORDER BY name, id LIMIT 9",
          "SELECT id, note FROM users ORDER BY note, id LIMIT 9",
          "SELECT name, count(*), sum(amount), avg(amount) FROM users GROUP BY name ORDER BY name",
          "SELECT u.id, g.v FROM users u LEFT JOIN grades g ON g.k = u.id % 3 ORDER BY u.id",
          "SELECT doc->>'n' AS n, count(DISTINCT tags) FROM users WHERE doc ? 'n' GROUP BY 1 ORDER"
              + " BY 1",
          "SELECT id, row_number() OVER (ORDER BY amount DESC) FROM users ORDER BY id",
          "SELECT id FROM users WHERE id = 499 UNION SELECT id FROM users WHERE id IN (500, 501)"
              + " ORDER BY 1");

  @ParameterizedTest
  @ValueSource(strings = {"postgres:14", "postgres:15", "postgres:16", "postgres:17"})
  void answersAsOneDatabaseOfThatVersionDoes(String image) throws Exception {
    assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "Docker is not here");
    try (PostgreSQLContainer container = new PostgreSQLContainer(image)) {
      container.withEnv("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256").start();
      compare(
          container.getHost(),
          container.getFirstMappedPort(),
          container.getUsername(),
          container.getPassword());
    }
  }

  private static void compare(String host, int port, String user, String password)
      throws Exception {
    build(host, port, user, password, "low", ROWS.formatted(1, 499));
    build(host, port, user, password, "high", ROWS.formatted(500, 1000));
    build(host, port, user, password, "oracle", ROWS.formatted(1, 1000));
    PasswordFiles passwords = new PasswordFiles(List.of(), Map.of("PGPASSWORD", password));
    Topology topology = topology(host, port, user, "low", "high");
    try (Oracle oracle =
        new Oracle(
            new JdbcGateway(topology(host, port, user, "oracle"), passwords),
            new JdbcGateway(topology, passwords),
            topology)) {
      for (String query : QUERIES) {
        QueryResult result = oracle.merged(query);
        assertThat(result.verdict()).as("%s: %s", query, result.reasons()).isEqualTo(Verdict.EXACT);
        assertThat(Oracle.answer(result)).as(query).isEqualTo(oracle.ask(query));
      }
    }
  }

  private static void build(
      String host, int port, String user, String password, String database, String rows)
      throws Exception {
    try (MaintenanceConnection server =
        MaintenanceConnection.open(host, port, "postgres", user, password)) {
      server.execute("CREATE DATABASE " + database);
    }
    try (MaintenanceConnection shard =
        MaintenanceConnection.open(host, port, database, user, password)) {
      shard.execute(TABLES + rows);
    }
  }

  private static Topology topology(String host, int port, String user, String... databases) {
    List<Shard> shards =
        Arrays.stream(databases)
            .map(
                name -> new Shard(new ShardId(name), name, host, port, name, user, SslMode.DISABLE))
            .toList();
    KeyValue bound = new KeyValue.Int(500);
    ShardId first = shards.getFirst().id();
    ShardId last = shards.getLast().id();
    List<KeyRange> ranges =
        List.of(new KeyRange(null, bound, first), new KeyRange(bound, null, last));
    return new Topology(
        "versions",
        Environment.DEV,
        shards,
        List.of(
            new RoutingDefinition(
                "by_user", List.of(KeyType.BIGINT), new RoutingRule.Range(ranges))),
        List.of(
            new TableDefinition.Sharded(new TableName("public", "users"), List.of("id"), "by_user"),
            new TableDefinition.Reference(new TableName("public", "grades"))));
  }
}
