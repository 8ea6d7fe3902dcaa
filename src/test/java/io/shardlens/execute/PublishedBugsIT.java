package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.plan.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What other engines over shards were reported to answer wrongly, or not at all, asked of our
/// sample rows. Each case is the report's shape in the words of our tables.
final class PublishedBugsIT {

  private static final String SPHERE = "https://github.com/apache/shardingsphere/issues/";
  private static final String VITESS = "https://github.com/vitessio/vitess/issues/";
  private static final String CITUS = "https://github.com/citusdata/citus/issues/";
  private static final String PGDOG = "https://github.com/pgdogdev/pgdog/issues/";
  private static final String SPQR = "https://github.com/pg-sharding/spqr/issues/";

  private static Oracle oracle;

  @BeforeAll
  static void start() {
    oracle = new Oracle(ShardedServers.get());
  }

  @AfterAll
  static void stop() {
    oracle.close();
  }

  /// @param bug the engine and what it did
  /// @param report where that is written
  record Case(String bug, String report, String sql) {
    @Override
    public String toString() {
      return bug;
    }
  }

  static Stream<Case> routing() {
    return Stream.of(
        new Case(
            "ShardingSphere took the key from the wrong place among conditions",
            SPHERE + 1552,
            "SELECT id FROM users WHERE age > 3 AND id = 150 AND level < 9 ORDER BY id"),
        new Case(
            "ShardingSphere took the key from the wrong place in a list",
            SPHERE + 1795,
            "SELECT id FROM users WHERE active IS NOT NULL AND id IN (1, 150, 300) AND age < 99"
                + " ORDER BY id"),
        new Case(
            "PgDog sent an IN list to one random shard",
            PGDOG + 639,
            "SELECT id FROM users WHERE id IN (1, 300) ORDER BY id"),
        new Case(
            "ShardingSphere failed on a range with one bound",
            SPHERE + 5544,
            "SELECT id FROM users WHERE id <= 99 ORDER BY id"),
        new Case(
            "ShardingSphere lost rows of a range with one bound",
            SPHERE + 39861,
            "SELECT id FROM users WHERE id > 399 ORDER BY id"),
        new Case(
            "ShardingSphere read OR before AND",
            SPHERE + 11397,
            "SELECT id FROM users WHERE id = 5 OR id = 150 AND age = -100 ORDER BY id"),
        new Case(
            "ShardingSphere does not route LIKE",
            SPHERE + 21810,
            "SELECT country, id FROM cities WHERE country LIKE 'D%' ORDER BY country, id"));
  }

  static Stream<Case> order() {
    return Stream.of(
        new Case(
            "ShardingSphere ordered by Java's comparison",
            SPHERE + 26688,
            "SELECT id, ref FROM users ORDER BY ref, id"),
        new Case(
            "Vitess could not order by a column outside a star",
            VITESS + 7748,
            "SELECT o.* FROM users u JOIN orders o ON o.user_id = u.id ORDER BY u.balance, o.id"),
        new Case(
            "PgDog left rows unsorted whose sort column is not selected",
            PGDOG + 1135,
            "SELECT email FROM users ORDER BY balance DESC, id"),
        new Case(
            "ShardingSphere put NULLs at the wrong end",
            SPHERE + 22826,
            "SELECT id, balance FROM users ORDER BY balance DESC NULLS LAST, id"),
        new Case(
            "Vitess compared text without its collation",
            "https://github.com/vitessio/vitess/pull/9645",
            "SELECT id, name FROM users ORDER BY name, id"),
        new Case(
            "Vitess compared text aggregates without their collation",
            "https://github.com/vitessio/vitess/pull/9639",
            "SELECT country, min(name), max(name) FROM users GROUP BY country ORDER BY country"));
  }

  static Stream<Case> limits() {
    return Stream.of(
        new Case(
            "PgDog pushed OFFSET to every shard",
            "https://github.com/pgdogdev/pgdog/pull/774",
            "SELECT id FROM users ORDER BY id LIMIT 10 OFFSET 95"),
        new Case(
            "SPQR returned LIMIT rows of every shard",
            "https://github.com/pg-sharding/spqr/blob/master/test/regress/README.md",
            "SELECT id FROM users ORDER BY id LIMIT 2"),
        new Case(
            "ShardingSphere cut groups before they were whole",
            SPHERE + 2062,
            "SELECT status, sum(amount) AS s FROM orders GROUP BY status ORDER BY s DESC LIMIT 2"),
        new Case(
            "ShardingSphere cut many groups before they were whole",
            SPHERE + 10806,
            "SELECT qty, count(*) AS n FROM orders GROUP BY qty ORDER BY n DESC, qty LIMIT 3"),
        new Case(
            "Vitess pushed LIMIT under an aggregation",
            VITESS + 16262,
            "SELECT country, count(*) FROM users GROUP BY country ORDER BY 2 DESC, 1 LIMIT 1"),
        new Case(
            "Vitess counted a limited part",
            VITESS + 13180,
            "SELECT count(*) FROM (SELECT id FROM users ORDER BY id LIMIT 10) x"));
  }

  static Stream<Case> sets() {
    return Stream.of(
        new Case(
            "Citus repeated distinct rows",
            CITUS + 2017,
            "SELECT DISTINCT country, active FROM users ORDER BY country, active"),
        new Case(
            "ShardingSphere repeated distinct rows",
            SPHERE + 4565,
            "SELECT DISTINCT age FROM users ORDER BY age"),
        new Case(
            "Vitess lost DISTINCT with an aggregate",
            VITESS + 8581,
            "SELECT DISTINCT count(*) FROM users GROUP BY country ORDER BY 1"),
        new Case(
            "Citus kept the wrong row of DISTINCT ON",
            CITUS + 7684,
            "SELECT DISTINCT ON (country, plan) id FROM users ORDER BY country, plan, id"));
  }

  static Stream<Case> groups() {
    return Stream.of(
        new Case(
            "SPQR returned a count for every shard", SPQR + 1931, "SELECT count(*) FROM orders"),
        new Case(
            "ShardingSphere mixed count distinct with others",
            SPHERE + 5347,
            "SELECT count(DISTINCT country), count(*), sum(age) FROM users"),
        new Case(
            "ShardingSphere refused several distinct aggregates",
            SPHERE + 13081,
            "SELECT count(DISTINCT currency), sum(DISTINCT qty), count(DISTINCT status) FROM"
                + " orders"),
        new Case(
            "pg_shard filtered groups before they were whole",
            "https://github.com/citusdata/pg_shard/issues/53",
            "SELECT status, count(*) FROM orders GROUP BY status HAVING count(*) > 70 ORDER BY 1"),
        new Case(
            "PgDog ignored HAVING",
            PGDOG + 695,
            "SELECT currency, sum(qty) FROM orders GROUP BY currency HAVING sum(qty) > 100"
                + " ORDER BY 1"),
        new Case(
            "ShardingSphere made a group of a shard without rows",
            SPHERE + 22170,
            "SELECT country, sum(age) FROM users WHERE id < 3 GROUP BY country ORDER BY 1"),
        new Case(
            "Vitess failed on a shard without rows",
            VITESS + 12540,
            "SELECT count(*), min(id), avg(balance) FROM users WHERE email = 'nobody'"));
  }

  static Stream<Case> several() {
    return Stream.of(
        new Case(
            "Citus answered NULL for a subquery",
            CITUS + 8245,
            "SELECT id, (SELECT max(amount) FROM orders) FROM users WHERE id < 5 ORDER BY id"),
        new Case(
            "ShardingSphere joined only rows of the same shard",
            SPHERE + 21384,
            "SELECT a.id, b.id FROM users a JOIN users b ON b.id = a.age + 90 ORDER BY 1, 2"),
        new Case(
            "Vitess numbered rows within each shard",
            VITESS + 19530,
            "SELECT id, row_number() OVER (ORDER BY balance, id) FROM users ORDER BY id"));
  }

  static Stream<Case> cases() {
    return Stream.of(routing(), order(), limits(), sets(), groups(), several()).flatMap(x -> x);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAnsweredAsByOnePostgres(Case test) {
    QueryResult result = oracle.merged(test.sql());
    assertThat(result.verdict())
        .as("%s: %s", test.report(), result.reasons())
        .isEqualTo(Verdict.EXACT);
    assertThat(Oracle.answer(result)).as(test.report()).isEqualTo(oracle.ask(test.sql()));
  }

  /// Citus 2288: it moved a key in place, and the row lay in the wrong shard.
  @Test
  void refusesWhatCitusDidToAKeyOnConflict() {
    QueryResult result =
        oracle.merged(
            "INSERT INTO users (id, email) VALUES (5, 'x') ON CONFLICT (id) DO UPDATE SET id ="
                + " 300");
    assertThat(result.verdict()).as(CITUS + 2288).isEqualTo(Verdict.REFUSED);
    assertThat(result.rows()).isEmpty();
  }

  /// Vitess 3666: a catalog was read from one server as if it were all of them.
  @Test
  void readsCatalogsOfEveryServerUnlikeVitess() {
    QueryResult result = oracle.merged("SELECT relname FROM pg_class WHERE relname = 'users'");
    assertThat(result.verdict()).as(VITESS + 3666).isEqualTo(Verdict.CONCATENATED);
    assertThat(result.rows().stream().map(row -> row.source())).containsExactly(0, 1, 2, 3);
  }

  /// PgDog 395: several statements in one text were taken for one.
  @Test
  void takesSeveralStatementsNotForOneUnlikePgDog() {
    QueryResult result = oracle.merged("SELECT 1; SELECT id FROM users");
    assertThat(result.error()).as(PGDOG + 395).isPresent();
    assertThat(result.rows()).isEmpty();
  }

  /// Shape 3: a statement carries no values here, so nothing may be routed by one.
  @Test
  void refusesAParameterWithoutAValue() {
    for (String sql : List.of("SELECT id FROM users WHERE id = $1", "SELECT $1::int")) {
      QueryResult result = oracle.merged(sql);
      assertThat(result.error()).as(sql).isPresent();
      assertThat(result.rows()).isEmpty();
    }
  }
}
