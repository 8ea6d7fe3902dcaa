package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.RandomQueries;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.plan.Verdict;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Random queries against the oracle. `-Dshardlens.seed=` repeats a run,
/// `-Dshardlens.tests.long=true` makes it a long one.
final class RandomQueriesIT {

  private static final long SEED = RandomSeed.ofThisRun();
  private static final int QUERIES = RandomSeed.cases(300, 5_000);

  @Test
  void answersAreThoseOfOnePostgresOrRefused() {
    RandomQueries queries = new RandomQueries(SEED);
    Map<String, Integer> ways = new TreeMap<>();
    try (Oracle oracle = new Oracle(ShardedServers.get())) {
      for (int i = 0; i < QUERIES; i++) {
        RandomQueries.Query query = queries.next();
        QueryResult result = oracle.merged(query.sql());
        Oracle.Answer expected = oracle.ask(query.sql());
        String where =
            "seed " + SEED + ", query " + i + ": " + query.sql() + "\n" + result.reasons();
        if (!expected.error().isEmpty()) {
          assertThat(result.error()).as(where + expected.error()).isPresent();
          ways.merge("error", 1, Integer::sum);
          continue;
        }
        ways.merge(OracleIT.way(result), 1, Integer::sum);
        if (result.verdict() == Verdict.REFUSED) {
          continue;
        }
        assertThat(result.verdict()).as(where).isEqualTo(Verdict.EXACT);
        Oracle.Answer actual = Oracle.answer(result);
        assertThat(query.ordered() ? actual : actual.unordered())
            .as(where)
            .isEqualTo(query.ordered() ? expected : expected.unordered());
      }
    }
    System.out.println("Random queries, seed " + SEED + ": " + ways);
    assertThat(ways.getOrDefault("refused", 0))
        .as("refused, seed %d", SEED)
        .isLessThan(QUERIES / 50 + 1);
    assertThat(ways.getOrDefault("error", 0)).as("wrong, seed %d", SEED).isLessThan(QUERIES / 10);
  }
}
