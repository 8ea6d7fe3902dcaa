package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.jdbc.PasswordFiles;
import io.shardlens.plan.Verdict;
import io.shardlens.routing.Router;
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
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// More databases on one server than it may be asked for at a time.
final class CrowdedServerIT {

  private static final int SHARDS = 40;

  /// Connections that were closed here may not be gone there yet.
  private static final int LIMIT = FanOut.ON_A_SERVER + 12;

  private static final String ON = "s3";

  private final ShardedServers servers = ShardedServers.get();

  @BeforeEach
  void makeDatabases() throws ShardlensException {
    dropDatabases();
    try (MaintenanceConnection server = servers.server(ON).connect("postgres")) {
      server.execute("CREATE ROLE crowd LOGIN PASSWORD 'crowd' CONNECTION LIMIT " + LIMIT);
      server.execute("CREATE DATABASE crowd_0");
    }
    try (MaintenanceConnection first = servers.server(ON).connect("crowd_0")) {
      first.execute("CREATE TABLE t (id bigint); GRANT SELECT ON t TO crowd");
    }
    try (MaintenanceConnection server = servers.server(ON).connect("postgres")) {
      for (int i = 1; i < SHARDS; i++) {
        server.execute("CREATE DATABASE crowd_" + i + " TEMPLATE crowd_0");
      }
    }
    for (int i = 0; i < SHARDS; i++) {
      try (MaintenanceConnection shard = servers.server(ON).connect("crowd_" + i)) {
        shard.execute(
            "INSERT INTO t SELECT n FROM generate_series(%d, %d) n".formatted(i * 10, i * 10 + 9));
      }
    }
  }

  @AfterEach
  void dropDatabases() throws ShardlensException {
    try (MaintenanceConnection server = servers.server(ON).connect("postgres")) {
      for (int i = 0; i < SHARDS; i++) {
        server.execute("DROP DATABASE IF EXISTS crowd_" + i + " WITH (FORCE)");
      }
      server.execute("DROP ROLE IF EXISTS crowd");
    }
  }

  @Test
  void asksNoMoreThanItsShareAtATime() throws Exception {
    Topology topology = topology();
    List<String> expected = IntStream.range(0, SHARDS * 10).mapToObj(Integer::toString).toList();
    try (JdbcGateway gateway =
        new JdbcGateway(topology, new PasswordFiles(List.of(), Map.of("PGPASSWORD", "crowd")))) {
      ScatterGather service = new ScatterGather(new Router(topology), gateway);
      for (String order : List.of("id", "id + 0", "-id DESC")) {
        QueryResult result =
            service.run(
                QueryRequest.of("SELECT id FROM t ORDER BY " + order), QueryService.Progress.NONE);
        assertThat(result.verdict()).as("%s", result.reasons()).isEqualTo(Verdict.EXACT);
        assertThat(result.rows().stream().map(row -> row.cells().getFirst())).isEqualTo(expected);
      }
    }
  }

  private Topology topology() {
    List<Shard> shards = new ArrayList<>();
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < SHARDS; i++) {
      ShardId id = new ShardId("crowd_" + i);
      shards.add(
          new Shard(
              id,
              id.value(),
              "127.0.0.1",
              servers.server(ON).port(),
              id.value(),
              "crowd",
              SslMode.DISABLE));
      ranges.add(
          new KeyRange(
              i == 0 ? null : new KeyValue.Int(i * 10L),
              i == SHARDS - 1 ? null : new KeyValue.Int((i + 1) * 10L),
              id));
    }
    return new Topology(
        "crowd",
        Environment.DEV,
        shards,
        List.of(
            new RoutingDefinition("by_id", List.of(KeyType.BIGINT), new RoutingRule.Range(ranges))),
        List.of(new TableDefinition.Sharded(ShardedServers.named("t"), List.of("id"), "by_id")));
  }
}
