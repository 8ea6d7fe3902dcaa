package io.shardlens.bench;

import io.shardlens.bench.suite.RetainedMemory;
import io.shardlens.demo.PostgresBinaries;
import io.shardlens.demo.PostgresServer;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.ResultConsumer;
import io.shardlens.execute.ScatterGather;
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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// How many rows a second come through, what processor time they cost the client, when the first
/// one comes, and what a held result takes: `SELECT *` of eight columns from four shards, beside
/// plain pgjdbc with a thread a shard: its cursor, with `getString` and with `getBytes`, and its
/// `COPY` without undoing the escapes. The servers share the computer with the client.
///
/// The ways take turns, because such a computer is never quiet; the medians at the end leave out
/// the first two rounds, in which the compiler is at work.
///
/// `-Dshardlens.bench.rows=5000000` for more rows than a million.
final class StreamBenchmark {

  private static final int SHARDS = 4;
  private static final int ROUNDS = 7;
  private static final int UNWARMED = 2;
  private static final int ROWS = Integer.getInteger("shardlens.bench.rows", 1_000_000);
  private static final String SCAN = "SELECT * FROM users";

  private final PostgresServer server;
  private final QueryService service;
  private final Map<String, List<Double>> costs = new LinkedHashMap<>();
  private final RetainedMemory memory;

  private StreamBenchmark(PostgresServer server, QueryService service) {
    this.server = server;
    this.service = service;
    this.memory = new RetainedMemory(service);
  }

  static void run() throws Exception {
    Path folder = Files.createTempDirectory("shardlens-bench");
    try (PostgresServer server =
        PostgresServer.in(folder, PostgresBinaries.in(Path.of("target", "postgresql")))) {
      server.start();
      load(server);
      Path passwords = folder.resolve("pgpass");
      Files.createFile(
          passwords,
          java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
              java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
      Files.writeString(passwords, "127.0.0.1:*:*:postgres:" + server.password() + "\n");
      Topology topology = topology(server.port());
      try (JdbcGateway gateway =
          new JdbcGateway(topology, new PasswordFiles(List.of(passwords), Map.of()))) {
        new StreamBenchmark(server, new ScatterGather(new Router(topology), gateway)).measure();
      }
    }
  }

  private static void load(PostgresServer server) throws Exception {
    int each = ROWS / SHARDS;
    for (int shard = 0; shard < SHARDS; shard++) {
      try (MaintenanceConnection connection = server.connect("postgres")) {
        connection.execute("CREATE DATABASE s" + shard);
      }
      try (MaintenanceConnection connection = server.connect("s" + shard)) {
        connection.execute(
            "CREATE UNLOGGED TABLE users AS SELECT n::bigint AS id, 'user' || n || '@example.com'"
                + " AS email, 'Name ' || md5(n::text) AS full_name, (ARRAY['DE', 'FR', 'JP',"
                + " 'US'])[1 + n % 4] AS country, (n % 10000 / 100.0)::numeric(12,2) AS balance,"
                + " timestamptz '2020-01-01' + n::bigint * 7919 % 1000003 *"
                + " interval '1 s' AS created_at, CASE WHEN n % 3 >"
                + " 0 THEN 'vip' END AS plan, jsonb_build_object('n', n, 'city', 'Berlin') AS"
                + " attributes FROM generate_series("
                + (shard * each + 1)
                + ", "
                + (shard + 1) * each
                + ") AS n; ALTER TABLE users ADD PRIMARY KEY (id); ANALYZE users");
      }
    }
  }

  private static Topology topology(int port) {
    List<Shard> shards = new ArrayList<>();
    List<KeyRange> ranges = new ArrayList<>();
    long each = ROWS / SHARDS;
    for (int i = 0; i < SHARDS; i++) {
      ShardId id = new ShardId("s" + i);
      shards.add(
          new Shard(id, "S" + i, "127.0.0.1", port, id.value(), "postgres", SslMode.DISABLE));
      ranges.add(
          new KeyRange(
              i == 0 ? null : new KeyValue.Int(i * each + 1),
              i == SHARDS - 1 ? null : new KeyValue.Int((i + 1) * each + 1),
              id));
    }
    return new Topology(
        "bench",
        Environment.DEV,
        shards,
        List.of(new RoutingDefinition("r", List.of(KeyType.BIGINT), new RoutingRule.Range(ranges))),
        List.of(new TableDefinition.Sharded(new TableName("public", "users"), List.of("id"), "r")));
  }

  private void measure() throws Exception {
    System.out.println("SELECT * of " + ROWS + " rows of 8 columns from 4 shards");
    long wire = memory.wireBytes(SCAN);
    System.out.printf(
        Locale.ROOT, "  on the wire %d MiB, %d bytes a row%n", wire >> 20, wire / ROWS);
    String along = SCAN + " ORDER BY id";
    String across = SCAN + " ORDER BY created_at";
    for (int round = 0; round < ROUNDS; round++) {
      System.out.println("round " + (round + 1));
      print("pgjdbc cursor, getString, dropped", () -> plain(StreamBenchmark::readTexts));
      print("pgjdbc cursor, getBytes, dropped", () -> plain(StreamBenchmark::readBytes));
      print("pgjdbc COPY, raw, dropped", () -> plain(StreamBenchmark::readCopy));
      print("streamed, every cell's bytes seen", () -> stream(SCAN));
      print("streamed in order along the ranges", () -> stream(along));
      print("streamed in order across the ranges", () -> stream(across));
      print("held, packed", () -> held(SCAN, wire));
      print("held in order, packed", () -> held(along, wire));
      if (round < UNWARMED) {
        costs.clear();
      }
    }
    System.out.println("medians");
    costs.forEach((name, all) -> {
      all.sort(Comparator.naturalOrder());
      double middle = all.get(all.size() / 2);
      System.out.printf(
          Locale.ROOT,
          "  %-36s %4.0f ms of a client's processor for a million rows, %4.2f M rows/s%n",
          name,
          middle,
          1000 / middle);
    });
  }

  /// @param firstRow nanoseconds to the first row, 0 where nobody looked
  private record Measured(long rows, long firstRow, Supplier<String> rest) {}

  private interface Work {
    Measured run() throws Exception;
  }

  private void print(String name, Work work) throws Exception {
    // Not at the cost of whoever comes next.
    System.gc();
    long processor = processorTime();
    long start = System.nanoTime();
    Measured measured = work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    double processors = (processorTime() - processor) / 1e9;
    double cost = processors * 1e9 / measured.rows();
    costs.computeIfAbsent(name, first -> new ArrayList<>()).add(cost);
    System.out.printf(
        Locale.ROOT,
        "  %-36s %6.2f s  %8.0f rows/s  %5.0f ms of a client's processor for a million  first row"
            + " %4.0f ms %s%n",
        name,
        seconds,
        measured.rows() / seconds,
        cost,
        measured.firstRow() / 1e6,
        measured.rest().get());
  }

  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /// One way to read all rows of one shard.
  private interface Reading {
    /// @return how many there were
    long rows(Connection connection) throws SQLException;
  }

  private Measured plain(Reading reading) throws Exception {
    AtomicLong rows = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      String database = "s" + shard;
      threads.add(Thread.ofPlatform().start(() -> rows.addAndGet(read(database, reading))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return new Measured(rows.get(), 0, () -> "");
  }

  private long read(String database, Reading reading) {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", server.password());
    properties.setProperty("binaryTransfer", "false");
    try (Connection connection =
        new Driver()
            .connect("jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, properties)) {
      connection.setAutoCommit(false);
      return reading.rows(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long readTexts(Connection connection) throws SQLException {
    return readCursor(
        connection,
        (rows, column) -> {
          String ignored = rows.getString(column);
        });
  }

  private static long readBytes(Connection connection) throws SQLException {
    return readCursor(
        connection,
        (rows, column) -> {
          byte[] ignored = rows.getBytes(column);
        });
  }

  private interface Cell {
    void read(ResultSet rows, int column) throws SQLException;
  }

  private static long readCursor(Connection connection, Cell cell) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SCAN)) {
      statement.setFetchSize(2_000);
      long count = 0;
      try (ResultSet rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          count++;
          for (int i = 1; i <= columns; i++) {
            cell.read(rows, i);
          }
        }
      }
      return count;
    }
  }

  private static long readCopy(Connection connection) throws SQLException {
    CopyOut copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + SCAN + ") TO STDOUT");
    long count = 0;
    while (copy.readFromCopy() != null) {
      count++;
    }
    return count;
  }

  private Measured stream(String sql) {
    long start = System.nanoTime();
    long[] seen = new long[3];
    service.stream(
        RetainedMemory.request(sql),
        0,
        new ResultConsumer() {
          @Override
          public void columns(List<Column> columns) {}

          @Override
          public boolean row(Row row) {
            if (seen[0]++ == 0) {
              seen[1] = System.nanoTime() - start;
            }
            row.read((utf8, offset, length) -> seen[2] += Math.max(0, length));
            return true;
          }
        },
        QueryService.Progress.NONE);
    return new Measured(seen[0], seen[1], () -> "");
  }

  private Measured held(String sql, long wire) {
    RetainedMemory.Held held = memory.hold(sql);
    return new Measured(held.result().rows().size(), 0, () -> held.words(wire));
  }
}
