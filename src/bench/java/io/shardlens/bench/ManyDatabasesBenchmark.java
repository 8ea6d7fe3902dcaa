package io.shardlens.bench;

import io.shardlens.demo.DemoFolder;
import io.shardlens.demo.PostgresBinaries;
import io.shardlens.demo.PostgresServer;
import io.shardlens.demo.PrivateFiles;
import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.ResultConsumer;
import io.shardlens.execute.ScatterGather;
import io.shardlens.execute.ShardlensException;
import io.shardlens.execute.StreamedResult;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.jdbc.PasswordFiles;
import io.shardlens.routing.Router;
import io.shardlens.rows.Column;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Many shards on one server: an ordered query over up to 256 databases of 1 000 rows each, and how
/// many connections the server sees at most.
final class ManyDatabasesBenchmark {

  private static final int[] SHARDS = {4, 16, 64, 256};
  private static final int ROWS = 1_000;
  private static final int WARM_RUNS = 3;

  /// So that the server refuses nobody, and the number of connections is ours.
  private static final String ENOUGH_CONNECTIONS = "700";

  private static final long SAMPLE_MILLIS = 5;
  private static final String SQL = "SELECT id, email, created_at FROM users ORDER BY created_at";

  private ManyDatabasesBenchmark() {}

  static void run() throws Exception {
    Path folder = Files.createTempDirectory("shardlens-many-");
    PostgresBinaries binaries = PostgresBinaries.in(DemoFolder.standard().binaries());
    PostgresServer server =
        PostgresServer.in(folder.resolve("server"), binaries)
            .setting("max_connections", ENOUGH_CONNECTIONS)
            .setting("fsync", "off")
            .setting("autovacuum", "off");
    Thread hook = new Thread(server::stop);
    Runtime.getRuntime().addShutdownHook(hook);
    try (server) {
      server.start();
      load(server);
      System.out.println(SQL + ", " + ROWS + " rows a database, all databases on one server");
      System.out.printf(
          "  %9s %10s %10s %14s %14s%n",
          "databases", "first ms", "then ms", "ms a database", "connections");
      for (int shards : SHARDS) {
        measure(server, shards);
      }
    } finally {
      PrivateFiles.delete(folder);
    }
  }

  private static void load(PostgresServer server) throws ShardlensException {
    int most = SHARDS[SHARDS.length - 1];
    try (MaintenanceConnection connection = server.connect("postgres")) {
      for (int shard = 0; shard < most; shard++) {
        connection.execute("CREATE DATABASE " + name(shard) + " STRATEGY file_copy");
      }
    }
    for (int shard = 0; shard < most; shard++) {
      try (MaintenanceConnection connection = server.connect(name(shard))) {
        connection.execute(
            "CREATE TABLE users (id bigint PRIMARY KEY, email text, created_at timestamptz); INSERT"
                + " INTO users SELECT n, 'user' || n || '@example.com', timestamptz '2020-01-01' +"
                + " (hashint8(n) & 268435455) * interval '1 s' FROM generate_series("
                + first(shard)
                + "::bigint, "
                + (first(shard + 1) - 1)
                + ") AS n; ANALYZE users");
      }
    }
  }

  private static String name(int shard) {
    return "s" + shard;
  }

  private static long first(int shard) {
    return (long) shard * ROWS + 1;
  }

  private static void measure(PostgresServer server, int shards) throws Exception {
    Topology topology = topology(server, shards);
    PasswordFiles passwords = new PasswordFiles(List.of(), Map.of("PGPASSWORD", server.password()));
    try (JdbcGateway gateway = new JdbcGateway(topology, passwords);
        Connections connections = new Connections(server)) {
      QueryService service = new ScatterGather(new Router(topology), gateway);
      double first = millis(service, shards);
      double[] later = new double[WARM_RUNS];
      for (int i = 0; i < WARM_RUNS; i++) {
        later[i] = millis(service, shards);
      }
      java.util.Arrays.sort(later);
      double then = later[WARM_RUNS / 2];
      System.out.printf(
          Locale.ROOT,
          "  %9d %10.0f %10.0f %14.2f %14d%n",
          shards,
          first,
          then,
          then / shards,
          connections.most());
    }
  }

  private static double millis(QueryService service, int shards) {
    long start = System.nanoTime();
    StreamedResult streamed =
        service.stream(
            new QueryRequest(SQL, List.of(), false, Duration.ofMinutes(2), Integer.MAX_VALUE),
            0,
            new ResultConsumer() {
              @Override
              public void columns(List<Column> columns) {}

              @Override
              public boolean row(Row row) {
                return true;
              }
            },
            QueryService.Progress.NONE);
    double millis = (System.nanoTime() - start) / 1e6;
    streamed
        .result()
        .error()
        .ifPresent(error -> {
          throw new IllegalStateException(error.message());
        });
    if (streamed.rows() != (long) shards * ROWS) {
      throw new IllegalStateException(streamed.rows() + " rows came");
    }
    return millis;
  }

  private static Topology topology(PostgresServer server, int count) {
    List<Shard> shards = new ArrayList<>();
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ShardId id = new ShardId(name(i));
      shards.add(
          new Shard(
              id,
              id.value(),
              PostgresServer.HOST,
              server.port(),
              id.value(),
              PostgresServer.SUPERUSER,
              SslMode.DISABLE));
      ranges.add(new KeyRange(bound(i, 0), bound(i + 1, count), id));
    }
    return new Topology(
        "many",
        Environment.DEV,
        shards,
        List.of(
            new RoutingDefinition("by_id", List.of(KeyType.BIGINT), new RoutingRule.Range(ranges))),
        List.of(
            new TableDefinition.Sharded(new TableName("public", "users"), List.of("id"), "by_id")));
  }

  private static @Nullable KeyValue bound(int shard, int open) {
    return shard == open ? null : new KeyValue.Int(first(shard));
  }

  /// Looks again and again how many connections of Shardlens the server has. A peak shorter than a
  /// look is missed.
  private static final class Connections implements AutoCloseable {
    private final AtomicInteger most = new AtomicInteger();
    private final MaintenanceConnection connection;
    private final Thread thread;
    private volatile boolean ended;

    Connections(PostgresServer server) throws ShardlensException {
      connection = server.connect("postgres");
      thread = Thread.ofPlatform().daemon().start(this::look);
    }

    private void look() {
      try {
        while (!ended) {
          String count =
              connection.queryText(
                  "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND"
                      + " pid <> pg_backend_pid()");
          most.accumulateAndGet(Integer.parseInt(String.valueOf(count)), Math::max);
          Thread.sleep(SAMPLE_MILLIS);
        }
      } catch (ShardlensException e) {
        System.out.println("Nobody counts connections any more: " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    int most() {
      return most.get();
    }

    @Override
    public void close() throws Exception {
      ended = true;
      thread.join();
      connection.close();
    }
  }
}
