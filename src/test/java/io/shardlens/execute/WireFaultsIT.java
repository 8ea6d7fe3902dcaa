package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.ShardOutcome.Status;
import io.shardlens.fixtures.FaultProxy;
import io.shardlens.fixtures.FaultProxy.Fault;
import io.shardlens.fixtures.FaultProxy.Trigger;
import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.plan.Verdict;
import io.shardlens.routing.Router;
import io.shardlens.rows.Row;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// A bad network between Shardlens and one of four shards, at every stage of a query: there is
/// always an answer in time, and never rows that pass for all of them.
final class WireFaultsIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration PATIENT = Duration.ofSeconds(20);

  /// The deadline, the two and a half seconds in which a server may obey and is cut off, two for
  /// merging what the others sent, and a busy machine.
  private static final Duration LONGEST = TIMEOUT.plusMillis(2_500).plusSeconds(2).plusSeconds(2);

  private static final Set<Fault> LASTING = EnumSet.complementOf(EnumSet.of(Fault.RESET_ONCE));

  private static final String FIRST = "s1";
  private static final int AT_A_TIME = 15;
  private static final String ROWS = "SELECT id, email, name FROM users WHERE email <> 'wire'";

  /// Not a look-up, of which nothing is asked before it runs.
  private static final String SURVEYED =
      "SELECT id, email, name FROM users u WHERE u.email <> 'wire'";

  private static final String GATHER =
      "SELECT id, row_number() OVER (ORDER BY id) FROM users WHERE email <> 'wire'";

  private final ShardedServers servers = ShardedServers.get();

  /// Where in the life of a query the fault strikes.
  ///
  /// @param victim the shard behind the bad network; the first one is also where statements are
  ///   surveyed and merged
  /// @param warm whether connections are open and catalogs known before
  private record Stage(String name, String victim, boolean warm, String sql, Trigger trigger) {
    static final Stage CONNECT = new Stage("connect", "s2", false, ROWS, new Trigger.Now());
    static final Stage LOGIN = new Stage("login", "s2", false, ROWS, new Trigger.AfterBytes(30));
    static final Stage SURVEY =
        new Stage("survey", FIRST, true, SURVEYED, new Trigger.AfterText("EXPLAIN (VERBOSE", 0));
    static final Stage FIRST_ROW =
        new Stage("first row", "s2", true, ROWS, new Trigger.AfterText("'wire'", 0));
    static final Stage MID_STREAM =
        new Stage("mid-stream", "s2", true, ROWS, new Trigger.AfterText("'wire'", 1_500));
    static final Stage GATHER_PART =
        new Stage("gather", "s2", true, GATHER, new Trigger.AfterText("'wire'", 300));
    static final Stage LAST_STAGE =
        new Stage("last stage", FIRST, true, GATHER, new Trigger.AfterText("unnest(", 0));

    @Override
    public String toString() {
      return name;
    }
  }

  /// Shardlens with one shard behind a proxy.
  private final class Setting implements AutoCloseable {
    private final FaultProxy proxy;
    private final JdbcGateway gateway;
    private final ScatterGather service;

    Setting(String victim) {
      Topology plain = servers.topology();
      Shard behind = plain.shard(new ShardId(victim));
      proxy = new FaultProxy(behind.host(), behind.port());
      Topology topology =
          new Topology(
              plain.name(),
              plain.environment(),
              plain.shards().stream()
                  .map(shard -> shard.equals(behind) ? moved(shard, proxy.port()) : shard)
                  .toList(),
              plain.routings(),
              plain.tables());
      gateway = servers.gateway(topology);
      service = new ScatterGather(new Router(topology), gateway);
    }

    QueryResult run(String sql, boolean partial, Duration timeout) {
      return service.run(
          new QueryRequest(sql, List.of(), partial, timeout, 10_000), QueryService.Progress.NONE);
    }

    @Override
    public void close() {
      proxy.close();
      gateway.close();
    }
  }

  private static Shard moved(Shard shard, int port) {
    return new Shard(
        shard.id(),
        shard.label(),
        shard.host(),
        port,
        shard.database(),
        shard.user(),
        shard.sslMode());
  }

  @Test
  void answersInTimeWhereASessionCannotBeOpened() throws Exception {
    answersInTimeAndNeverHalf(Stage.CONNECT, Stage.LOGIN);
  }

  @Test
  void answersInTimeWhereRowsCannotArrive() throws Exception {
    answersInTimeAndNeverHalf(Stage.FIRST_ROW, Stage.MID_STREAM, Stage.GATHER_PART);
  }

  @Test
  void answersInTimeWhereTheStatementCannotBeSurveyedOrMerged() throws Exception {
    answersInTimeAndNeverHalf(Stage.SURVEY, Stage.LAST_STAGE);
  }

  private void answersInTimeAndNeverHalf(Stage... stages) throws Exception {
    List<Callable<Void>> cases = new ArrayList<>();
    for (Stage stage : stages) {
      Oracle.Answer all = expected(stage.sql);
      for (Fault fault : LASTING) {
        for (boolean partial : List.of(false, true)) {
          cases.add(() -> {
            int attempts = 1;
            while (!struckAt(stage, fault, partial, all)) {
              assertThat(attempts++).as("%s was reached", stage).isLessThan(6);
            }
            return null;
          });
        }
      }
    }
    atOnce(cases);
  }

  /// @return whether the fault struck; on a busy machine another shard may have been faster to
  ///   survey the statement, and merges then, too
  private boolean struckAt(Stage stage, Fault fault, boolean partial, Oracle.Answer all) {
    String where = stage + " " + fault + (partial ? " partial" : "");
    try (Setting setting = new Setting(stage.victim)) {
      if (stage.warm) {
        assertThat(setting.run(stage.sql, false, PATIENT).verdict())
            .as(where)
            .isEqualTo(Verdict.EXACT);
      }
      setting.proxy.arm(fault, stage.trigger);
      long start = System.nanoTime();
      boolean slowOnly = fault == Fault.LATENCY;
      QueryResult result = setting.run(stage.sql, partial, slowOnly ? PATIENT : TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as(where)
          .isLessThan(slowOnly ? PATIENT : LONGEST);
      if (stage.victim.equals(FIRST) && !setting.proxy.hasStruck()) {
        return false;
      }
      assertThat(setting.proxy.hasStruck()).as("%s was reached", where).isTrue();
      checkHonest(where, stage, partial, result, all);
      if (fault == Fault.LATENCY) {
        assertThat(result.verdict()).as("%s %s", where, result.reasons()).isEqualTo(Verdict.EXACT);
      } else if (!stage.equals(Stage.SURVEY)) {
        assertThat(result.verdict()).as(where).isNotEqualTo(Verdict.EXACT);
      }
      setting.proxy.heal();
      recovers(where, setting, stage.sql);
      return true;
    }
  }

  private static void checkHonest(
      String where, Stage stage, boolean partial, QueryResult result, Oracle.Answer all) {
    if (result.verdict() == Verdict.EXACT && result.error().isEmpty()) {
      assertThat(Oracle.answer(result).unordered()).as(where).isEqualTo(all.unordered());
      return;
    }
    if (!partial || result.error().isPresent()) {
      assertThat(result.rows()).as(where).isEmpty();
      assertThat(result.error()).as(where).isPresent();
    } else {
      assertThat(result.verdict()).as(where).isEqualTo(Verdict.PARTIAL);
      assertThat(result.reasons().getFirst()).as(where).contains("missing");
      int victim = ShardedServers.SHARDS.indexOf(stage.victim);
      if (stage.sql.equals(ROWS)) {
        assertThat(result.rows()).as(where).noneMatch(row -> row.source() == victim);
      }
    }
    boolean ran = result.outcomes().stream().anyMatch(outcome -> outcome.rows() > 0);
    if (ran && !stage.equals(Stage.LAST_STAGE)) {
      assertThat(result.outcomes())
          .as(where)
          .allMatch(outcome ->
              (outcome.status() == Status.COMPLETED)
                  != outcome.shard().value().equals(stage.victim));
    }
  }

  /// Connections that died without a word may be noticed one at a time.
  private static void recovers(String where, Setting setting, String sql) {
    QueryResult again = setting.run(sql, false, PATIENT);
    for (int i = 0; i < 4 && again.verdict() != Verdict.EXACT; i++) {
      again = setting.run(sql, false, PATIENT);
    }
    assertThat(again.verdict()).as("%s, then healed: %s", where, again).isEqualTo(Verdict.EXACT);
  }

  @Test
  void resetsAtAnyByteCutNothingSilently() throws Exception {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    Oracle.Answer all = expected(ROWS);
    List<Callable<Void>> cases = new ArrayList<>();
    for (int i = 0; i < RandomSeed.cases(40, 2_000); i++) {
      long bytes = random.nextInt(i % 2 == 0 ? 1_500 : 30_000);
      boolean partial = random.nextBoolean();
      cases.add(() -> {
        resetAt(bytes, partial, all, seed);
        return null;
      });
    }
    atOnce(cases);
  }

  private void resetAt(long bytes, boolean partial, Oracle.Answer all, long seed) {
    String where = "seed " + seed + ", reset after " + bytes + " bytes";
    try (Setting setting = new Setting("s2")) {
      setting.proxy.arm(Fault.RESET_ONCE, new Trigger.AfterBytes(bytes));
      checkHonest(where, Stage.MID_STREAM, partial, setting.run(ROWS, partial, PATIENT), all);
    }
  }

  @Test
  void saysThatStreamedRowsWereAPart() throws Exception {
    Set<List<String>> all = new HashSet<>(expected(ROWS).rows());
    List<Callable<Void>> cases = new ArrayList<>();
    for (Fault fault : Set.of(Fault.KILL, Fault.RESET, Fault.FREEZE, Fault.DRIP)) {
      cases.add(() -> {
        streamed(fault, all);
        return null;
      });
    }
    atOnce(cases);
  }

  private void streamed(Fault fault, Set<List<String>> all) {
    try (Setting setting = new Setting("s2")) {
      assertThat(setting.run(ROWS, false, PATIENT).verdict()).isEqualTo(Verdict.EXACT);
      setting.proxy.arm(fault, Stage.MID_STREAM.trigger);
      List<Row> rows = new ArrayList<>();
      StreamedResult end =
          setting.service.stream(
              new QueryRequest(ROWS, List.of(), false, TIMEOUT, 10_000),
              0,
              new ResultConsumer() {
                @Override
                public void columns(List<io.shardlens.rows.Column> columns) {}

                @Override
                public boolean row(Row row) {
                  return rows.add(row);
                }
              },
              QueryService.Progress.NONE);
      assertThat(end.result().verdict()).as("%s", fault).isEqualTo(Verdict.PARTIAL);
      assertThat(end.result().error()).as("%s", fault).isPresent();
      assertThat(rows.stream().map(Row::cells).<List<String>>map(ArrayList::new)).isSubsetOf(all);
    }
  }

  private Oracle.Answer expected(String sql) {
    try (Oracle oracle = new Oracle(servers)) {
      return oracle.ask(sql);
    }
  }

  private static void atOnce(List<Callable<Void>> cases) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (Future<Void> done : threads.invokeAll(cases)) {
        done.get();
      }
    }
  }
}
