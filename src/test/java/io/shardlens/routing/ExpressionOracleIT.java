package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.ShardlensException;
import io.shardlens.fixtures.RandomExpressions;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.expression.ParsedExpression;
import io.shardlens.topology.expression.SqlTranslation;
import io.shardlens.topology.expression.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// PostgreSQL evaluates the SQL translation of random expressions, and gives the value that the
/// evaluator gives, or an error where it gives one. `-Dshardlens.seed=` repeats a run.
final class ExpressionOracleIT {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int EXPRESSIONS = RandomSeed.cases(1_500, 40_000);
  private static final int KEYS = 6;
  private static final int BATCH = 500;

  /// Keys are read from a table, so that PostgreSQL takes none of them for a constant.
  private static final String EVALUATE =
      """
      CREATE TEMPORARY TABLE keys (id integer, key1 bigint, key2 text COLLATE "en-x-icu");
      CREATE FUNCTION pg_temp.evaluated(expression text, key_id integer) RETURNS text AS $$
      DECLARE result text;
      BEGIN
        EXECUTE 'SELECT CAST(' || expression || ' AS text) FROM keys WHERE id = $1'
          INTO result USING key_id;
        RETURN result;
      EXCEPTION WHEN data_exception OR invalid_text_representation THEN
        RETURN 'error';
      END $$ LANGUAGE plpgsql;
      """;

  private record Case(ParsedExpression expression, String sql, int key, String ours) {}

  @Test
  void agreesWithPostgresqlOnRandomExpressions() throws ShardlensException {
    Random random = new Random(SEED);
    RandomExpressions expressions = new RandomExpressions(random, false);
    int values = 0;
    try (MaintenanceConnection connection = ShardedServers.get().connect("oracle")) {
      connection.execute(EVALUATE);
      for (int done = 0; done < EXPRESSIONS; done += BATCH) {
        List<List<KeyValue>> keys = keys(expressions);
        connection.execute(inserted(keys));
        List<Case> cases = new ArrayList<>();
        while (cases.size() < BATCH * KEYS) {
          ParsedExpression expression = TestExpressions.parsed(expressions.next());
          if (ConstantParts.areHarmless(expression)) {
            String sql = sql(expression);
            for (int key = 0; key < KEYS; key++) {
              cases.add(new Case(expression, sql, key, evaluated(expression, keys.get(key))));
            }
          }
        }
        values += compare(connection, keys, cases);
      }
    }
    assertThat(values).as("most cases have a value").isGreaterThan(EXPRESSIONS * KEYS / 2);
  }

  private static int compare(
      MaintenanceConnection connection, List<List<KeyValue>> keys, List<Case> cases)
      throws ShardlensException {
    StringBuilder query = new StringBuilder("SELECT pg_temp.evaluated(e, k) FROM (VALUES ");
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      query.append(i == 0 ? "(" : ",(").append(i).append(',').append(each.key()).append(',');
      query.append(literal(each.sql())).append(')');
    }
    query.append(") AS cases(n, k, e) ORDER BY n");
    int values = 0;
    List<List<@Nullable String>> rows = connection.queryRows(query.toString());
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      assertThat(each.ours())
          .as("seed %d: %s of %s, as %s", SEED, each.expression(), keys.get(each.key()), each.sql())
          .isEqualTo(rows.get(i).getFirst());
      values += each.ours().equals("error") ? 0 : 1;
    }
    return values;
  }

  private static List<List<KeyValue>> keys(RandomExpressions expressions) {
    List<List<KeyValue>> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(
          List.of(
              new KeyValue.Int(expressions.integerKey()),
              new KeyValue.Text(expressions.textKey())));
    }
    return keys;
  }

  private static String inserted(List<List<KeyValue>> keys) {
    StringBuilder sql = new StringBuilder("TRUNCATE keys; INSERT INTO keys VALUES ");
    for (int i = 0; i < keys.size(); i++) {
      sql.append(i == 0 ? "(" : ",(").append(i).append(",'").append(keys.get(i).getFirst());
      sql.append("',").append(literal(keys.get(i).getLast().text())).append(')');
    }
    return sql.toString();
  }

  private static String sql(ParsedExpression expression) {
    return switch (SqlTranslation.of(expression, List.of("\"key1\"", "\"key2\""))) {
      case Translation.Translated(String text, _) -> text;
      case Translation.NotExpressible(var problem) ->
          throw new AssertionError(expression + ": " + problem);
    };
  }

  private static String evaluated(ParsedExpression expression, List<KeyValue> key) {
    try {
      return TestExpressions.plain(new ExpressionRun(expression, key, null).result());
    } catch (ExpressionFailure _) {
      return "error";
    }
  }

  private static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
