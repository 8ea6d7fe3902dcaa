package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.ShardedServers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A reason is given where it is one, and nowhere else.
final class ReasonsIT {

  private static final String FLOATS = "A sum of floating point numbers depends on the order";

  private static Oracle oracle;

  @BeforeAll
  static void start() {
    oracle = new Oracle(ShardedServers.get());
  }

  @AfterAll
  static void stop() {
    oracle.close();
  }

  private static List<String> reasons(String sql) throws ShardlensException {
    return oracle.service().explain(sql).reasons();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT sum(ratio) FROM users",
        "SELECT country, avg(ratio) FROM users GROUP BY country",
        "SELECT avg(weight) FROM users",
        "SELECT sum(ALL ratio ORDER BY age) FROM users",
        "SELECT stddev(ratio), count(*) FROM users",
        "SELECT var_pop(balance::double precision) FROM users",
        "SELECT corr(age, level) FROM users",
        "SELECT regr_slope(balance, age) FROM users",
        "SELECT round(sum(ratio * 2)::numeric, 2), mode() WITHIN GROUP (ORDER BY age) FROM users",
        "SELECT id, sum(sqrt(age)) OVER (ORDER BY id) FROM users",
        "SELECT sum(n) FROM (SELECT country, count(*)::real AS n FROM users GROUP BY country) c",
        "SELECT country, avg(count(*)::real) OVER () FROM users GROUP BY country",
        "WITH c AS (SELECT ratio / 2 AS half FROM users) SELECT sum(c.half)::numeric FROM c, c AS"
            + " d",
        "SELECT max(age) FROM users UNION SELECT sum(weight)::integer FROM users",
        "SELECT c.name, (SELECT sum(u.ratio)::numeric FROM users u WHERE u.country = c.code)"
            + " FROM countries c",
      })
  void aSumOfFloatsSaysThatItsLastDigitsMayDiffer(String sql) throws ShardlensException {
    assertThat(reasons(sql)).anyMatch(reason -> reason.startsWith(FLOATS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY balance) FROM users",
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ratio) FROM users",
        "SELECT max(ratio), mode() WITHIN GROUP (ORDER BY ratio) FROM users",
        "SELECT sum(balance)::double precision, mode() WITHIN GROUP (ORDER BY ratio) FROM users",
        "SELECT ratio, sum(age) FROM users GROUP BY ratio",
        "SELECT sum(ratio::numeric), mode() WITHIN GROUP (ORDER BY ratio) FROM users",
        "SELECT sum(DISTINCT ratio) FROM users",
        "SELECT regr_count(ratio, weight) FROM users",
        "SELECT ratio, sum(age) OVER (ORDER BY id) FROM users",
        "SELECT ratio, array_agg(weight ORDER BY id) FROM users GROUP BY ratio",
        "SELECT avg(n) FROM (SELECT ratio, count(*) AS n FROM users GROUP BY ratio) c",
        "WITH c AS (SELECT ratio, age FROM users) SELECT c.ratio, sum(c.age) FROM c, c AS d"
            + " GROUP BY c.ratio",
        "SELECT max(ratio) FROM users UNION SELECT sum(age) FROM users",
        "SELECT sum(span) FROM users",
      })
  void whatAddsNoFloatsSaysNothingOfThem(String sql) throws ShardlensException {
    assertThat(reasons(sql)).isNotEmpty().noneMatch(reason -> reason.startsWith(FLOATS));
  }

  @Test
  void firstRowsAreNotCalledAllRows() throws ShardlensException {
    assertThat(reasons("SELECT email, name FROM users ORDER BY name, id LIMIT 1000 OFFSET 500"))
        .contains(
            "The first 1,500 rows of users of each shard are gathered and the statement itself"
                + " runs over them in PostgreSQL");
    assertThat(reasons("SELECT email, name FROM users ORDER BY name, id LIMIT 1"))
        .anyMatch(reason ->
            reason.startsWith("The first rows of users, one of each shard, are gathered"));
    assertThat(reasons("SELECT email, name FROM users ORDER BY name, id"))
        .anyMatch(reason -> reason.startsWith("The rows of users are gathered"));
    assertThat(
            reasons(
                "SELECT c.name, t.email FROM (SELECT email, name, country FROM users"
                    + " ORDER BY name, id LIMIT 3) t JOIN countries c ON c.code = t.country"))
        .anyMatch(reason -> reason.startsWith("The first 3 rows of users of each shard"));
  }

  @Test
  void whoPutsGroupsTogetherIsSaidByWhereTheyWereMerged() throws ShardlensException {
    assertThat(reasons("SELECT country, stddev(age) FROM users GROUP BY country"))
        .contains(
            "Each shard puts its own rows together, and PostgreSQL puts together what they made of"
                + " them");
  }
}
