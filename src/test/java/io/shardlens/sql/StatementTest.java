package io.shardlens.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1 | QUERY",
        "/* a */ ((select 1) UNION SELECT 2) | QUERY",
        "with x as (select 1) table x | QUERY",
        "VALUES (1) | QUERY",
        "TABLE users | QUERY",
        "EXPLAIN DELETE FROM users | EXPLAIN",
        "Show all | SHOW",
        "insert into users values (1) | WRITE",
        "DO $$ $$ | WRITE",
        "CALL f() | WRITE",
        "BEGIN | SESSION",
        "COPY users TO STDOUT | SESSION",
        "PREPARE TRANSACTION 'x' | SESSION",
        "LOCK users | SESSION",
        "\"select\" 1 | SESSION",
        "'select' | SESSION"
      })
  void knowsItsKindByTheFirstKeyWord(String text, StatementKind kind) throws StatementException {
    assertThat(Statement.of(text).kind()).isEqualTo(kind);
  }

  @Test
  void leavesSemicolonsAndCommentsAroundItOut() throws StatementException {
    assertThat(Statement.of(" ; -- a\n; SELECT /* b */ 1 ; ;-- c").text())
        .isEqualTo("SELECT /* b */ 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ";;", "-- SELECT 1", "/* SELECT 1; */ ;"})
  void holdsAStatement(String text) {
    assertThatThrownBy(() -> Statement.of(text)).isInstanceOf(StatementException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1; DELETE FROM users | 9",
        "SELECT 1); DELETE FROM users | 10",
        "SELECT (1; DELETE FROM users | 10",
        "SELECT E'\\'' ; DELETE FROM users; --' | 14",
        "SELECT '\\'; DROP TABLE x; --' | 11",
        "SELECT 'a | 8",
        "SELECT $a$ $A$ | 8",
        "SELECT /* | 8"
      })
  void namesThePlaceWhereASecondOneBeginsOrAQuoteNeverEnds(String text, int position) {
    assertThatThrownBy(() -> Statement.of(text))
        .isInstanceOfSatisfying(
            StatementException.class,
            failure -> assertThat(failure.position()).isEqualTo(position));
  }

  @Test
  void seesKeyWordsOutsideQuotesOnly() throws StatementException {
    Statement statement = Statement.of("SELECT 'from', \"from\", $$from$$ /* from */ FROM t");
    assertThat(statement.countWord("from")).isEqualTo(1);
    assertThat(statement.hasWord("t")).isTrue();
  }

  @Test
  void splitsAScriptAtItsSemicolons() {
    assertThat(Statement.split("SELECT ';'; -- x;\n\nSELECT $$;$$ ;;/* ; */"))
        .hasSize(2)
        .allMatch(text -> text.contains("SELECT"));
  }
}
