package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.demo.PostgresBinaries;
import io.shardlens.demo.PostgresServer;
import io.shardlens.embedded.EmbeddedMergeServer;
import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.JdbcMergeServer;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.plan.Verdict;
import io.shardlens.routing.Router;
import io.shardlens.rows.Row;
import io.shardlens.topology.MergeServerPlace;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Merge servers: what is chosen when, what a named one may be asked, and what is left of a query
/// when a shard or the merge server goes away under it.
final class MergeServersIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final ShardedServers SERVERS = ShardedServers.get();
  private static final String MEDIAN =
      "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY v) AS median, mode() WITHIN GROUP (ORDER"
          + " BY name) AS mode FROM big";
  private static final String SLOW =
      "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) FROM users WHERE slow(id % 1000,"
          + " 0.05) > -5000";

  @TempDir private static Path temporary;
  private static EmbeddedMergeServer embedded;
  private static Topology topology;
  private static JdbcGateway gateway;

  @BeforeAll
  static void start() throws ShardlensException {
    embedded = new EmbeddedMergeServer(Path.of("target", "postgresql"), temporary);
    List<TableDefinition> tables = new ArrayList<>(ShardedServers.tables());
    tables.add(new TableDefinition.Sharded(ShardedServers.named("big"), List.of("id"), "by_user"));
    topology = SERVERS.topology(ShardedServers.READER, tables);
    gateway = SERVERS.gateway(topology);
    for (String database : List.of("s1", "s2", "s3", "s4", "oracle")) {
      SERVERS.execute(database, "CREATE TABLE big (id bigint, v integer, name text)");
      if (!database.equals("s2") && !database.equals("s3")) {
        fill(database, "-g", !database.equals("s4"));
        fill(database, "g + 400", !database.equals("s1"));
      }
      SERVERS.execute(database, "GRANT SELECT ON big TO reader");
    }
  }

  private static void fill(String database, String id, boolean wanted) throws ShardlensException {
    if (wanted) {
      SERVERS.execute(
          database,
          "INSERT INTO big SELECT "
              + id
              + ", hashint4(g) % 1000, 'n' || g % 977 FROM generate_series(1, 520000) AS g");
    }
  }

  @AfterAll
  static void stop() throws ShardlensException, IOException {
    gateway.close();
    embedded.close();
    for (String database : List.of("s1", "s2", "s3", "s4", "oracle")) {
      SERVERS.execute(database, "DROP TABLE big");
    }
    assertThat(folders()).as("files of the embedded server").isEmpty();
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      return left.toList();
    }
  }

  private static QueryResult run(MergeServers servers, String sql, boolean partial) {
    return new ScatterGather(new Router(topology), gateway, servers)
        .run(new QueryRequest(sql, List.of(), partial, LONG, 10_000), QueryService.Progress.NONE);
  }

  private static MergeServers always(MergeServer server) {
    return new MergeServers(List.of(server), 0);
  }

  @Test
  void answersOverMoreRowsThanAShardsSessionTakes() {
    QueryResult refused = run(MergeServers.NONE, MEDIAN, false);
    assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
    QueryResult result = run(MergeServers.of(List.of(embedded)), MEDIAN, false);
    assertThat(result.verdict()).as("%s", result.reasons()).isEqualTo(Verdict.EXACT);
    assertThat(result.reasons().get(1))
        .startsWith("Merged in the embedded PostgreSQL")
        .endsWith("because there were 1040000 rows to gather");
    try (Oracle oracle = new Oracle(SERVERS)) {
      assertThat(Oracle.answer(result)).isEqualTo(oracle.ask(MEDIAN));
    }
  }

  @Test
  void mergesFewRowsInAShardsSession() {
    QueryResult result =
        run(
            MergeServers.of(List.of(embedded)),
            "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) FROM users",
            false);
    assertThat(result.verdict()).isEqualTo(Verdict.EXACT);
    assertThat(result.reasons().get(1))
        .startsWith("Merged in a session on s1, because no more than 50000 rows");
  }

  @Test
  void usesTheNamedServerInTemporaryTablesOnly() throws ShardlensException {
    try (MaintenanceConnection connection = SERVERS.server("s3").connect("postgres")) {
      connection.execute("DROP DATABASE IF EXISTS elsewhere WITH (FORCE)");
      connection.execute("CREATE DATABASE elsewhere");
    }
    JdbcMergeServer named =
        new JdbcMergeServer(
            new MergeServerPlace(
                PostgresServer.HOST,
                SERVERS.server("s3").port(),
                "elsewhere",
                ShardedServers.READER,
                SslMode.DISABLE),
            SERVERS.passwords());
    String sql =
        "SELECT c.name, rank() OVER (ORDER BY u.age, u.id) FROM users u JOIN countries c ON c.code"
            + " = u.country ORDER BY u.age, u.id";
    QueryResult result = run(always(named), sql, false);
    assertThat(result.verdict()).as("%s", result.reasons()).isEqualTo(Verdict.EXACT);
    assertThat(result.reasons().get(1)).startsWith("Merged in the merge server at 127.0.0.1");
    QueryResult withEnum =
        run(
            always(named),
            "SELECT max(plan), percentile_disc(0.5) WITHIN GROUP (ORDER BY plan) FROM users",
            false);
    assertThat(withEnum.verdict()).isEqualTo(Verdict.EXACT);
    assertThat(withEnum.reasons().get(1)).contains("it has not the type public.plan");
    try (Oracle oracle = new Oracle(SERVERS);
        MaintenanceConnection connection = SERVERS.server("s3").connect("elsewhere")) {
      assertThat(Oracle.answer(result)).isEqualTo(oracle.ask(sql));
      assertThat(
              connection.queryText(
                  "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
          .isEqualTo("0");
      connection.execute("CREATE TYPE plan AS ENUM ('pro', 'free', 'business', 'academic')");
    }
    QueryResult otherEnum =
        run(always(named), "SELECT mode() WITHIN GROUP (ORDER BY plan) FROM users", false);
    assertThat(otherEnum.reasons().get(1)).contains("plan is not the same as on the shards");
  }

  @Test
  void staysOnTheShardWhereTextMayBeOrderedOtherwise() {
    TextOrder german = new TextOrder("i", "", "", "de", "", true, "");
    MergeServer other =
        new MergeServer() {
          @Override
          public String name() {
            return "another PostgreSQL";
          }

          @Override
          public MergeSession open(TextOrder text, Duration timeout) throws ShardFailure {
            return embedded.open(german, timeout);
          }
        };
    String sql = "SELECT email, rank() OVER (ORDER BY email) FROM users ORDER BY email, id";
    QueryResult result = run(always(other), sql, false);
    assertThat(result.verdict()).isEqualTo(Verdict.EXACT);
    assertThat(result.reasons().get(1))
        .startsWith("Merged in a session on s1")
        .contains("another PostgreSQL could not: text may be ordered otherwise");
  }

  @Test
  void leavesALostShardOutWhole() throws Exception {
    run(
        always(embedded),
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) FROM users",
        false);
    for (boolean partial : List.of(false, true)) {
      Future<QueryResult> running =
          CompletableFuture.supplyAsync(() -> run(always(embedded), SLOW, partial));
      awaitSlow();
      SERVERS.server("s3").kill();
      QueryResult result = running.get(60, TimeUnit.SECONDS);
      SERVERS.server("s3").start();
      assertThat(result.verdict()).as("%s", result.reasons()).isEqualTo(Verdict.PARTIAL);
      assertThat(result.withheld()).isEqualTo(!partial);
      if (partial) {
        assertThat(result.reasons().getFirst()).contains("s3", "s4", "missing");
        try (Oracle oracle = new Oracle(SERVERS)) {
          assertThat(result.rows().stream().map(Row::cells))
              .isEqualTo(
                  oracle
                      .ask(
                          "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) FROM users WHERE"
                              + " id < 250")
                      .rows());
        }
      } else {
        assertThat(result.rows()).isEmpty();
      }
    }
  }

  @Test
  void fallsBackWhenTheMergeServerDiesAndStartsItAgain() throws Exception {
    run(
        always(embedded),
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) FROM users",
        false);
    Future<QueryResult> running =
        CompletableFuture.supplyAsync(() -> run(always(embedded), SLOW, false));
    awaitSlow();
    process().destroyForcibly();
    QueryResult result = running.get(90, TimeUnit.SECONDS);
    assertThat(result.verdict()).as("%s", result.reasons()).isEqualTo(Verdict.EXACT);
    assertThat(result.reasons().get(1)).contains("the embedded PostgreSQL could not: ");
    QueryResult again = run(always(embedded), MEDIAN, false);
    assertThat(again.verdict()).as("%s", again.reasons()).isEqualTo(Verdict.EXACT);
    assertThat(again.reasons().get(1)).startsWith("Merged in the embedded PostgreSQL");
  }

  @Test
  void cancelsOnTheShardsAndOnTheMergeServer() throws Exception {
    CompletableFuture<QueryResult> result = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual().start(() -> result.complete(run(always(embedded), SLOW, false)));
    awaitSlow();
    long start = System.nanoTime();
    caller.interrupt();
    assertThat(result.get(20, TimeUnit.SECONDS).error().orElseThrow().code())
        .isEqualTo(QueryError.Code.CANCELLED);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(active("slow(")).isEqualTo("0");
  }

  @Test
  void deletesWhatAKilledApplicationLeftBehind(@TempDir Path other) throws Exception {
    Path left = Files.createDirectory(other.resolve("shardlens-merge-left"));
    Files.createFile(left.resolve("owner.lock"));
    PostgresServer orphan =
        PostgresServer.in(
            left.resolve("server"), PostgresBinaries.in(Path.of("target", "postgresql")));
    orphan.start();
    try (EmbeddedMergeServer fresh =
        new EmbeddedMergeServer(Path.of("target", "postgresql"), other)) {
      fresh.open(new TextOrder("b", "", "", "C.UTF-8", "", true, "1"), LONG).close();
      assertThat(left).doesNotExist();
      assertThat(orphan.isRunning()).isFalse();
    }
    try (Stream<Path> files = Files.list(other)) {
      assertThat(files).isEmpty();
    }
  }

  private static ProcessHandle process() throws IOException {
    Path file = folders().getFirst().resolve("server/data/postmaster.pid");
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
        .orElseThrow();
  }

  private static void awaitSlow() throws ShardlensException, InterruptedException {
    for (int i = 0; i < 400 && active("slow(").equals("0"); i++) {
      Thread.sleep(25);
    }
    assertThat(active("slow(")).isNotEqualTo("0");
  }

  private static String active(String text) throws ShardlensException {
    try (MaintenanceConnection connection = SERVERS.connect("s4")) {
      return String.valueOf(
          connection.queryText(
              "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND datname = 's4' AND"
                  + " pid <> pg_backend_pid() AND query LIKE '%COPY%"
                  + text
                  + "%'"));
    }
  }
}
