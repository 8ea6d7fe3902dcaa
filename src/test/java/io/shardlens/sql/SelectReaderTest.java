package io.shardlens.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.sql.Condition.Literal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectReaderTest {

  private static Optional<SimpleSelect> read(String sql) throws StatementException {
    return SelectReader.read(Statement.of(sql));
  }

  private static Condition where(String condition) throws StatementException {
    return read("SELECT a FROM t WHERE " + condition).orElseThrow().where();
  }

  private static ColumnReference column(String name) {
    return new ColumnReference("", name);
  }

  @Test
  void readsTheParts() throws StatementException {
    SimpleSelect select =
        read("SELECT u.\"Id\" AS Key, *, count(*) FROM public.Users AS U LEFT JOIN orders o ON"
                + " o.uid = u.id GROUP BY 1, u.x, lower(y) HAVING true ORDER BY u.id DESC, 2 NULLS"
                + " FIRST LIMIT 5 OFFSET 7")
            .orElseThrow();
    assertThat(select.sources())
        .extracting(SimpleSelect.Source::schema)
        .containsExactly("public", "");
    assertThat(select.sources())
        .extracting(SimpleSelect.Source::table)
        .containsExactly("users", "orders");
    assertThat(select.sources()).extracting(SimpleSelect.Source::alias).containsExactly("u", "o");
    assertThat(select.sources().get(1).join()).isEqualTo(SimpleSelect.Join.LEFT);
    assertThat(select.outputs().getFirst())
        .isEqualTo(new SimpleSelect.Output.Plain(new ColumnReference("u", "Id"), "key"));
    assertThat(select.groupBy()).hasSize(3);
    assertThat(select.groupBy().get(2)).isEmpty();
    assertThat(select.having()).isTrue();
    assertThat(select.order())
        .extracting(SimpleSelect.OrderKey::nullsFirst)
        .containsExactly(true, true);
    assertThat(select.limit()).isEqualTo(OptionalLong.of(5));
    assertThat(select.offset()).isEqualTo(7);
    assertThat(select.pushable()).isTrue();
  }

  @Test
  void readsConditions() throws StatementException {
    assertThat(where("a = 5"))
        .isEqualTo(new Condition.Comparison(column("a"), "=", new Literal("5", false)));
    assertThat(where("-5 <= a"))
        .isEqualTo(new Condition.Comparison(column("a"), ">=", new Literal("-5", false)));
    assertThat(where("(a IN (1, '2'))"))
        .isEqualTo(
            new Condition.In(
                column("a"), List.of(new Literal("1", false), new Literal("2", true))));
    assertThat(where("a BETWEEN 1 AND 2 AND b = c").conjuncts())
        .containsExactly(
            new Condition.Between(column("a"), new Literal("1", false), new Literal("2", false)),
            new Condition.SameColumn(column("b"), column("c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a = 5) IS NOT TRUE",
        "(a = 5) = false",
        "a = 5 + 1",
        "a + 0 = 5",
        "a = 5.0",
        "a = '5'::text",
        "a = E'5'",
        "a = $$5$$",
        "a = '5'\n'6'",
        "a = 'back\\slash'",
        "a IN (5, b)",
        "a BETWEEN SYMMETRIC 2 AND 1",
        "a BETWEEN 1 AND 2 = false",
        "a[1] = 5",
        "a = true",
        "a = current_date",
        "(a, b) = (1, 2)",
        "a = 5 COLLATE \"C\"",
        "a LIKE 'x'",
        "a = ANY ('{1,NULL}')",
        "a = ANY ('{\"1\"}')",
        "a = ANY ('{{1},{2}}')",
        "a = ANY (ARRAY[1, b])",
        "a = ALL (ARRAY[1])",
        "a = ANY (SELECT 1)",
        "a NOTNULL"
      })
  void concludesNothingFromWhatItDoesNotKnow(String condition) throws StatementException {
    // Either the reader gives up, or it takes the condition for one that says nothing.
    read("SELECT a FROM t WHERE " + condition)
        .ifPresent(select -> assertThat(select.where()).isEqualTo(new Condition.Other()));
  }

  @Test
  void doesNotLookIntoCommentsOrStrings() throws StatementException {
    assertThat(where("/* /* */ a = 5 AND -- */\n b = 6"))
        .isEqualTo(new Condition.Comparison(column("b"), "=", new Literal("6", false)));
    assertThat(where("b = 6 -- AND a = 5").conjuncts()).hasSize(1);
    assertThat(where("$$x$$ <> $q$' AND a = 5 AND '$q$ AND b = 6").conjuncts())
        .containsExactly(
            new Condition.Not(new Condition.Other()),
            new Condition.Comparison(column("b"), "=", new Literal("6", false)));
  }

  @Test
  void readsNegationsNullAndArrays() throws StatementException {
    Condition five = new Condition.Comparison(column("a"), "=", new Literal("5", false));
    Condition oneOrTwo =
        new Condition.In(column("a"), List.of(new Literal("1", false), new Literal("2", false)));
    assertThat(where("a <> 5")).isEqualTo(new Condition.Not(five));
    assertThat(where("a != 5")).isEqualTo(new Condition.Not(five));
    assertThat(where("NOT a = 5")).isEqualTo(new Condition.Not(five));
    assertThat(where("NOT a = 5 OR a = 5"))
        .isEqualTo(new Condition.Or(List.of(new Condition.Not(five), five)));
    assertThat(where("NOT a = 5 AND a = 5").conjuncts())
        .containsExactly(new Condition.Not(five), five);
    assertThat(where("NOT (a = 5 OR a = 5)"))
        .isEqualTo(new Condition.Not(new Condition.Or(List.of(five, five))));
    assertThat(where("a NOT IN (1, 2)")).isEqualTo(new Condition.Not(oneOrTwo));
    assertThat(where("a NOT BETWEEN 1 AND 2"))
        .isEqualTo(
            new Condition.Not(
                new Condition.Between(
                    column("a"), new Literal("1", false), new Literal("2", false))));
    assertThat(where("a IS NULL")).isEqualTo(new Condition.IsNull(column("a")));
    assertThat(where("a IS NOT NULL"))
        .isEqualTo(new Condition.Not(new Condition.IsNull(column("a"))));
    assertThat(where("a = ANY (ARRAY[1, 2])")).isEqualTo(oneOrTwo);
    assertThat(where("a = ANY ('{1,x}')"))
        .isEqualTo(
            new Condition.In(column("a"), List.of(new Literal("1", true), new Literal("x", true))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT a FROM t UNION SELECT b FROM u",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "SELECT a FROM (SELECT 1) t",
        "SELECT (SELECT 1) FROM t",
        "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u)",
        "SELECT a FROM t NATURAL JOIN u",
        "SELECT a FROM t JOIN u USING (a)",
        "SELECT a FROM t RIGHT JOIN u ON t.a = u.a",
        "SELECT a FROM t LEFT JOIN u JOIN v ON u.a = v.a ON t.a = u.a",
        "SELECT a FROM t LEFT JOIN (u JOIN v ON u.a = v.a) ON t.a = u.a",
        "SELECT a FROM t AS x(a)",
        "SELECT a FROM ONLY t",
        "SELECT a FROM t FOR UPDATE",
        "SELECT a FROM t TABLESAMPLE SYSTEM (1)",
        "SELECT a FROM t, LATERAL f(a)",
        "SELECT a FROM f(1)",
        "SELECT $1 FROM t",
        "SELECT U&\"a\" FROM t"
      })
  void isNotSimple(String sql) throws StatementException {
    assertThat(read(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT DISTINCT ON (a) a FROM t",
        "SELECT a FROM t GROUP BY ROLLUP (a)",
        "SELECT a FROM t LIMIT NULL",
        "SELECT a FROM t LIMIT ALL",
        "SELECT a FROM t LIMIT 1 + 1",
        "SELECT a FROM t FETCH FIRST 2 ROW WITH TIES",
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t"
      })
  void isNotPushable(String sql) throws StatementException {
    assertThat(read(sql).filter(SimpleSelect::pushable)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a, count(*) OVER () FROM t",
        "SELECT rank() OVER w FROM t WINDOW w AS (PARTITION BY a)"
      })
  void seesWindows(String sql) throws StatementException {
    assertThat(read(sql).orElseThrow().windowed()).isTrue();
    assertThat(read("SELECT a FROM t").orElseThrow().windowed()).isFalse();
  }
}
