package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.plan.MergeStep;
import io.shardlens.routing.Router;
import io.shardlens.rows.Row;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two shards whose databases order text differently: nothing that depends on the order may be
/// decided on the shards, each by its own.
final class TextOrderIT {

  private static final ShardedServers SERVERS = ShardedServers.get();
  private static final String SWEDISH = "order_sv";
  private static final String ENGLISH = "order_en";
  private static final List<String> NAMES = List.of("a", "z", "ä", "b", "å", "y", "ö");

  @BeforeAll
  static void makeDatabases() throws Exception {
    dropDatabases();
    try (MaintenanceConnection server = SERVERS.server(SWEDISH).connect("postgres")) {
      for (String locale : List.of("sv", "en")) {
        server.execute(
            "CREATE DATABASE order_"
                + locale
                + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE '"
                + locale
                + "'");
      }
    }
    for (String database : List.of(SWEDISH, ENGLISH)) {
      try (MaintenanceConnection connection = SERVERS.server(database).connect(database)) {
        StringBuilder rows = new StringBuilder();
        for (int id = 0; id < NAMES.size(); id++) {
          if ((id < 3) == database.equals(SWEDISH)) {
            rows.append("INSERT INTO words VALUES (%d, '%s');".formatted(id, NAMES.get(id)));
          }
        }
        connection.execute("CREATE TABLE words (id bigint PRIMARY KEY, name text);" + rows);
        connection.execute("GRANT SELECT ON words TO reader");
      }
    }
  }

  @AfterAll
  static void dropDatabases() throws Exception {
    try (MaintenanceConnection server = SERVERS.server(SWEDISH).connect("postgres")) {
      server.execute("DROP DATABASE IF EXISTS " + SWEDISH + " WITH (FORCE)");
      server.execute("DROP DATABASE IF EXISTS " + ENGLISH + " WITH (FORCE)");
    }
  }

  private static Topology topology() {
    RoutingRule halves =
        new RoutingRule.Range(
            List.of(
                new KeyRange(null, new KeyValue.Int(3), new ShardId(SWEDISH)),
                new KeyRange(new KeyValue.Int(3), null, new ShardId(ENGLISH))));
    return new Topology(
        "words",
        Environment.DEV,
        List.of(SERVERS.shard(ENGLISH, "reader"), SERVERS.shard(SWEDISH, "reader")),
        List.of(new RoutingDefinition("by_id", List.of(KeyType.BIGINT), halves)),
        List.of(
            new TableDefinition.Sharded(new TableName("public", "words"), List.of("id"), "by_id")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT max(name), min(name) FROM words",
        "SELECT id % 2 AS odd, max(name), count(*) FROM words GROUP BY 1 ORDER BY 1",
        "SELECT max(DISTINCT lower(name)) FROM words",
        "SELECT name, count(*) FROM words GROUP BY name ORDER BY name",
        "SELECT name FROM words ORDER BY name LIMIT 3",
        "SELECT * FROM (SELECT name, rank() OVER (ORDER BY name) AS r FROM words) w WHERE r <= 2",
        "SELECT id, rank() OVER (PARTITION BY id, name ORDER BY name) FROM words ORDER BY id",
        "SELECT n FROM (SELECT max(name) AS n FROM words GROUP BY id % 2) w ORDER BY n"
      })
  void theOrderIsThatOfOneShardAndSaidSo(String sql) throws Exception {
    Topology topology = topology();
    try (JdbcGateway gateway = SERVERS.gateway(topology)) {
      QueryResult result =
          new ScatterGather(new Router(topology), gateway)
              .run(QueryRequest.of(sql), QueryService.Progress.NONE);
      assertThat(result.error()).isEmpty();
      assertThat(result.reasons()).anyMatch(reason -> reason.contains("order text differently"));
      MergeStep.Gathered merge = (MergeStep.Gathered) result.plan().orElseThrow().merge();
      assertThat(result.rows().stream().map(Row::cells).<List<String>>map(ArrayList::new).toList())
          .isEqualTo(ofAllRows(merge.mergeShard(), gateway, sql));
    }
  }

  /// What one shard would say if it had all rows.
  private static List<List<String>> ofAllRows(ShardId shard, JdbcGateway gateway, String sql)
      throws ShardFailure {
    List<String> values = new ArrayList<>();
    for (int id = 0; id < NAMES.size(); id++) {
      values.add("(" + id + "::bigint, '" + NAMES.get(id) + "'::text)");
    }
    String all = "WITH words (id, name) AS (VALUES " + String.join(", ", values) + ") " + sql;
    try (ShardSession session = gateway.openReadOnly(shard, QueryRequest.DEFAULT_TIMEOUT)) {
      return SmallAnswers.rows(session, all, List.of()).stream()
          .<List<String>>map(cells -> new ArrayList<>(java.util.Arrays.asList(cells)))
          .toList();
    }
  }
}
