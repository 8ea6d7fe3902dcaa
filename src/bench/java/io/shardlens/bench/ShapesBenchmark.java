package io.shardlens.bench;

import io.shardlens.demo.DemoFolder;
import io.shardlens.demo.PostgresBinaries;
import io.shardlens.demo.PostgresServer;
import io.shardlens.demo.PrivateFiles;
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
import io.shardlens.rows.Row;
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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/// Shapes that are slow when base rows are gathered, over a million users and two million orders in
/// four databases, beside a coordinator that reads the same tables through `postgres_fdw` in its
/// good case: partitionwise joins and aggregates on, statistics there. Both take turns, and must
/// give the same number of rows.
///
/// `-Dshardlens.bench.rows=100000` for fewer users.
final class ShapesBenchmark {

  private static final int SHARDS = 4;
  private static final int ROUNDS = Integer.getInteger("shardlens.bench.rounds", 5);
  private static final int ROWS = Integer.getInteger("shardlens.bench.rows", 1_000_000);
  private static final int STRIDE = 1_000_000;

  private static final Map<String, String> QUERIES = new LinkedHashMap<>();

  static {
    QUERIES.put(
        "window top-3",
        "SELECT * FROM (SELECT id, country, balance, rank() OVER (PARTITION BY country ORDER BY"
            + " balance DESC NULLS LAST) AS r FROM users) t WHERE r <= 3");
    QUERIES.put(
        "groups of a query in FROM",
        "SELECT avg(n), max(total) FROM (SELECT name, count(*) AS n, sum(balance) AS total FROM"
            + " users GROUP BY name) t");
    QUERIES.put(
        "join on another column",
        "SELECT u.country, count(*) AS c, sum(o.amount) AS s FROM orders o JOIN users u ON u.id ="
            + " o.referrer_id WHERE o.status = 'refunded' GROUP BY u.country");
    QUERIES.put(
        "deep offset",
        "SELECT id, email, created_at FROM users ORDER BY created_at LIMIT 50 OFFSET " + ROWS / 2);
    QUERIES.put(
        "deep offset, filtered",
        "SELECT id, email, created_at FROM users WHERE country <> 'C7' ORDER BY created_at DESC, id"
            + " LIMIT 50 OFFSET "
            + ROWS / 4);
    QUERIES.put(
        "percentiles",
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY balance) AS p50, percentile_cont(0.95)"
            + " WITHIN GROUP (ORDER BY balance) AS p95 FROM users");
  }

  private ShapesBenchmark() {}

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
              new EmbeddedMergeServer(DemoFolder.standard().binaries(), folder.getParent());
          Connection coordinator = coordinator(server)) {
        QueryService service =
            new ScatterGather(
                new Router(topology),
                gateway,
                new MergeServers(List.of(embedded), MergeServers.SMALL_ROWS));
        System.out.println("Milliseconds, median of " + ROUNDS);
        System.out.printf("%-28s%12s%16s%10s%n", "", "Shardlens", "postgres_fdw", "ratio");
        for (var query : QUERIES.entrySet()) {
          compare(query.getKey(), query.getValue(), service, coordinator);
        }
      }
    } finally {
      PrivateFiles.delete(folder);
    }
  }

  private static void compare(String what, String sql, QueryService ours, Connection theirs)
      throws Exception {
    List<Double> here = new ArrayList<>();
    List<Double> there = new ArrayList<>();
    String reasons = "";
    for (int i = -1; i < ROUNDS; i++) {
      long start = System.nanoTime();
      QueryResult result =
          ours.run(
              new QueryRequest(sql, List.of(), false, Duration.ofMinutes(5), 100_000),
              QueryService.Progress.NONE);
      double ourMillis = (System.nanoTime() - start) / 1e6;
      List<String> ourRows = new ArrayList<>();
      for (Row row : result.rows()) {
        ourRows.add(row.cells().toString());
      }
      start = System.nanoTime();
      List<String> theirRows = rows(theirs, sql);
      double theirMillis = (System.nanoTime() - start) / 1e6;
      if (ourRows.size() != theirRows.size()) {
        throw new IllegalStateException(
            what + ": " + ourRows.size() + " rows, and " + theirRows.size() + result.reasons());
      }
      if (i >= 0) {
        here.add(ourMillis);
        there.add(theirMillis);
      }
      reasons = result.reasons().toString();
    }
    System.out.printf(
        Locale.ROOT,
        "%-28s%12.0f%16.0f%10.2f%n",
        what,
        median(here),
        median(there),
        median(here) / median(there));
    if (Boolean.getBoolean("shardlens.bench.reasons")) {
      System.out.println("    " + reasons);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        String[] cells = new String[width];
        for (int i = 0; i < width; i++) {
          cells[i] = result.getString(i + 1);
        }
        rows.add(Arrays.toString(cells));
      }
    }
    return rows;
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
  }

  private static void load(PostgresServer server) throws Exception {
    try (MaintenanceConnection connection = server.connect("postgres")) {
      for (int shard = 0; shard < SHARDS; shard++) {
        connection.execute("CREATE DATABASE s" + shard);
      }
    }
    int each = ROWS / SHARDS;
    for (int shard = 0; shard < SHARDS; shard++) {
      try (MaintenanceConnection connection = server.connect("s" + shard)) {
        int first = shard * STRIDE;
        connection.execute(
            "CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, name text, country"
                + " text, balance numeric(12,2), created_at timestamptz NOT NULL, attributes"
                + " jsonb);CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL,"
                + " referrer_id bigint, amount numeric(10,2), status text);INSERT INTO users SELECT"
                + " "
                + first
                + " + g, 'user_' || g || '@shard"
                + shard
                + ".example.org', 'Name ' || hashint4(g) % 25000, 'C' || abs(hashint4(g * 7)) % 41,"
                + " CASE WHEN g % 50 > 0 THEN abs(hashint4(g * 3 + "
                + shard
                + ")::bigint) % 10000000 / 100.0 END, timestamptz '2015-01-01 00:00Z' +"
                + " make_interval(secs => abs(hashint4(g * 11 + "
                + shard
                + ")::bigint) % 300000000), jsonb_build_object('city', 'City ' || g % 100, 'n', g)"
                + " FROM generate_series(1, "
                + each
                + ") g;INSERT INTO orders SELECT "
                + first
                + " + g, "
                + first
                + " + 1 + g % "
                + each
                + ", (hashint4(g) & 3) * "
                + STRIDE
                + " + 1 + abs(hashint4(g * 5)::bigint) % "
                + each
                + ", abs(hashint4(-g)::bigint) % 100000 / 100.0, CASE WHEN g % 33 = 0 THEN"
                + " 'refunded' ELSE 'paid' END FROM generate_series(1, "
                + 2 * each
                + ") g");
        connection.execute("VACUUM ANALYZE");
      }
    }
  }

  /// A database of the same server that reads all of the shards.
  private static Connection coordinator(PostgresServer server) throws Exception {
    try (MaintenanceConnection connection = server.connect("postgres")) {
      connection.execute("CREATE DATABASE coordinator");
    }
    try (MaintenanceConnection connection = server.connect("coordinator")) {
      connection.execute(
          "CREATE EXTENSION postgres_fdw;CREATE TABLE users (id bigint NOT NULL, email text NOT"
              + " NULL, name text, country text, balance numeric(12,2), created_at timestamptz NOT"
              + " NULL, attributes jsonb) PARTITION BY RANGE (id);CREATE TABLE orders (id bigint"
              + " NOT NULL, user_id bigint NOT NULL, referrer_id bigint, amount numeric(10,2),"
              + " status text) PARTITION BY RANGE (user_id)");
      for (int shard = 0; shard < SHARDS; shard++) {
        String of =
            " FOR VALUES FROM ("
                + shard * STRIDE
                + ") TO ("
                + (shard + 1) * STRIDE
                + ") SERVER s"
                + shard
                + " OPTIONS (table_name '";
        connection.execute(
            "CREATE SERVER s"
                + shard
                + " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '"
                + server.port()
                + "', dbname 's"
                + shard
                + "', fetch_size '10000', async_capable 'true');CREATE USER MAPPING FOR"
                + " CURRENT_USER SERVER s"
                + shard
                + " OPTIONS (user '"
                + PostgresServer.SUPERUSER
                + "', password '"
                + server.password()
                + "');CREATE FOREIGN TABLE users_"
                + shard
                + " PARTITION OF users"
                + of
                + "users');CREATE FOREIGN TABLE orders_"
                + shard
                + " PARTITION OF orders"
                + of
                + "orders')");
      }
      connection.execute("ANALYZE");
    }
    Properties properties = new Properties();
    properties.setProperty("user", PostgresServer.SUPERUSER);
    properties.setProperty("password", server.password());
    properties.setProperty(
        "options", "-c enable_partitionwise_join=on -c enable_partitionwise_aggregate=on");
    return new Driver()
        .connect("jdbc:postgresql://127.0.0.1:" + server.port() + "/coordinator", properties);
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
              i == 0 ? null : new KeyValue.Int((long) i * STRIDE),
              i == SHARDS - 1 ? null : new KeyValue.Int((i + 1L) * STRIDE),
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
                new TableName("public", "orders"), List.of("user_id"), "by_id")));
  }
}
