package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Survey;
import io.shardlens.routing.Router;
import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Deep offsets against one PostgreSQL with all rows, with so little counted as worthwhile that the
/// few sample rows are enough.
final class OffsetMergeIT {

  private static final long SEED = RandomSeed.ofThisRun();
  private static final int QUERIES = RandomSeed.cases(600, 20_000);
  private static final ShardedServers SERVERS = ShardedServers.get();

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "balance",
          "score",
          "ratio",
          "weight",
          "level",
          "age",
          "active",
          "created_at",
          "born",
          "ref");

  private static Oracle oracle;
  private static JdbcGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    for (Shard shard : SERVERS.topology().shards()) {
      try (MaintenanceConnection connection =
          SERVERS.server(shard.database()).connect(shard.database())) {
        connection.execute("ANALYZE");
      }
    }
    oracle = new Oracle(SERVERS);
    gateway = SERVERS.gateway(SERVERS.topology());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    oracle.close();
  }

  @Test
  void answersAsOnePostgresWithAllRowsDoes() throws ShardlensException {
    Random random = new Random(SEED);
    int counted = 0;
    for (int i = 0; i < QUERIES; i++) {
      String sql = query(random);
      Optional<QueryResult> result = run(sql);
      if (result.isPresent()) {
        counted++;
        String where = "seed " + SEED + ", " + sql + "\n" + result.get().reasons();
        assertThat(result.get().error()).as(where).isEmpty();
        Oracle.Answer expected = oracle.ask(sql);
        assertThat(Oracle.answer(result.get())).as(where).isEqualTo(expected);
      }
    }
    System.out.printf("Deep offsets, seed %d: %d of %d counted%n", SEED, counted, QUERIES);
    assertThat(counted).as("counted, seed %d", SEED).isGreaterThan(QUERIES / 50);
  }

  private static String query(Random random) {
    String first = COLUMNS.get(random.nextInt(COLUMNS.size()));
    String direction =
        List.of("", " DESC", " NULLS FIRST", " DESC NULLS LAST").get(random.nextInt(4));
    String list =
        List.of("*", "*", "id, name", "u.id AS key", "id, unnest(tags)").get(random.nextInt(5));
    List<String> where = List.of("", " WHERE active", " WHERE id > 50 OR level = 2 -- or so\n");
    return "SELECT "
        + list
        + " FROM users u"
        + where.get(random.nextInt(where.size()))
        + " ORDER BY "
        + (random.nextBoolean() ? "u." : "")
        + first
        + direction
        + ", "
        + (random.nextBoolean() ? "u.id" : "u.id DESC")
        + " LIMIT "
        + random.nextInt(1, 15)
        + " OFFSET "
        + random.nextInt(40, 330);
  }

  private static Optional<QueryResult> run(String sql) throws ShardlensException {
    return run(SERVERS.topology(), oracle.service(), gateway, sql, oracle.ask(sql).columns());
  }

  /// What comes of counting, where it is tried and fits.
  private static Optional<QueryResult> run(
      Topology topology,
      QueryService service,
      JdbcGateway gateway,
      String sql,
      List<Column> columns)
      throws ShardlensException {
    QueryPlan plan = service.explain(sql);
    if (!(plan.merge() instanceof MergeStep.MergeSort)) {
      return Optional.empty();
    }
    QueryRequest request = QueryRequest.of(sql);
    ResultBuilder builder = new ResultBuilder(topology);
    builder.planned(plan, request);
    Survey survey = new Survey(topology.shards().getFirst().id(), columns, Set.of(), Map.of());
    return new OffsetMerge(topology, new Scatter(gateway), 1)
        .run(
            request,
            Deadline.in(request.timeout()),
            builder,
            QueryService.Progress.NONE,
            plan,
            survey);
  }

  /// A query that sorts by a value of which there are few finds ties at the cut.
  @Test
  void tiesAtTheCutAreNeitherLostNorRepeated() throws ShardlensException {
    List<String> pages = new ArrayList<>();
    for (int offset = 0; offset < 320; offset += 7) {
      String sql = "SELECT id FROM users ORDER BY level, id LIMIT 7 OFFSET " + offset;
      QueryResult result =
          run(sql)
              .orElseGet(
                  () -> oracle.service().run(QueryRequest.of(sql), QueryService.Progress.NONE));
      result.rows().forEach(row -> pages.add(row.cells().getFirst()));
    }
    assertThat(pages)
        .isEqualTo(
            oracle.ask("SELECT id FROM users ORDER BY level, id").rows().stream()
                .map(List::getFirst)
                .toList());
  }

  /// Statistics that are wrong by a third of the rows: no answer may rest on them.
  @ParameterizedTest
  @ValueSource(
      strings = {"", "UPDATE numbers SET n = n + 700", "DELETE FROM numbers WHERE n < 1300"})
  void staleStatisticsOnlyCostTime(String change) throws Exception {
    List<String> databases = List.of("offset_a", "offset_b");
    try {
      for (int half = 0; half < 2; half++) {
        String database = databases.get(half);
        try (MaintenanceConnection server = SERVERS.server(database).connect("postgres")) {
          server.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
          server.execute("CREATE DATABASE " + database);
        }
        try (MaintenanceConnection connection = SERVERS.server(database).connect(database)) {
          connection.execute(
              "CREATE TABLE numbers (id bigint PRIMARY KEY, n integer) WITH (autovacuum_enabled ="
                  + " false);INSERT INTO numbers SELECT "
                  + half
                  + " * 10000 + g, 2 * g + "
                  + half
                  + " FROM generate_series(0, 1999) g;ANALYZE;GRANT SELECT ON numbers TO reader;"
                  + change);
        }
      }
      Topology topology = numbers(databases);
      int counted = 0;
      try (JdbcGateway shards = SERVERS.gateway(topology)) {
        QueryService service = new ScatterGather(new Router(topology), shards);
        List<String> all = cells(service, "SELECT n FROM numbers ORDER BY n");
        for (int offset = 100; offset < 4_100; offset += 150) {
          String sql = "SELECT n FROM numbers ORDER BY n LIMIT 20 OFFSET " + offset;
          Optional<QueryResult> result =
              run(topology, service, shards, sql, List.of(new Column("n", new PgType("integer"))));
          counted += result.isPresent() ? 1 : 0;
          if (result.isPresent()) {
            assertThat(result.get().error()).as(sql).isEmpty();
            assertThat(result.get().rows().stream().map(row -> row.cells().getFirst()).toList())
                .as(sql)
                .isEqualTo(
                    all.subList(Math.min(offset, all.size()), Math.min(offset + 20, all.size())));
          }
        }
      }
      assertThat(change.isEmpty() && counted == 0).as("nothing was counted").isFalse();
    } finally {
      try (MaintenanceConnection server = SERVERS.server("offset_a").connect("postgres")) {
        server.execute("DROP DATABASE IF EXISTS offset_a WITH (FORCE)");
        server.execute("DROP DATABASE IF EXISTS offset_b WITH (FORCE)");
      }
    }
  }

  private static List<String> cells(QueryService service, String sql) {
    return service.run(QueryRequest.of(sql), QueryService.Progress.NONE).rows().stream()
        .map(row -> String.valueOf(row.cells().getFirst()))
        .toList();
  }

  private static Topology numbers(List<String> databases) {
    RoutingRule halves =
        new RoutingRule.Range(
            List.of(
                new KeyRange(null, new KeyValue.Int(10_000), new ShardId(databases.get(0))),
                new KeyRange(new KeyValue.Int(10_000), null, new ShardId(databases.get(1)))));
    return new Topology(
        "numbers",
        Environment.DEV,
        databases.stream().map(database -> SERVERS.shard(database, "reader")).toList(),
        List.of(new RoutingDefinition("by_id", List.of(KeyType.BIGINT), halves)),
        List.of(
            new TableDefinition.Sharded(
                new TableName("public", "numbers"), List.of("id"), "by_id")));
  }
}
