package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.plan.Catalog;
import io.shardlens.plan.FunctionFacts;
import io.shardlens.plan.Survey;
import io.shardlens.plan.TableFacts;
import io.shardlens.sql.Statement;
import io.shardlens.topology.Environment;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LookUpSurveysTest {

  private static final ShardId SHARD = new ShardId("s1");
  private static final TableName USERS = new TableName("public", "users");
  private static final TableName PART = new TableName("public", "users_1");
  private static final FunctionFacts EQUALS =
      new FunctionFacts(true, FunctionFacts.Volatility.IMMUTABLE, false);

  private final Topology topology =
      new Topology(
          "one",
          Environment.DEV,
          List.of(new Shard(SHARD, "One", "127.0.0.1", 5432, "d", "u", SslMode.DISABLE)),
          List.of(),
          List.of(
              new TableDefinition.Reference(USERS),
              new TableDefinition.Reference(new TableName("public", "orders"))));
  private final Catalog catalog =
      new Catalog(Map.of(USERS, new TableFacts(USERS, List.of(), Set.of(PART))), Map.of());
  private final LookUpSurveys surveys = new LookUpSurveys(topology);

  private static Survey survey(Set<TableName> relations, FunctionFacts facts) {
    return new Survey(SHARD, List.of(), relations, Map.of("=", facts));
  }

  private boolean knows(String first, String second) throws Exception {
    surveys.keep(Statement.of(first), survey(Set.of(USERS), EQUALS), catalog);
    return surveys.find(Statement.of(second), catalog).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM users WHERE id = 1          | SELECT * FROM users WHERE id = 2147483647",
        "SELECT * FROM public.users WHERE id = 1   | SELECT * FROM public.users WHERE id = 7",
        "SELECT * FROM users WHERE u = 'a'         | SELECT * FROM users WHERE u = 'it''s'",
        "SELECT * FROM users WHERE id = 3000000000 | SELECT * FROM users WHERE id = 9999999999",
        "SELECT a FROM users WHERE (x = 1) AND y >= 'b' LIMIT 3"
            + " | SELECT a FROM users WHERE (x = 9) AND y >= 'c' LIMIT 3",
      })
  void servesAnotherKey(String first, String second) throws Exception {
    assertThat(knows(first, second)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Another type of the literal may mean another operator.
        "SELECT * FROM users WHERE id = 1          | SELECT * FROM users WHERE id = 2147483648",
        "SELECT * FROM users WHERE id = 1          | SELECT * FROM users WHERE id = 1.0",
        "SELECT * FROM users WHERE id = 1          | SELECT * FROM users WHERE id = '1'",
        "SELECT * FROM users WHERE u = 'a'         | SELECT * FROM users WHERE u = E'a'",
        // Not compared: it is the type of a column of the result.
        "SELECT 1 FROM users WHERE id = 1          | SELECT 3000000000 FROM users WHERE id = 1",
        "SELECT 'a' FROM users WHERE id = 1        | SELECT 'b' FROM users WHERE id = 1",
        "SELECT * FROM users WHERE id = 1 + x      | SELECT * FROM users WHERE id = 2 + x",
        "SELECT * FROM users WHERE id = '1'::int   | SELECT * FROM users WHERE id = '2'::int",
        "SELECT * FROM users WHERE id = 1 LIMIT 1  | SELECT * FROM users WHERE id = 1 LIMIT 2",
        "SELECT * FROM users WHERE id = 1          | SELECT * FROM users WHERE ID2 = 1",
        "SELECT * FROM users WHERE id = 1          | SELECT * FROM orders WHERE id = 1",
      })
  void doesNotServeWhatMayMeanSomethingElse(String first, String second) throws Exception {
    assertThat(knows(first, second)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM users",
        "SELECT * FROM users u WHERE id = 1",
        "SELECT * FROM users, orders WHERE id = 1",
        "SELECT * FROM users WHERE id = (SELECT 1)",
        "SELECT * FROM users WHERE id = 1 AND EXISTS (TABLE v)",
        "SELECT * FROM users WHERE x IS DISTINCT FROM y AND id = 1",
        "SELECT * FROM v WHERE id = 1",
        "WITH x AS (SELECT 1) SELECT * FROM users WHERE id = 1",
      })
  void remembersNothingOfWhatIsNoLookUp(String sql) throws Exception {
    assertThat(knows(sql, sql)).isFalse();
  }

  @Test
  void remembersNothingOfAPlanThatShowsNoTableOrAnotherOne() throws Exception {
    Statement statement = Statement.of("SELECT * FROM users WHERE id = 1");
    for (Set<TableName> relations :
        List.of(Set.<TableName>of(), Set.of(USERS, new TableName("public", "secret")))) {
      surveys.keep(statement, survey(relations, EQUALS), catalog);
      assertThat(surveys.find(statement, catalog)).as("%s", relations).isEmpty();
    }
    surveys.keep(statement, survey(Set.of(PART), EQUALS), catalog);
    assertThat(surveys.find(statement, catalog)).isPresent();
  }

  @Test
  void remembersNothingOfFunctionsOfTheUsersOwn() throws Exception {
    Statement statement = Statement.of("SELECT * FROM users WHERE id = 1");
    FunctionFacts own = new FunctionFacts(false, FunctionFacts.Volatility.IMMUTABLE, false);
    surveys.keep(statement, survey(Set.of(USERS), own), catalog);
    assertThat(surveys.find(statement, catalog)).isEmpty();
  }

  @Test
  void forgetsWhenTheCatalogsSaySomethingElse() throws Exception {
    Statement statement = Statement.of("SELECT * FROM users WHERE id = 1");
    surveys.keep(statement, survey(Set.of(USERS), EQUALS), catalog);
    Catalog other =
        new Catalog(Map.of(USERS, new TableFacts(USERS, List.of(), Set.of())), Map.of());
    assertThat(surveys.find(statement, other)).isEmpty();
    assertThat(surveys.find(statement, catalog)).isPresent();
    surveys.forget();
    assertThat(surveys.find(statement, catalog)).isEmpty();
  }
}
