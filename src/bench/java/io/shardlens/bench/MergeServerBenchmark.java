package io.shardlens.bench;

import io.shardlens.demo.DemoFolder;
import io.shardlens.demo.PostgresBinaries;
import io.shardlens.demo.PostgresServer;
import io.shardlens.embedded.EmbeddedMergeServer;
import io.shardlens.execute.MergeServers;
import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.ScatterGather;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.jdbc.PasswordFiles;
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
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A gathered merge in a shard's session and in the embedded server, side by side over 10 000 to
/// two million rows on four databases: where the one overtakes the other decides
/// [MergeServers#SMALL_ROWS].
final class MergeServerBenchmark {
  private static final int SHARDS = 4;
  private static final int[] ROWS = {10_000, 50_000, 100_000, 300_000, 1_000_000, 2_000_000};
  private static final int ROUNDS = 3;
  private static final String REFUSED = "refused";

  private MergeServerBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    run();
  }

  static void run() throws Exception {
    Path folder = Files.createTempDirectory("shardlens-bench-");
    PostgresBinaries binaries = PostgresBinaries.in(DemoFolder.standard().binaries());
    try (PostgresServer server = PostgresServer.in(folder, binaries).start()) {
      Topology topology = topology(server);
      load(server);
      PasswordFiles passwords =
          new PasswordFiles(List.of(), Map.of("PGPASSWORD", server.password()));
      try (JdbcGateway gateway = new JdbcGateway(topology, passwords);
          EmbeddedMergeServer embedded =
              new EmbeddedMergeServer(DemoFolder.standard().binaries(), folder.getParent())) {
        Router router = new Router(topology);
        QueryService shard = new ScatterGather(router, gateway);
        QueryService onServer =
            new ScatterGather(router, gateway, new MergeServers(List.of(embedded), 0));
        System.out.println("Gathered merge, milliseconds, median of " + ROUNDS);
        System.out.printf("%-34s%12s%16s%16s%n", "", "rows", "shard's session", "embedded");
        for (int rows : ROWS) {
          compare("median of a number", rows, MEDIAN.formatted(rows), shard, onServer);
          compare(
              "join on another column", rows, JOIN.formatted(rows / 2, rows / 2), shard, onServer);
        }
      }
    } finally {
      io.shardlens.demo.PrivateFiles.delete(folder);
    }
  }

  private static final String MEDIAN =
      "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount), mode() WITHIN GROUP (ORDER BY"
          + " grade) FROM users WHERE place <= %d";

  private static final String JOIN =
      "SELECT count(*), max(b.amount) FROM users a JOIN friends b ON b.friend = a.id WHERE"
          + " a.place <= %d AND b.place <= %d";

  private static void compare(
      String what, int rows, String sql, QueryService shard, QueryService embedded) {
    List<String> there = new ArrayList<>();
    List<String> here = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      there.add(millis(shard, sql));
      here.add(millis(embedded, sql));
    }
    System.out.printf(Locale.ROOT, "%-34s%,12d%16s%16s%n", what, rows, median(there), median(here));
  }

  private static String median(List<String> millis) {
    if (millis.contains(REFUSED)) {
      return REFUSED;
    }
    long[] sorted = millis.stream().mapToLong(Long::parseLong).sorted().toArray();
    return Long.toString(Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow());
  }

  private static String millis(QueryService service, String sql) {
    long start = System.nanoTime();
    QueryResult result =
        service.run(
            new QueryRequest(sql, List.of(), false, Duration.ofMinutes(5), 1_000),
            QueryService.Progress.NONE);
    return result.rows().isEmpty()
        ? REFUSED
        : Long.toString((System.nanoTime() - start) / 1_000_000);
  }

  private static void load(PostgresServer server) throws Exception {
    try (MaintenanceConnection connection = server.connect("postgres")) {
      for (int shard = 0; shard < SHARDS; shard++) {
        connection.execute("CREATE DATABASE s" + shard);
      }
    }
    for (int shard = 0; shard < SHARDS; shard++) {
      try (MaintenanceConnection connection = server.connect("s" + shard)) {
        int first = shard * 1_000_000;
        connection.execute(
            "CREATE TABLE users (id bigint PRIMARY KEY, place integer, amount integer, grade"
                + " smallint);CREATE TABLE friends (id bigint, place integer, friend bigint, amount"
                + " integer);INSERT INTO users SELECT "
                + first
                + " + g, 4 * g, hashint4(g) % 100000, g % 7 FROM generate_series(1, 500000) g;"
                + "INSERT INTO friends SELECT "
                + first
                + " + g, 4 * g, (hashint4(g) & 3) * 1000000 + g, hashint4(-g) % 1000 FROM"
                + " generate_series(1, 500000) g");
        connection.execute("VACUUM ANALYZE");
      }
    }
  }

  private static Topology topology(PostgresServer server) {
    List<Shard> shards = new ArrayList<>();
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < SHARDS; i++) {
      ShardId id = new ShardId("s" + i);
      shards.add(
          new Shard(
              id,
              id.value(),
              PostgresServer.HOST,
              server.port(),
              id.value(),
              PostgresServer.SUPERUSER,
              SslMode.DISABLE));
      ranges.add(
          new KeyRange(
              i == 0 ? null : new KeyValue.Int(i * 1_000_000L + 1),
              i == SHARDS - 1 ? null : new KeyValue.Int((i + 1) * 1_000_000L + 1),
              id));
    }
    return new Topology(
        "bench",
        Environment.DEV,
        shards,
        List.of(
            new RoutingDefinition("by_id", List.of(KeyType.BIGINT), new RoutingRule.Range(ranges))),
        List.of(
            new TableDefinition.Sharded(new TableName("public", "users"), List.of("id"), "by_id"),
            new TableDefinition.Sharded(
                new TableName("public", "friends"), List.of("id"), "by_id")));
  }
}
