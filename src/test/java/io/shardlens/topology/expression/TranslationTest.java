package io.shardlens.topology.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.KeyType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How translations read. That they mean the same, PostgreSQL and Python say in tests of their own.
final class TranslationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CASE WHEN key < 50000 THEN 'a' ELSE 'b' END | ("a" if (user_id < 50000) else "b")
          CASE WHEN key = 1 THEN 'a' END              | ("a" if (user_id == 1) else None)
          CASE key % 3 WHEN 1 THEN 'a' ELSE 'b' END   | ("a" if ((_case1 := _remainder(user_id, 3)) == 1) else "b")
          CASE key WHEN 1 THEN 5 WHEN 2 THEN 6 ELSE 7 END | (5 if (user_id == 1) else 6 if (user_id == 2) else 7)
          CASE WHEN key IN (1) THEN 0 ELSE 1 END      | (0 if (user_id in (1,)) else 1)
          CASE WHEN key NOT IN (1, 2) THEN 0 ELSE 1 END | (0 if (user_id not in (1, 2)) else 1)
          CASE WHEN key NOT BETWEEN 1 AND 5 THEN 0 ELSE 1 END | (0 if (not 1 <= user_id <= 5) else 1)
          floor_mod(key, 4)                           | (user_id % 4)
          floor_div(key, 4)                           | (user_id // 4)
          key % 4                                     | _remainder(user_id, 4)
          abs(key % 4)                                | abs(_remainder(user_id, 4))
          key / 4                                     | _quotient(user_id, 4)
          key + 1                                     | _int64(user_id + 1)
          floor_mod(key, 4) + 1                       | ((user_id % 4) + 1)
          floor_mod(key, 100) / 10 % 3                | (((user_id % 100) // 10) % 3)
          crc32(to_text(key)) % 16                    | (zlib.crc32(str(user_id).encode()) % 16)
          hex_mod(md5(to_text(key)), 4)               | (int(hashlib.md5(str(user_id).encode()).hexdigest(), 16) % 4)
          hex_to_integer(left(md5(to_text(key)), 8)) % 4 | (int(hashlib.md5(str(user_id).encode()).hexdigest()[:8], 16) % 4)
          `'shard_' || to_text(floor_mod(key, 4))`    | ("shard_" + str((user_id % 4)))
          substring(to_text(key), 2, 3)               | str(user_id)[1:4]
          right(to_text(key), 2)                      | str(user_id)[-2:]
          crc16(int64_be(key))                        | binascii.crc_hqx((user_id).to_bytes(8, "big", signed=True), 0)
          """)
  void writesPythonAsProgrammersDo(String text, String python) {
    assertThat(translated(PythonTranslation.of(parsed(text), List.of("user_id"))).text())
        .isEqualTo(python);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CASE WHEN key < 50000 THEN 'a' ELSE 'b' END | CASE WHEN ("id" < 50000) THEN 'a' ELSE 'b' END
          CASE key WHEN 1 THEN 'a' END                | CASE "id" WHEN 1 THEN 'a' END
          key % 4                                     | ("id" % 4)
          floor_mod(key, 4)                           | (("id" % 4 + 4) % 4)
          2000000000 + 2000000000                     | (CAST(2000000000 AS bigint) + 2000000000)
          lower(to_text(key))                         | lower(CAST("id" AS text) COLLATE "und-x-icu")
          CASE WHEN to_text(key) < 'n' THEN 1 ELSE 2 END | CASE WHEN ((CAST("id" AS text) COLLATE "C") < ('n' COLLATE "C")) THEN 1 ELSE 2 END
          md5(to_text(key))                           | md5(convert_to(CAST("id" AS text), 'UTF8'))
          """)
  void saysInSqlWhatADatabaseCouldDoOtherwise(String text, String sql) {
    assertThat(translated(SqlTranslation.of(parsed(text), List.of("\"id\""))).text())
        .isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres_hash(key)",
        "murmur3_32(int64_le(key))",
        "xxhash64(to_text(key)) % 4",
        "fnv1a_32(to_text(key))",
        "java_hash(to_text(key))"
      })
  void namesTheFunctionThatNeitherLanguageHas(String text) {
    assertThat(SqlTranslation.of(parsed(text), List.of("key")))
        .isInstanceOfSatisfying(
            Translation.NotExpressible.class,
            refused -> assertThat(refused.problem().message()).contains("Plain SQL cannot"));
    assertThat(PythonTranslation.of(parsed(text), List.of("key")))
        .isInstanceOfSatisfying(
            Translation.NotExpressible.class,
            refused -> assertThat(refused.problem().message()).contains("without a package"));
  }

  @Test
  void translatesNoTimeWhoseTextDependsOnTheSession() {
    ParsedExpression expression =
        parsed("left(to_text(key), 4)", ExpressionKey.ofTypes(List.of(KeyType.TIMESTAMPTZ)));
    assertThat(SqlTranslation.of(expression, List.of("key")))
        .isInstanceOf(Translation.NotExpressible.class);
    assertThat(PythonTranslation.of(expression, List.of("key")))
        .isInstanceOf(Translation.NotExpressible.class);
  }

  @Test
  void bringsThePythonThatItNeedsAndNoMore() {
    Translation.Translated python =
        translated(
            PythonTranslation.of(parsed("key / 3 + crc32(to_text(key % 4))"), List.of("user_id")));
    assertThat(String.join("\n", python.preamble()))
        .contains("import zlib\n", "def _quotient(", "def _remainder(", "def _int64(");
    assertThat(
            translated(PythonTranslation.of(parsed("floor_mod(key, 4)"), List.of("user_id")))
                .preamble())
        .isEmpty();
  }

  @Test
  void quotesTextsSoThatNothingEscapesOrReadsOtherwise() {
    String text = "'\"; DROP TABLE users; -- \\ ''\u202e\u05d0\n😀é'";
    assertThat(translated(PythonTranslation.of(parsed(text), List.of("key"))).text())
        .isEqualTo("\"\\\"; DROP TABLE users; -- \\\\ '\\u202e\\u05d0\\n\\U0001f600é\"");
    assertThat(translated(SqlTranslation.of(parsed(text), List.of("key"))).text())
        .isEqualTo("E'\"; DROP TABLE users; -- \\\\ ''\\u202e\u05d0\\u000a😀é'");
  }

  private static Translation.Translated translated(Translation translation) {
    return switch (translation) {
      case Translation.Translated translated -> translated;
      case Translation.NotExpressible(var problem) -> throw new AssertionError(problem);
    };
  }

  private static ParsedExpression parsed(String text) {
    return parsed(text, ExpressionKey.named(List.of(ExpressionType.INTEGER)));
  }

  private static ParsedExpression parsed(String text, List<ExpressionKey> keys) {
    return switch (ExpressionParser.parse(text, keys)) {
      case ParseResult.Parsed(ParsedExpression expression) -> expression;
      case ParseResult.Refused(var problems) -> throw new AssertionError(text + ": " + problems);
    };
  }
}
