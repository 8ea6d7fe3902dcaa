package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.ShardOutcome.Status;
import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.plan.Verdict;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowBatch;
import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Rows that are handed on while they arrive, from real servers.
final class StreamIT {

  private static final Duration LONG = Duration.ofSeconds(30);

  /// The rows of the first shard at once, those of the others in a quarter of a minute.
  private static final String SLOW =
      "SELECT slow(id, CASE WHEN id < 100 THEN 0 ELSE 0.15 END) FROM users";

  private final ShardedServers servers = ShardedServers.get();

  private static QueryRequest request(String sql, boolean partial, int maxRows) {
    return new QueryRequest(sql, List.of(), partial, LONG, maxRows);
  }

  /// Keeps rows, so many at most.
  private static final class Taken implements ResultConsumer {
    private final List<Row> rows = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private final int wanted;
    private List<Column> columns = List.of();

    Taken(int wanted) {
      this.wanted = wanted;
    }

    @Override
    public void columns(List<Column> found) {
      columns = found;
    }

    @Override
    public boolean row(Row row) {
      rows.add(row);
      first.countDown();
      return rows.size() < wanted;
    }
  }

  @Test
  void handsOnWhatIsHeldOtherwise() {
    try (Oracle oracle = new Oracle(servers)) {
      for (String sql :
          List.of(
              "SELECT * FROM users",
              "SELECT * FROM users ORDER BY id",
              "SELECT id, email FROM users ORDER BY id DESC LIMIT 37 OFFSET 11",
              "SELECT country, count(*) FROM users GROUP BY country ORDER BY 1",
              "SELECT * FROM users WHERE false",
              "SHOW server_version",
              "SELECT decode('00ff', 'hex') AS b, ARRAY[1, NULL] AS a, '' AS e, NULL AS n")) {
        QueryResult held =
            oracle.service().run(request(sql, false, 10_000), QueryService.Progress.NONE);
        Taken taken = new Taken(Integer.MAX_VALUE);
        StreamedResult streamed =
            oracle.service().stream(
                request(sql, false, 10_000), 0, taken, QueryService.Progress.NONE);
        assertThat(streamed.rows()).as(sql).isEqualTo(held.rows().size());
        assertThat(taken.columns).as(sql).isEqualTo(held.columns());
        assertThat(streamed.result().verdict()).as(sql).isEqualTo(held.verdict());
        assertThat(sorted(taken.rows)).as(sql).isEqualTo(sorted(held.rows()));
        if (sql.contains("ORDER BY")) {
          assertThat(taken.rows).as(sql).isEqualTo(held.rows());
        }
      }
    }
  }

  private static List<String> sorted(List<Row> rows) {
    return rows.stream().map(Row::toString).sorted(Comparator.naturalOrder()).toList();
  }

  @Test
  void leavesNoServerBusyWhenNobodyWantsMoreRows() throws Exception {
    try (Oracle oracle = new Oracle(servers)) {
      Taken taken = new Taken(10);
      StreamedResult result =
          oracle.service().stream(
              request(SLOW, false, 1_000_000), 0, taken, QueryService.Progress.NONE);
      assertThat(result.rows()).isEqualTo(10);
      assertThat(result.result().verdict()).isEqualTo(Verdict.PARTIAL);
      awaitQuiet();
      QueryResult limited =
          oracle
              .service()
              .run(request(SLOW + " LIMIT 10", false, 1_000), QueryService.Progress.NONE);
      assertThat(limited.rows()).hasSize(10);
      assertThat(limited.verdict()).as("%s", limited.reasons()).isEqualTo(Verdict.EXACT);
      awaitQuiet();
    }
  }

  /// No backend runs the statement or holds a transaction open for it.
  private void awaitQuiet() throws ShardlensException, InterruptedException, TimeoutException {
    for (String shard : ShardedServers.SHARDS) {
      try (MaintenanceConnection connection = servers.connect(shard)) {
        boolean quiet = false;
        for (int i = 0; i < 100 && !quiet; i++) {
          quiet =
              "0"
                  .equals(
                      connection.queryText(
                          "SELECT count(*) FROM pg_stat_activity WHERE datname ="
                              + " current_database() AND state <> 'idle' AND application_name ="
                              + " 'shardlens' AND pid <> pg_backend_pid()"));
          if (!quiet) {
            Thread.sleep(50);
          }
        }
        if (!quiet) {
          throw new TimeoutException(shard + " is still busy");
        }
      }
    }
  }

  /// While whoever takes the rows dawdles, the server hears that they are still wanted.
  @Test
  void readsOnAfterATouchBetweenBatches() throws ShardFailure {
    try (JdbcGateway gateway = servers.gateway(servers.topology());
        ShardSession session = gateway.openReadOnly(new ShardId("s1"), LONG)) {
      int[] rows = {0};
      session.readBatches(
          "SELECT n, repeat('x', 300) FROM generate_series(1, 20000) AS n",
          7,
          new BatchSink() {
            @Override
            public void columns(List<Column> columns) {
              assertThat(columns).hasSize(2);
            }

            @Override
            public boolean batch(RowBatch batch) throws ShardFailure {
              assertThat(batch.source()).isEqualTo(7);
              for (int i = 0; i < batch.size(); i++) {
                rows[0]++;
                assertThat(batch.row(i).cell(0)).isEqualTo(Integer.toString(rows[0]));
              }
              session.touch();
              return true;
            }
          });
      assertThat(rows[0]).isEqualTo(20_000);
    }
  }

  @Test
  void saysThatRowsAreAPartWhenAServerIsKilledAfterSomeWereHandedOn() throws Exception {
    try (Oracle oracle = new Oracle(servers)) {
      for (boolean partial : List.of(false, true)) {
        Taken taken = new Taken(Integer.MAX_VALUE);
        CompletableFuture<StreamedResult> running =
            CompletableFuture.supplyAsync(() ->
                oracle.service().stream(
                    request(SLOW, partial, 1_000_000), 0, taken, QueryService.Progress.NONE));
        assertThat(taken.first.await(25, TimeUnit.SECONDS)).isTrue();
        servers.server("s3").kill();
        StreamedResult result = running.get(40, TimeUnit.SECONDS);
        servers.server("s3").start();
        assertThat(result.rows()).isPositive();
        assertThat(result.result().verdict()).isEqualTo(Verdict.PARTIAL);
        if (!partial) {
          assertThat(result.result().error().orElseThrow().code())
              .isEqualTo(QueryError.Code.PARTIAL);
        } else {
          assertThat(result.result().error()).isEmpty();
          assertThat(result.result().outcomes())
              .anyMatch(outcome -> outcome.status() == Status.LOST);
        }
        for (int i = 0; i < 5; i++) {
          // A pooled connection may die once more before the pool has noticed.
          oracle
              .service()
              .run(request("SELECT id FROM users", true, 10), QueryService.Progress.NONE);
        }
      }
    }
  }
}
