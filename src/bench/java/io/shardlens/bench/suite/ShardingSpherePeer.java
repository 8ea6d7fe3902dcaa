package io.shardlens.bench.suite;

import io.shardlens.demo.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// ShardingSphere-JDBC with its sharding rule, `users` and `orders` bound to each other. It lives
/// in a class loader of its own with its own pgjdbc, so that neither its libraries nor ours replace
/// the other's.
///
/// Its services are looked for through the context class loader of whichever thread needs one
/// first; with another one it finds no router, and asks one shard only without a word.
final class ShardingSpherePeer extends JdbcPeer {

  private static final Path LIBRARIES = Path.of("target", "bench-lib");
  private static final Path ALGORITHM =
      Path.of("src", "bench", "shardingsphere", "RangeOfIds.java");

  private final ClassLoader loader;

  private ShardingSpherePeer(Connection connection, ClassLoader loader) throws SQLException {
    super("shardingsphere", connection);
    this.loader = loader;
  }

  static Peer make(SuiteServers servers, Duration timeout) throws Exception {
    if (!Files.isDirectory(LIBRARIES)) {
      throw new NoAnswer("fetch it with: ./mvnw -q -Pbench antrun:run@peers");
    }
    Path folder = Files.createDirectory(servers.folder().resolve("shardingsphere"));
    List<Path> libraries = libraries();
    compile(libraries, folder);
    Path configuration = folder.resolve("suite.yaml");
    Files.writeString(configuration, yaml(servers, timeout));
    ClassLoader loader =
        new URLClassLoader(urls(libraries, folder), ClassLoader.getPlatformClassLoader());
    return in(
        loader,
        () -> {
          Driver driver =
              (Driver)
                  loader
                      .loadClass("org.apache.shardingsphere.driver.ShardingSphereDriver")
                      .getDeclaredConstructor()
                      .newInstance();
          String url = "jdbc:shardingsphere:absolutepath:" + configuration;
          return new ShardingSpherePeer(
              Objects.requireNonNull(driver.connect(url, new Properties())), loader);
        });
  }

  @Override
  public void run(SuiteQuery query, RowReader rows) throws Exception {
    in(
        loader,
        () -> {
          super.run(query, rows);
          return true;
        });
  }

  @Override
  public void lookUp(long id, RowReader rows) throws Exception {
    in(
        loader,
        () -> {
          super.lookUp(id, rows);
          return true;
        });
  }

  private static <T> T in(ClassLoader loader, Timed.Work<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader ours = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.run();
    } finally {
      thread.setContextClassLoader(ours);
    }
  }

  private static void compile(List<Path> libraries, Path folder) throws Exception {
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-classpath",
                libraries.stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                "-d",
                folder.toString(),
                ALGORITHM.toString());
    if (failed != 0) {
      throw new NoAnswer("its algorithm does not compile");
    }
  }

  private static List<Path> libraries() throws IOException {
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      return jars.sorted().toList();
    }
  }

  private static URL[] urls(List<Path> libraries, Path folder) throws IOException {
    List<URL> urls = new ArrayList<>(List.of(folder.toUri().toURL()));
    for (Path library : libraries) {
      urls.add(library.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static String yaml(SuiteServers servers, Duration timeout) {
    StringBuilder sources = new StringBuilder();
    StringBuilder bounds = new StringBuilder();
    for (int shard = 0; shard < SuiteData.SHARDS; shard++) {
      sources.append(
          SOURCE.formatted(
              SuiteServers.database(shard),
              PostgresServer.HOST,
              servers.port(shard),
              SuiteServers.database(shard),
              JdbcPeer.FETCH_SIZE,
              timeout.toMillis(),
              PostgresServer.SUPERUSER,
              servers.password(shard)));
      if (shard > 0) {
        bounds.append(shard == 1 ? "" : " ").append(servers.data().firstOf(shard));
      }
    }
    return RULES.formatted(sources, bounds);
  }

  private static final String SOURCE =
      """
        %s:
          dataSourceClassName: com.zaxxer.hikari.HikariDataSource
          driverClassName: org.postgresql.Driver
          jdbcUrl: "jdbc:postgresql://%s:%d/%s?sslmode=disable&defaultRowFetchSize=%d&options=-c%%20statement_timeout=%d"
          username: %s
          password: "%s"
          maximumPoolSize: 4
      """;

  private static final String RULES =
      """
      databaseName: suite
      mode:
        type: Standalone
        repository:
          type: JDBC
      dataSources:
      %srules:
      - !SHARDING
        tables:
          users:
            actualDataNodes: s${0..3}.users
            databaseStrategy:
              standard:
                shardingColumn: id
                shardingAlgorithmName: range_of_ids
          orders:
            actualDataNodes: s${0..3}.orders
            databaseStrategy:
              standard:
                shardingColumn: user_id
                shardingAlgorithmName: range_of_ids
        bindingTables:
        - users,orders
        shardingAlgorithms:
          range_of_ids:
            type: CLASS_BASED
            props:
              strategy: STANDARD
              algorithmClassName: RangeOfIds
              bounds: "%s"
      props:
        sql-show: false
      """;
}
