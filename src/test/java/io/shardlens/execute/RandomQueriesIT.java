package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.RandomQueries;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.plan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Random queries against the oracle. `-Dshardlens.seed=` repeats a run,
/// `-Dshardlens.tests.long=true` makes it a long one.
final class RandomQueriesIT {

  private static final long SEED = RandomSeed.ofThisRun();
  private static final int QUERIES = RandomSeed.cases(5_000, 200_000);

  /// Each has its own sessions and its own stretch of the sequence of queries.
  private static final int THREADS = 3;

  /// The statements that may be refused; their share may only fall.
  private static final int MOST_REFUSED = RandomSeed.cases(0, QUERIES / 1_000);

  private final Map<String, Integer> ways = new ConcurrentSkipListMap<>();

  @Test
  void answersAreThoseOfOnePostgresOrRefused() throws Exception {
    long start = System.nanoTime();
    List<Callable<Void>> stretches = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      long seed = SEED + thread;
      stretches.add(() -> {
        ask(seed, QUERIES / THREADS);
        return null;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Void> stretch : threads.invokeAll(stretches)) {
        stretch.get();
      }
    }
    int refused = ways.getOrDefault("refused", 0);
    System.out.printf(
        "Random queries, seed %d: %s; refused %.2f %%, %.1f ms each%n",
        SEED,
        new TreeMap<>(ways),
        refused * 100.0 / QUERIES,
        (System.nanoTime() - start) / 1e6 / QUERIES);
    assertThat(refused).as("refused, seed %d", SEED).isLessThanOrEqualTo(MOST_REFUSED);
    assertThat(ways.getOrDefault("error", 0)).as("wrong, seed %d", SEED).isLessThan(QUERIES / 10);
  }

  private void ask(long seed, int count) {
    RandomQueries queries = new RandomQueries(seed);
    try (Oracle oracle = new Oracle(ShardedServers.get())) {
      for (int i = 0; i < count; i++) {
        RandomQueries.Query query = queries.next();
        ways.merge(check(oracle, query, "seed " + seed + ", query " + i), 1, Integer::sum);
      }
    }
  }

  /// @return how it was answered
  private static String check(Oracle oracle, RandomQueries.Query query, String place) {
    QueryResult result = oracle.merged(query.sql());
    Oracle.Answer expected = oracle.ask(query.sql());
    String where = place + ": " + query.sql() + "\n" + result.reasons();
    if (!expected.error().isEmpty()) {
      assertThat(result.error()).as(where + expected.error()).isPresent();
      return "error";
    }
    if (result.verdict() == Verdict.REFUSED) {
      return "refused";
    }
    assertThat(result.verdict()).as(where).isEqualTo(Verdict.EXACT);
    Oracle.Answer actual = Oracle.answer(result);
    assertThat(query.ordered() ? actual : actual.unordered())
        .as(where)
        .isEqualTo(query.ordered() ? expected : expected.unordered());
    return OracleIT.way(result);
  }
}
