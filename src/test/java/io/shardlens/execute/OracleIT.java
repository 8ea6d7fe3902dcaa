package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every query shape: the answer is what one PostgreSQL with all rows gives, and the way to it is
/// the expected one, so that nothing becomes slower or refused unnoticed.
final class OracleIT {

  private static Oracle oracle;

  @BeforeAll
  static void start() {
    oracle = new Oracle(ShardedServers.get());
  }

  @AfterAll
  static void stop() {
    oracle.close();
  }

  /// One statement of `queries.sql`.
  ///
  /// @param way how it is answered: `single`, `concat`, `sort`, `gather`, `groups`, `java`,
  ///   `broadcast`, `side` or `refused`
  /// @param ordered whether the order of the rows is total
  record Case(String way, boolean ordered, String sql) {
    @Override
    public String toString() {
      return way + " " + sql.strip();
    }
  }

  static Stream<Case> cases() {
    try (InputStream file =
        Objects.requireNonNull(OracleIT.class.getResourceAsStream("queries.sql"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      List<Case> cases = new ArrayList<>();
      for (String block : text.split("\n(?=== )", -1)) {
        if (!block.startsWith("== ")) {
          continue;
        }
        int line = block.indexOf('\n');
        String way = block.substring(3, line).strip();
        for (String sql : block.substring(line + 1).split("\n\n+", -1)) {
          if (!sql.isBlank()) {
            cases.add(new Case(way.replace("!", ""), way.endsWith("!"), sql.stripTrailing()));
          }
        }
      }
      return cases.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsOnePostgresWithAllRowsDoes(Case test) {
    QueryResult result = oracle.merged(test.sql());
    String way = way(result);
    assertThat(way).as("way of %s%n%s", test.sql(), result.reasons()).isEqualTo(test.way());
    if (way.equals("refused")) {
      assertThat(result.rows()).isEmpty();
      return;
    }
    if (way.equals("side")) {
      assertThat(result.verdict()).isEqualTo(Verdict.CONCATENATED);
      assertThat(result.outcomes())
          .allMatch(outcome -> outcome.status() == ShardOutcome.Status.COMPLETED);
      return;
    }
    assertThat(result.verdict()).as("%s", result.reasons()).isEqualTo(Verdict.EXACT);
    Oracle.Answer expected = oracle.ask(test.sql());
    Oracle.Answer actual = Oracle.answer(result);
    assertThat(actual.columns()).isEqualTo(expected.columns());
    assertThat(test.ordered() ? actual : actual.unordered())
        .isEqualTo(test.ordered() ? expected : expected.unordered());
  }

  /// An order that Java does not share is PostgreSQL's work; a reader of seven rows waits for eight
  /// of each shard, and not for all.
  @Test
  void aCapBringsTheFirstRowsOfTheOrder() {
    String sql = "SELECT id, name FROM users ORDER BY name DESC, id";
    QueryRequest request = new QueryRequest(sql, List.of(), false, QueryRequest.DEFAULT_TIMEOUT, 7);
    QueryResult result = oracle.service().run(request, QueryService.Progress.NONE);
    assertThat(result.plan().orElseThrow().merge())
        .isInstanceOfSatisfying(
            MergeStep.Gathered.class,
            gathered -> assertThat(gathered.parts().getFirst().sql()).endsWith("LIMIT 8"));
    assertThat(result.verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(Oracle.answer(result).rows()).isEqualTo(oracle.ask(sql).rows().subList(0, 7));
  }

  /// The statement, and the condition on ranks with which the shards read; empty where they must
  /// not leave out a row by its rank.
  static Stream<Arguments> ranked() {
    String over = "OVER (PARTITION BY country ORDER BY balance DESC)";
    return Stream.of(
        arguments(
            "SELECT * FROM (SELECT id, rank() " + over + " AS r FROM users) t WHERE r <= 3",
            "rank() " + over + " <= 3"),
        arguments(
            "SELECT * FROM (SELECT id, row_number() "
                + over
                + " FROM users) t WHERE row_number = 4",
            "rank() " + over + " <= 4"),
        arguments(
            "WITH t AS (SELECT id, dense_rank() "
                + over
                + " r FROM users) SELECT * FROM t x WHERE x.r IN (2, 1) AND 9 >= r AND id > 3",
            "dense_rank() " + over + " <= 2"),
        arguments("SELECT * FROM (SELECT rank() " + over + " AS r FROM users) t WHERE r >= 3", ""),
        arguments(
            "SELECT * FROM (SELECT rank() " + over + " r FROM users) t WHERE r < 3 OR r = 9", ""),
        arguments("SELECT * FROM (SELECT rank() " + over + " r FROM users) t WHERE NOT r <= 3", ""),
        arguments(
            "SELECT * FROM (SELECT rank() "
                + over
                + " r, count(*) "
                + over
                + " FROM users) t WHERE r < 3",
            ""),
        arguments(
            "SELECT * FROM (SELECT rank() "
                + over
                + " r, rank() OVER (ORDER BY id) q FROM users) t WHERE r < 3",
            ""),
        arguments(
            "SELECT * FROM (SELECT DISTINCT level, rank() " + over + " r FROM users) t WHERE r < 3",
            ""),
        arguments(
            "SELECT * FROM (SELECT rank() "
                + over
                + " r FROM users ORDER BY id LIMIT 9) t WHERE r < 3",
            ""),
        arguments(
            "SELECT * FROM (SELECT rank() OVER (ORDER BY plan) r FROM users) t WHERE r < 3", ""),
        arguments(
            "SELECT * FROM (SELECT rank() OVER (PARTITION BY name ORDER BY id) r FROM users) t"
                + " WHERE r < 3",
            "rank() OVER (PARTITION BY name ORDER BY id) <= 2"),
        arguments(
            "SELECT * FROM (SELECT rank() OVER (ORDER BY name) r FROM users) t WHERE r < 3", ""),
        arguments(
            "SELECT * FROM (SELECT rank() OVER (ORDER BY email || 'x') r FROM users) t WHERE r < 3",
            "rank() OVER (ORDER BY email || 'x') <= 2"),
        arguments(
            "SELECT * FROM (SELECT id, rank() "
                + over
                + " r FROM users WHERE created_at < now()) t WHERE r < 3",
            ""),
        arguments(
            "SELECT * FROM (SELECT id, rank() "
                + over
                + " r FROM users) t JOIN users u ON u.id = t.id WHERE r < 3",
            ""));
  }

  @ParameterizedTest
  @MethodSource("ranked")
  void shardsLeaveOutRowsByTheirRanks(String sql, String condition) throws ShardlensException {
    MergeStep.Gathered step = (MergeStep.Gathered) oracle.service().explain(sql).merge();
    String sent = step.parts().getFirst().sql();
    if (condition.isEmpty()) {
      assertThat(sent).doesNotContain("OVER");
    } else {
      int most = condition.lastIndexOf(" <= ");
      assertThat(sent)
          .contains(condition.substring(0, most) + " AS \"shardlens rank\"")
          .endsWith("WHERE \"shardlens rank\"" + condition.substring(most));
    }
  }

  @Test
  void estimatesSpeakOfTheShardsThatAreAsked() throws ShardlensException {
    ScatterGather service = oracle.service();
    List<TransferEstimate> estimates =
        service.estimates(service.explain("SELECT id, name FROM users WHERE id IN (1, 300)"));
    assertThat(estimates).hasSize(2).allMatch(estimate -> estimate.rows() >= 1);
    assertThat(service.estimates(service.explain("SELECT name, id FROM users ORDER BY name")))
        .hasSizeGreaterThan(2)
        .allMatch(estimate -> estimate.bytes() >= estimate.rows());
  }

  static String way(QueryResult result) {
    if (result.verdict() == Verdict.REFUSED) {
      return "refused";
    }
    return result
        .plan()
        .map(plan ->
            switch (plan.merge()) {
              case MergeStep.SingleShard ignored -> "single";
              case MergeStep.Concatenate ignored -> "concat";
              case MergeStep.MergeSort ignored -> "sort";
              case MergeStep.Groups ignored -> "java";
              case MergeStep.Gathered gathered ->
                  switch (gathered.content()) {
                    case TABLES -> "gather";
                    case GROUPS -> "groups";
                  };
              case MergeStep.Broadcast ignored -> "broadcast";
              case MergeStep.SideBySide ignored -> "side";
              case MergeStep.Nothing ignored -> "refused";
            })
        .orElse("none");
  }
}
