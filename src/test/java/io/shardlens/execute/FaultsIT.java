package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.demo.DemoException;
import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.ShardOutcome.Status;
import io.shardlens.fixtures.Oracle;
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
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reader gets when servers fail, dawdle or disagree: never rows that pass for all of them.
final class FaultsIT {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String SLOW = "SELECT slow(id, 0.05) FROM users";

  private final ShardedServers servers = ShardedServers.get();

  @AfterEach
  void serversRun() throws DemoException, ShardlensException {
    servers.server("s3").start();
    try (MaintenanceConnection connection = servers.server("s3").connect("postgres")) {
      connection.execute("DROP DATABASE IF EXISTS f1 WITH (FORCE)");
      connection.execute("DROP DATABASE IF EXISTS f2 WITH (FORCE)");
    }
  }

  private static QueryResult run(
      QueryService service, String sql, boolean partial, Duration timeout) {
    return service.run(
        new QueryRequest(sql, List.of(), partial, timeout, 10_000), QueryService.Progress.NONE);
  }

  private static Status status(QueryResult result, String shard) {
    return result.outcomes().stream()
        .filter(outcome -> outcome.shard().equals(new ShardId(shard)))
        .findFirst()
        .orElseThrow()
        .status();
  }

  @Test
  void holdsRowsBackWhileAShardIsDown() throws DemoException {
    try (Oracle oracle = new Oracle(servers)) {
      servers.server("s3").kill();
      QueryResult held = run(oracle.service(), "SELECT id FROM users", false, LONG);
      assertThat(held.withheld()).isTrue();
      assertThat(held.rows()).isEmpty();
      assertThat(held.verdict()).isEqualTo(Verdict.PARTIAL);
      assertThat(held.error().orElseThrow().code()).isEqualTo(QueryError.Code.PARTIAL);
      assertThat(held.error().orElseThrow().message())
          .contains("s3", "s4", "check that the server runs");
      assertThat(status(held, "s1")).isEqualTo(Status.COMPLETED);
      assertThat(status(held, "s3")).isEqualTo(Status.FAILED);

      QueryResult counted = run(oracle.service(), "SELECT count(*) FROM users", false, LONG);
      assertThat(counted.withheld()).isTrue();
      assertThat(counted.rows()).isEmpty();

      QueryResult shown = run(oracle.service(), "SELECT id FROM users", true, LONG);
      assertThat(shown.error()).isEmpty();
      assertThat(shown.verdict()).isEqualTo(Verdict.PARTIAL);
      assertThat(shown.rows())
          .hasSize(oracle.ask("SELECT id FROM users WHERE id < 250").rows().size());
      assertThat(shown.reasons().getFirst()).contains("s3", "s4", "missing");

      QueryResult bound = run(oracle.service(), "SELECT count(*) FROM users", true, LONG);
      assertThat(bound.verdict()).isEqualTo(Verdict.PARTIAL);
      assertThat(bound.reasons()).anyMatch(reason -> reason.contains("lower bounds"));
      assertThat(bound.rows().getFirst().cells())
          .isEqualTo(oracle.ask("SELECT count(*) FROM users WHERE id < 250").rows().getFirst());
      QueryResult median =
          run(
              oracle.service(),
              "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM users",
              true,
              LONG);
      assertThat(median.verdict()).isEqualTo(Verdict.PARTIAL);
      assertThat(median.reasons()).anyMatch(reason -> reason.contains("that answered alone"));

      QueryResult pruned = run(oracle.service(), "SELECT id FROM users WHERE id = 5", false, LONG);
      assertThat(pruned.verdict()).isEqualTo(Verdict.EXACT);

      QueryResult gone = run(oracle.service(), "SELECT id FROM users WHERE id = 260", false, LONG);
      assertThat(gone.error().orElseThrow().code()).isEqualTo(QueryError.Code.NO_CONNECTION);

      servers.server("s3").start();
      QueryResult recovered = run(oracle.service(), "SELECT id FROM users", false, LONG);
      assertThat(recovered.verdict()).as("%s", recovered).isEqualTo(Verdict.EXACT);
    }
  }

  @Test
  void saysSoWhenNoShardAnswers() {
    Topology nowhere =
        new Topology(
            "nowhere",
            Environment.DEV,
            servers.topology().shards().stream().map(FaultsIT::moved).toList(),
            servers.topology().routings(),
            servers.topology().tables());
    try (JdbcGateway gateway = servers.gateway(nowhere)) {
      QueryResult result =
          run(new ScatterGather(new Router(nowhere), gateway), "SELECT 1", false, LONG);
      assertThat(result.error().orElseThrow().code()).isEqualTo(QueryError.Code.NO_CONNECTION);
    }
  }

  private static Shard moved(Shard shard) {
    return new Shard(
        shard.id(),
        shard.label(),
        shard.host(),
        1,
        shard.database(),
        shard.user(),
        shard.sslMode());
  }

  @Test
  void dropsTheRowsOfAServerThatIsKilledHalfWay() throws Exception {
    try (Oracle oracle = new Oracle(servers)) {
      run(oracle.service(), "SELECT id FROM users", false, LONG);
      Future<QueryResult> running =
          CompletableFuture.supplyAsync(() -> run(oracle.service(), SLOW, true, LONG));
      awaitSlow("s3", true);
      servers.server("s3").kill();
      QueryResult result = running.get(40, TimeUnit.SECONDS);
      assertThat(status(result, "s3")).isEqualTo(Status.LOST);
      assertThat(status(result, "s4")).isEqualTo(Status.LOST);
      assertThat(result.verdict()).isEqualTo(Verdict.PARTIAL);
      assertThat(result.rows()).allMatch(row -> row.source() < 2);

      servers.server("s3").start();
      QueryResult again = run(oracle.service(), "SELECT id FROM users", false, LONG);
      if (again.verdict() != Verdict.EXACT) {
        // A pooled connection may die once more before the pool has noticed.
        again = run(oracle.service(), "SELECT id FROM users", false, LONG);
      }
      assertThat(again.verdict()).as("%s", again.reasons()).isEqualTo(Verdict.EXACT);
    }
  }

  @Test
  void endsWhatTakesTooLongOnTheServersToo() throws Exception {
    try (Oracle oracle = new Oracle(servers)) {
      run(oracle.service(), "SELECT id FROM users", false, LONG);
      long start = System.nanoTime();
      QueryResult result = run(oracle.service(), SLOW, false, Duration.ofSeconds(1));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(4_500));
      assertThat(result.rows()).isEmpty();
      assertThat(result.error()).isPresent();
      for (String shard : ShardedServers.SHARDS) {
        assertThat(status(result, shard)).isEqualTo(Status.TIMED_OUT);
        awaitSlow(shard, false);
      }
    }
  }

  @Test
  void cancelsOnTheServersWhenTheCallerIsInterrupted() throws Exception {
    try (Oracle oracle = new Oracle(servers)) {
      CompletableFuture<QueryResult> result = new CompletableFuture<>();
      Thread caller =
          Thread.ofVirtual().start(() -> result.complete(run(oracle.service(), SLOW, false, LONG)));
      awaitSlow("s1", true);
      long start = System.nanoTime();
      caller.interrupt();
      QueryResult cancelled = result.get(10, TimeUnit.SECONDS);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_500));
      assertThat(cancelled.error().orElseThrow().code()).isEqualTo(QueryError.Code.CANCELLED);
      for (String shard : ShardedServers.SHARDS) {
        awaitSlow(shard, false);
      }
    }
  }

  @Test
  void cancelsAGatheredMergeToo() throws Exception {
    try (Oracle oracle = new Oracle(servers)) {
      CompletableFuture<QueryResult> result = new CompletableFuture<>();
      Thread caller =
          Thread.ofVirtual()
              .start(() ->
                  result.complete(
                      run(
                          oracle.service(),
                          "SELECT sum(slow(id % 1000, 0.2)) FROM users",
                          false,
                          LONG)));
      awaitSlow("s1", true);
      caller.interrupt();
      assertThat(result.get(10, TimeUnit.SECONDS).error().orElseThrow().code())
          .isEqualTo(QueryError.Code.CANCELLED);
      awaitSlow("s1", false);
    }
  }

  private void awaitSlow(String shard, boolean running)
      throws ShardlensException, InterruptedException, TimeoutException {
    try (MaintenanceConnection connection = servers.connect(shard)) {
      for (int i = 0; i < 200; i++) {
        String active =
            connection.queryText(
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND datname ="
                    + " current_database() AND query LIKE '%slow(%' AND query NOT LIKE 'EXPLAIN%'"
                    + " AND pid <> pg_backend_pid()");
        if ("0".equals(active) != running) {
          return;
        }
        Thread.sleep(50);
      }
    }
    throw new TimeoutException(shard + " is " + (running ? "not " : "still ") + "running it");
  }

  @Test
  void namesTheShardThatRefusesTheLoginAndNeverThePassword(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.createFile(
            folder.resolve("pgpass"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "127.0.0.1:*:*:*:wr0ng-secret\n");
    Topology topology = servers.topology();
    try (JdbcGateway gateway =
        new JdbcGateway(topology, new PasswordFiles(List.of(file), Map.of()))) {
      QueryResult result =
          run(
              new ScatterGather(new Router(topology), gateway),
              "SELECT id FROM users",
              false,
              LONG);
      assertThat(result.error().orElseThrow().code()).isEqualTo(QueryError.Code.NO_CONNECTION);
      assertThat(result.error().orElseThrow().message())
          .contains("s1", "refused the login", "password file")
          .doesNotContain("wr0ng");
    }
  }

  @Test
  void namesTheDatabaseThatIsNotThere() {
    Topology topology =
        new Topology(
            "x",
            Environment.DEV,
            List.of(servers.shard("nowhere", "reader")),
            List.of(),
            List.of());
    try (JdbcGateway gateway = servers.gateway(topology)) {
      QueryResult result =
          run(new ScatterGather(new Router(topology), gateway), "SELECT 1", false, LONG);
      assertThat(result.error().orElseThrow().message()).contains("no database nowhere");
    }
  }

  /// Two small shards of our own, keys below 10 on the first.
  private Topology two(String first, String second) throws ShardlensException {
    try (MaintenanceConnection connection = servers.server("f1").connect("postgres")) {
      if ("0"
          .equals(connection.queryText("SELECT count(*) FROM pg_database WHERE datname = 'f1'"))) {
        connection.execute("CREATE DATABASE f1");
        connection.execute("CREATE DATABASE f2");
      }
    }
    String empty =
        "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC;"
            + " ";
    String grant = ";GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader";
    servers.execute("f1", empty + first + grant);
    servers.execute("f2", empty + second + grant);
    return topology("f1", "f2");
  }

  private Topology topology(String one, String other) {
    return new Topology(
        "two",
        Environment.DEV,
        List.of(servers.shard(one, "reader"), renamed(servers.shard(other, "reader"), "second")),
        List.of(
            new RoutingDefinition(
                "by_id",
                List.of(KeyType.BIGINT),
                new RoutingRule.Range(
                    List.of(
                        new KeyRange(null, new KeyValue.Int(10), new ShardId("f1")),
                        new KeyRange(new KeyValue.Int(10), null, new ShardId("second")))))),
        List.of(new TableDefinition.Sharded(ShardedServers.named("t"), List.of("id"), "by_id")));
  }

  private static Shard renamed(Shard shard, String id) {
    return new Shard(
        new ShardId(id),
        id,
        shard.host(),
        shard.port(),
        shard.database(),
        shard.user(),
        shard.sslMode());
  }

  private QueryResult ask(Topology topology, String sql) {
    try (JdbcGateway gateway = servers.gateway(topology)) {
      return run(new ScatterGather(new Router(topology), gateway), sql, false, LONG);
    }
  }

  private CheckReport check(Topology topology) {
    try (JdbcGateway gateway = servers.gateway(topology)) {
      return new LiveInspector(new Router(topology), gateway).check(CheckOptions.STANDARD);
    }
  }

  private static Finding finding(CheckReport report, CheckReport.Kind kind) {
    return report.findings().stream()
        .filter(found -> found.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void refusesATableThatOneShardLacks() throws ShardlensException {
    for (List<String> schema :
        List.of(
            List.of("CREATE TABLE t (id bigint)", "CREATE TABLE other ()"),
            List.of("CREATE TABLE other ()", "CREATE TABLE t (id bigint)"))) {
      Topology topology = two(schema.get(0), schema.get(1));
      String lacking = schema.get(0).contains("other") ? "f1" : "second";
      for (String sql : List.of("SELECT * FROM t", "SELECT count(*) FROM t")) {
        QueryResult result = ask(topology, sql);
        assertThat(result.verdict()).as(sql).isEqualTo(Verdict.REFUSED);
        assertThat(result.reasons().getFirst()).contains(lacking + " has no table public.t");
      }
    }
  }

  @Test
  void refusesRowsWhoseColumnsDiffer() throws ShardlensException {
    Map<List<String>, String> drifts =
        Map.of(
            List.of("id bigint, v text", "id bigint"),
            "second lacks the column v, which f1 has",
            List.of("id bigint", "id bigint, v text"),
            "f1 lacks the column v, which second has",
            List.of("id bigint, v text", "id bigint, v integer"),
            "v is text on f1 and integer on second",
            List.of("id bigint, v numeric(5,2)", "id bigint, v numeric(6,2)"),
            "v is numeric(5,2) on f1 and numeric(6,2) on second",
            List.of("id bigint, v text", "v text, id bigint"),
            "another order on second than on f1",
            List.of("id bigint, v text COLLATE \"C\"", "id bigint, v text COLLATE \"und-x-icu\""),
            "v has another collation");
    for (var drift : drifts.entrySet()) {
      Topology topology =
          two(
              "CREATE TABLE t (" + drift.getKey().get(0) + ")",
              "CREATE TABLE t (" + drift.getKey().get(1) + ")");
      for (String sql :
          List.of("SELECT * FROM t", "SELECT count(*) FROM t", "SELECT id FROM t ORDER BY id")) {
        QueryResult result = ask(topology, sql);
        assertThat(result.verdict()).as(sql + drift).isEqualTo(Verdict.REFUSED);
        assertThat(result.reasons().getFirst()).contains(drift.getValue());
      }
      assertThat(finding(check(topology), CheckReport.Kind.SCHEMA).severity())
          .isEqualTo(CheckReport.Severity.ERROR);
    }
  }

  @Test
  void refusesColumnsThatChangeAfterTheCatalogWasRead() throws ShardlensException {
    Topology topology =
        two(
            "CREATE TABLE t (id bigint, v integer); INSERT INTO t VALUES (1, 1)",
            "CREATE TABLE t (id bigint, v integer); INSERT INTO t VALUES (10, 2)");
    try (JdbcGateway gateway = servers.gateway(topology)) {
      ScatterGather service = new ScatterGather(new Router(topology), gateway);
      assertThat(run(service, "SELECT * FROM t", false, LONG).verdict()).isEqualTo(Verdict.EXACT);
      servers.execute("f2", "ALTER TABLE t ALTER v TYPE numeric USING v + 0.5");
      QueryResult concatenated = run(service, "SELECT * FROM t", false, LONG);
      assertThat(concatenated.rows()).isEmpty();
      assertThat(concatenated.error().orElseThrow().message())
          .contains("second returns other columns than f1");
      servers.execute("f2", "ALTER TABLE t ALTER v TYPE integer");
      run(service, "SELECT * FROM t", false, LONG);
      servers.execute("f2", "ALTER TABLE t ALTER v TYPE date USING '2020-01-01'");
      QueryResult gathered = run(service, "SELECT max(v) FROM t", false, LONG);
      assertThat(gathered.rows()).as("%s", gathered.rows()).isEmpty();
      servers.execute("f2", "ALTER TABLE t ALTER v TYPE bigint USING 7");
      QueryResult wider = run(service, "SELECT max(v) FROM t", false, LONG);
      assertThat(wider.rows()).as("%s", wider.rows()).isEmpty();
    }
  }

  @Test
  void doesNotTakeATypeForOneWhoseNameIsTheSameWithoutQuotes() throws ShardlensException {
    String types =
        "CREATE TYPE \"Mood\" AS ENUM ('sad', 'glad'); CREATE TYPE mood AS ENUM ('dry', 'wet');"
            + "CREATE TABLE t (id bigint, m \"Mood\"); ";
    Topology topology =
        two(
            types + "INSERT INTO t VALUES (1, 'sad'), (2, 'glad')",
            types + "INSERT INTO t VALUES (10, 'sad')");
    try (JdbcGateway gateway = servers.gateway(topology)) {
      ScatterGather service = new ScatterGather(new Router(topology), gateway);
      QueryResult counted = run(service, "SELECT count(DISTINCT m) FROM t", false, LONG);
      assertThat(counted.error()).isEmpty();
      assertThat(counted.rows().getFirst().cells()).containsExactly("2");
    }
  }

  @Test
  void findsTwoShardsThatAreOneDatabase() throws ShardlensException {
    two("CREATE TABLE t (id bigint)", "CREATE TABLE t (id bigint)");
    Finding separate = finding(check(topology("f1", "f1")), CheckReport.Kind.SEPARATE_DATABASES);
    assertThat(separate.severity()).isEqualTo(CheckReport.Severity.ERROR);
    assertThat(separate.toString()).contains("second and f1 are the same database");
    assertThat(finding(check(topology("f1", "f2")), CheckReport.Kind.SEPARATE_DATABASES).severity())
        .isEqualTo(CheckReport.Severity.OK);
  }

  @Test
  void findsAMisplacedRow() throws ShardlensException {
    Topology topology =
        two(
            "CREATE TABLE t (id bigint); INSERT INTO t SELECT generate_series(1, 9)",
            "CREATE TABLE t (id bigint); INSERT INTO t VALUES (9), (10)");
    Finding routing = finding(check(topology), CheckReport.Kind.ROUTING);
    assertThat(routing.severity()).isEqualTo(CheckReport.Severity.ERROR);
    assertThat(routing.toString()).contains("t 9 lies on second and belongs to f1");
  }

  @Test
  void proveTheRoutingOfTheSampleRows() {
    CheckReport report = check(servers.topology());
    assertThat(report.findings())
        .allSatisfy(finding ->
            assertThat(finding.severity()).as("%s", finding).isEqualTo(CheckReport.Severity.OK));
  }

  @Test
  void saysThatThereAreMoreRowsThanTheCap() {
    try (Oracle oracle = new Oracle(servers)) {
      for (String sql :
          List.of(
              "SELECT id FROM users",
              "SELECT id FROM users ORDER BY id",
              "SELECT id FROM users ORDER BY lower(email)",
              "SELECT id FROM users WHERE id < 100",
              "SELECT generate_series(1, 100)")) {
        QueryResult result =
            oracle
                .service()
                .run(new QueryRequest(sql, List.of(), false, LONG, 10), QueryService.Progress.NONE);
        assertThat(result.rows()).as(sql).hasSize(10);
        assertThat(result.verdict()).as(sql).isEqualTo(Verdict.PARTIAL);
        assertThat(result.reasons().getFirst()).contains("first 10 rows");
      }
      QueryResult fits =
          oracle
              .service()
              .run(
                  new QueryRequest(
                      "SELECT id FROM users ORDER BY id LIMIT 10", List.of(), false, LONG, 10),
                  QueryService.Progress.NONE);
      assertThat(fits.verdict()).isEqualTo(Verdict.EXACT);
    }
  }

  @Test
  void refusesWhatDoesNotFitInMemory() {
    try (Oracle oracle = new Oracle(servers)) {
      QueryResult result =
          run(oracle.service(), "SELECT id, repeat('x', 1000000) FROM users", false, LONG);
      assertThat(result.verdict()).isEqualTo(Verdict.REFUSED);
      assertThat(result.reasons().getFirst()).contains("64M", "name fewer columns");
      QueryResult many =
          run(
              oracle.service(),
              "SELECT u.id, repeat('x', 100000) FROM users u, orders o",
              false,
              LONG);
      assertThat(many.verdict()).as("%s", many.reasons()).isEqualTo(Verdict.REFUSED);
      QueryResult cell = run(oracle.service(), "SELECT repeat('x', 200000000)", false, LONG);
      assertThat(cell.verdict()).isEqualTo(Verdict.REFUSED);
      assertThat(run(oracle.service(), "SELECT 1", false, LONG).verdict()).isEqualTo(Verdict.EXACT);
    }
  }

  @Test
  void leavesOutTheShardsThatTheReaderLeftOutAndSaysSo() throws ExecutionException {
    try (Oracle oracle = new Oracle(servers)) {
      QueryResult result =
          oracle
              .service()
              .run(
                  new QueryRequest(
                      "SELECT id FROM users", List.of(new ShardId("s2")), false, LONG, 10_000),
                  QueryService.Progress.NONE);
      assertThat(result.verdict()).isEqualTo(Verdict.PARTIAL);
      assertThat(result.rows()).isNotEmpty().allMatch(row -> row.source() == 1);
      assertThat(status(result, "s1")).isEqualTo(Status.SKIPPED);
    }
  }
}
