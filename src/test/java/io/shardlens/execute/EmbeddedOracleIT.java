package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.embedded.EmbeddedMergeServer;
import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.RandomQueries;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.plan.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every gathered statement, merged in the embedded server whatever its size: the answer is what
/// one PostgreSQL with all rows gives.
final class EmbeddedOracleIT {

  private static final long SEED = RandomSeed.ofThisRun();
  private static final int QUERIES = RandomSeed.cases(120, 5_000);

  @TempDir private static Path temporary;
  private static EmbeddedMergeServer embedded;
  private static Oracle oracle;

  @BeforeAll
  static void start() {
    embedded = new EmbeddedMergeServer(Path.of("target", "postgresql"), temporary);
    oracle = new Oracle(ShardedServers.get(), new MergeServers(List.of(embedded), 0));
  }

  @AfterAll
  static void stop() throws IOException {
    oracle.close();
    embedded.close();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).as("files of the embedded server").isEmpty();
    }
  }

  static Stream<OracleIT.Case> cases() {
    return OracleIT.cases().filter(test -> test.way().equals("gather"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsOnePostgresWithAllRowsDoes(OracleIT.Case test) {
    QueryResult result = oracle.merged(test.sql());
    assertThat(result.verdict()).as("%s", result.reasons()).isEqualTo(Verdict.EXACT);
    assertThat(result.reasons().get(1))
        .as("%s", result.reasons())
        .startsWith("Merged in the embedded PostgreSQL");
    Oracle.Answer expected = oracle.ask(test.sql());
    Oracle.Answer actual = Oracle.answer(result);
    assertThat(actual.columns()).isEqualTo(expected.columns());
    assertThat(test.ordered() ? actual : actual.unordered())
        .isEqualTo(test.ordered() ? expected : expected.unordered());
  }

  @Test
  void answersRandomStatementsAsOnePostgresDoes() {
    RandomQueries queries = new RandomQueries(SEED);
    int embeddedMerges = 0;
    int elsewhere = 0;
    for (int i = 0; i < QUERIES; i++) {
      RandomQueries.Query query = queries.next();
      QueryResult result = oracle.merged(query.sql());
      boolean gathered = OracleIT.way(result).equals("gather");
      if (!gathered || result.verdict() == Verdict.REFUSED) {
        continue;
      }
      String where = "seed " + SEED + ", query " + i + ": " + query.sql() + "\n" + result.reasons();
      Oracle.Answer expected = oracle.ask(query.sql());
      if (!expected.error().isEmpty()) {
        assertThat(result.error()).as(where + expected.error()).isPresent();
        continue;
      }
      assertThat(result.verdict()).as(where).isEqualTo(Verdict.EXACT);
      Oracle.Answer actual = Oracle.answer(result);
      assertThat(query.ordered() ? actual : actual.unordered())
          .as(where)
          .isEqualTo(query.ordered() ? expected : expected.unordered());
      if (result.reasons().get(1).startsWith("Merged in the embedded PostgreSQL")) {
        embeddedMerges++;
      } else {
        elsewhere++;
        System.out.println("Not in the embedded server: " + where);
      }
    }
    System.out.println(
        "Random queries, seed " + SEED + ": " + embeddedMerges + " embedded, " + elsewhere);
    assertThat(elsewhere).as("seed %d", SEED).isLessThan(embeddedMerges / 50 + 1);
  }
}
