package io.shardlens.bench.suite;

import io.shardlens.demo.DemoFolder;
import io.shardlens.demo.PostgresBinaries;
import io.shardlens.demo.PostgresServer;
import io.shardlens.demo.PrivateFiles;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.jdbc.PasswordFiles;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// Four servers with a shard each, and a fifth with all rows and the coordinator's database. The
/// end of the JVM, also by Ctrl+C, stops them and deletes their files.
final class SuiteServers implements AutoCloseable {

  static final String TRUTH = "truth";
  static final String COORDINATOR = "coordinator";

  /// The order of text in every database.
  static final String ICU_LOCALE = "en-US";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "off",
          "jit", "off",
          "max_parallel_workers_per_gather", "0",
          "shared_buffers", "384MB",
          "max_wal_size", "4GB",
          "autovacuum", "off");

  private final SuiteData data;
  private final Path folder;
  private final List<PostgresServer> servers = new ArrayList<>();
  private final Thread hook = new Thread(this::stop, "suite-stop");
  private boolean stopped;

  private SuiteServers(SuiteData data, Path folder) {
    this.data = data;
    this.folder = folder;
  }

  /// Starts and fills everything.
  static SuiteServers start(SuiteData data) throws Exception {
    SuiteServers servers =
        new SuiteServers(data, Files.createTempDirectory("shardlens-suite-").toRealPath());
    Runtime.getRuntime().addShutdownHook(servers.hook);
    try {
      servers.launch();
      servers.load();
      servers.writePasswords();
      return servers;
    } catch (Exception e) {
      servers.close();
      throw e;
    }
  }

  private void launch() throws Exception {
    PostgresBinaries binaries = PostgresBinaries.in(DemoFolder.standard().binaries());
    for (int i = 0; i <= SuiteData.SHARDS; i++) {
      PostgresServer server = PostgresServer.in(folder.resolve("server-" + i), binaries);
      SETTINGS.forEach(server::setting);
      synchronized (this) {
        if (stopped) {
          throw new IllegalStateException("The servers are to stop");
        }
        servers.add(server);
      }
      server.start();
    }
  }

  private void load() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> loads = new ArrayList<>();
      for (int i = 0; i < SuiteData.SHARDS; i++) {
        int shard = i;
        loads.add(
            threads.submit(() -> {
              fill(shard, database(shard), data.firstOf(shard), data.firstOf(shard + 1));
              return true;
            }));
      }
      loads.add(
          threads.submit(() -> {
            fill(SuiteData.SHARDS, TRUTH, 1, data.users() + 1L);
            return true;
          }));
      for (Future<?> load : loads) {
        load.get();
      }
    }
  }

  private void fill(int index, String database, long first, long end) throws Exception {
    createDatabase(index, database);
    try (MaintenanceConnection connection = servers.get(index).connect(database)) {
      connection.execute(data.script(first, end));
      connection.execute("VACUUM ANALYZE");
      connection.execute("CHECKPOINT");
    }
  }

  private void createDatabase(int index, String database) throws Exception {
    try (MaintenanceConnection connection = servers.get(index).connect("postgres")) {
      connection.execute(
          "CREATE DATABASE "
              + database
              + " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE '"
              + ICU_LOCALE
              + "'");
    }
  }

  /// An empty database beside the one with all rows.
  MaintenanceConnection createCoordinator() throws Exception {
    createDatabase(SuiteData.SHARDS, COORDINATOR);
    return whole().connect(COORDINATOR);
  }

  private PostgresServer whole() {
    return servers.get(SuiteData.SHARDS);
  }

  static String database(int shard) {
    return "s" + shard;
  }

  int port(int shard) {
    return servers.get(shard).port();
  }

  String password(int shard) {
    return servers.get(shard).password();
  }

  Path folder() {
    return folder;
  }

  SuiteData data() {
    return data;
  }

  private void writePasswords() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (PostgresServer server : servers) {
      lines
          .append(PostgresServer.HOST + ":" + server.port() + ":*:" + PostgresServer.SUPERUSER)
          .append(":" + server.password() + "\n");
    }
    Files.createFile(
        passwordFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile(), lines);
  }

  Path passwordFile() {
    return folder.resolve("pgpass");
  }

  PasswordFiles passwords() {
    return new PasswordFiles(List.of(passwordFile()), Map.of());
  }

  /// The shards as Shardlens sees them.
  Topology topology() {
    List<Shard> shards = new ArrayList<>();
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < SuiteData.SHARDS; i++) {
      ShardId id = new ShardId(database(i));
      shards.add(
          new Shard(
              id,
              id.value(),
              PostgresServer.HOST,
              port(i),
              id.value(),
              PostgresServer.SUPERUSER,
              SslMode.DISABLE));
      ranges.add(new KeyRange(i == 0 ? null : first(i), i == 3 ? null : first(i + 1), id));
    }
    return new Topology(
        "suite",
        Environment.DEV,
        shards,
        List.of(
            new RoutingDefinition(
                "by_user", List.of(KeyType.BIGINT), new RoutingRule.Range(ranges))),
        List.of(
            new TableDefinition.Sharded(new TableName("public", "users"), List.of("id"), "by_user"),
            new TableDefinition.Sharded(
                new TableName("public", "orders"), List.of("user_id"), "by_user")));
  }

  private @Nullable KeyValue first(int shard) {
    return new KeyValue.Int(data.firstOf(shard));
  }

  /// A plain connection to a shard.
  Connection shard(int shard, Duration timeout) throws SQLException {
    return connect(port(shard), database(shard), password(shard), timeout);
  }

  /// A plain connection to the database with all rows, or to the coordinator.
  Connection whole(String database, Duration timeout) throws SQLException {
    return connect(whole().port(), database, whole().password(), timeout);
  }

  private static Connection connect(int port, String database, String password, Duration timeout)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", PostgresServer.SUPERUSER);
    properties.setProperty("password", password);
    properties.setProperty("sslmode", "disable");
    properties.setProperty("binaryTransfer", "false");
    properties.setProperty("options", "-c statement_timeout=" + timeout.toMillis());
    Connection connection =
        new Driver()
            .connect(
                "jdbc:postgresql://" + PostgresServer.HOST + ":" + port + "/" + database,
                properties);
    if (connection == null) {
      throw new IllegalStateException("The driver does not know its own address form");
    }
    return connection;
  }

  /// The server's own words for its version.
  String version() throws Exception {
    try (MaintenanceConnection connection = whole().connect(TRUTH)) {
      return connection.queryText(
          "SELECT 'PostgreSQL ' || current_setting('server_version') || ', ICU collation "
              + ICU_LOCALE
              + " version ' || pg_database_collation_actual_version(oid) FROM pg_database WHERE"
              + " datname = current_database()");
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook finds nothing to do.
    }
  }

  private synchronized void stop() {
    if (!stopped) {
      stopped = true;
      servers.forEach(PostgresServer::stop);
      try {
        PrivateFiles.delete(folder);
      } catch (IOException e) {
        System.err.println("Left behind: " + folder + ": " + e);
      }
    }
  }
}
