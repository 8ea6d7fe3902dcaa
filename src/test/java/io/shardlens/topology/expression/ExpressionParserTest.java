package io.shardlens.topology.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.shardlens.fixtures.RandomExpressions;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyType;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionParserTest {
  private static final List<ExpressionKey> INTEGER =
      ExpressionKey.named(List.of(ExpressionType.INTEGER));
  private static final List<ExpressionKey> INTEGER_AND_TEXT = RandomExpressions.KEYS;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          key + 2 * 3               | (key + (CAST(2 AS bigint) * 3))
          key - 2 - 3               | ((key - 2) - 3)
          key * 2 % 3 / 4           | (((key * 2) % 3) / 4)
          -key % 4                  | ((- key) % 4)
          -7 % 4                    | (CAST(-7 AS bigint) % 4)
          2 - -3                    | (CAST(2 AS bigint) - (-3))
          - -key                    | (- (- key))
          abs(-(key))               | abs((- key))
          """)
  void bindsArithmeticAsPostgresqlDoes(String text, String parenthesised) {
    assertThat(sql(text)).isEqualTo(parenthesised);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          key = 1 OR key = 2 AND key = 3   | ((key = 1) OR ((key = 2) AND (key = 3)))
          NOT key = 1 AND key = 2          | ((NOT (key = 1)) AND (key = 2))
          NOT NOT key != 1                 | (NOT (NOT (key <> 1)))
          key BETWEEN 1 AND 2 AND key <> 3 | ((key BETWEEN 1 AND 2) AND (key <> 3))
          key NOT BETWEEN 1 + 1 AND 9      | (key NOT BETWEEN (CAST(1 AS bigint) + 1) AND 9)
          key + 1 IN (1, -2)               | ((key + 1) IN (1, (-2)))
          key NOT IN (3)                   | (key NOT IN (3))
          key%2=0                          | ((key % 2) = 0)
          """)
  void bindsConditionsAsPostgresqlDoes(String condition, String parenthesised) {
    assertThat(sql("CASE WHEN " + condition + " THEN 1 ELSE 2 END"))
        .isEqualTo("CASE WHEN " + parenthesised + " THEN 1 ELSE 2 END");
  }

  @Test
  void readsKeywordsNamesAndFunctionsInAnyCase() {
    assertThat(sql("case When KEY < 5 tHEN Length('a') ELSE 0 end"))
        .isEqualTo("CASE WHEN (key < 5) THEN CAST(length('a') AS bigint) ELSE 0 END");
  }

  @Test
  void readsTheSmallestAndTheLargestInteger() {
    assertThat(root("-9223372036854775808"))
        .isEqualTo(new Expression.IntegerLiteral(new Span(0, 20), Long.MIN_VALUE));
    assertThat(root("9223372036854775807"))
        .isEqualTo(new Expression.IntegerLiteral(new Span(0, 19), Long.MAX_VALUE));
  }

  @Test
  void readsTwoQuotesInTextAsOne() {
    assertThat(root("'it''s '''")).isEqualTo(new Expression.TextLiteral(new Span(0, 10), "it's '"));
  }

  @Test
  void keepsThePlaceOfEachPartWithTheParenthesesInIt() {
    String text = " (key + 1) * (2) ";
    Expression product = root(text);
    assertThat(product.span().of(text)).isEqualTo("(key + 1) * (2)");
    assertThat(product.children().getFirst().span().of(text)).isEqualTo("key + 1");
  }

  @Test
  void namesOneKeyAndSeveralKeys() {
    assertThat(ExpressionKey.ofTypes(List.of(KeyType.BIGINT)))
        .containsExactly(new ExpressionKey("key", ExpressionType.INTEGER));
    assertThat(ExpressionKey.ofTypes(List.of(KeyType.UUID, KeyType.CHAR, KeyType.DATE)))
        .containsExactly(
            new ExpressionKey("key1", ExpressionType.UUID),
            new ExpressionKey("key2", ExpressionType.TEXT),
            new ExpressionKey("key3", ExpressionType.TIME));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                              |  1 | Expected here: a value
          key +                           |  6 | Expected here: a value
          key key                         |  5 | Expected here: an operator, or the end
          (key                            |  5 | Expected here: ) to close the parenthesis
          key)                            |  4 | Expected here: an operator, or the end
          key = 1                         |  1 | The result is a condition
          user_id % 4                     |  1 | the shard key is key, and a text stands in single quotes
          key1 % 4                        |  1 | the shard key is key
          key % 0                         |  7 | Nothing can be divided by zero
          floor_mod(key, 0)               | 16 | Nothing can be divided by zero
          sqrt(key)                       |  1 | There is no function sqrt; there are abs, crc16
          abs                             |  1 | abs is a function: write abs(…)
          abs()                           |  1 | abs takes 1 argument, not 0
          floor_div(key)                  |  1 | floor_div takes 2 arguments, not 1
          substring('a')                  |  1 | substring takes 2 to 3 arguments, not 1
          'shard                          |  1 | has no end: close it with '
          "key" % 4                       |  1 | A text stands in single quotes
          public.key                      |  7 | without a table
          key % 2.5                       |  7 | without a point
          1e3                             |  1 | without a point or an exponent
          key::text                       |  4 | There is no ::type
          key & 3                         |  5 | There are no operators on bits
          key -- 4                        |  5 | An expression has no comments
          key /* a */                     |  5 | An expression has no comments
          key;                            |  4 | An expression has no semicolon
          key ? 1                         |  5 | An expression has names, whole numbers
          9223372036854775808             |  1 | Integers have 64 bits
          -9223372036854775809            |  1 | Integers have 64 bits
          `key || 'a'`                    |  1 | `|| takes a text, and this is an integer: to_text(…) gives one`
          key + '1'                       |  7 | + takes an integer, and this is a text: write a number without quotes
          key + to_text(key)              |  7 | : to_integer(…) reads one
          -'a'                            |  2 | The minus sign takes an integer
          crc32(key)                      |  7 | int64_le(…) its bytes
          length(key)                     |  8 | length takes a text, and this is an integer: to_text(…) gives one
          to_integer(key)                 | 12 | to_integer takes a text
          unsigned_mod(key, key)          | 19 | a number that is written out, 1 or more
          hex_mod(md5('a'), 0)            | 19 | and this is 0
          xxhash64('a', 4294967296)       | 15 | 0 to 4294967295
          left('abc', 2147483648)         | 13 | an integer of 32 bits
          int64_le(key)                   |  1 | The result is bytes
          CASE END                        |  6 | Expected here: a value
          CASE key END                    | 10 | Expected here: WHEN to begin a branch
          CASE WHEN key THEN 1 END        | 11 | WHEN takes a condition, and this is an integer
          CASE WHEN key = 1 THEN 1        | 25 | Expected here: END to close CASE
          CASE WHEN key = 1 ELSE 1 END    | 19 | Expected here: THEN behind the condition
          CASE key WHEN 'a' THEN 1 END    | 15 | CASE compares an integer with a text
          CASE WHEN key=1 THEN 1 ELSE 'a' END  | 29 | All branches of CASE have one type
          1 + CASE WHEN key = 1 THEN 1 END     |  5 | This CASE needs an ELSE
          CASE WHEN key < 1 < 2 THEN 1 END     | 19 | comparisons do not chain
          CASE WHEN key = '1' THEN 1 END       | 17 | write both as numbers, or both in quotes
          CASE WHEN key IN () THEN 1 END       | 19 | IN takes only values that are written out
          CASE WHEN key IN (key) THEN 1 END    | 19 | IN takes only values that are written out
          CASE WHEN key IN (1,'a') THEN 1 END  | 21 | IN compares an integer with a text
          CASE WHEN key BETWEEN 1 THEN 1 END   | 25 | Expected here: AND between the two bounds
          CASE WHEN key IS NULL THEN 1 END     | 15 | Expected here: THEN
          CASE WHEN key = null THEN 1 END      | 17 | An expression never sees NULL
          CASE WHEN (key=1) < (key=2) THEN 1 END | 12 | < compares integers or texts, and this is a condition
          CASE WHEN key LIKE 'a' THEN 1 END    | 15 | Expected here: THEN
          """)
  void saysWhatIsWrongAndWhere(String text, int character, String message) {
    ExpressionProblem problem = problems(text, INTEGER).getFirst();
    assertThat(problem.message()).contains(message);
    assertThat(problem.place().start() + 1).as(problem.message()).isEqualTo(character);
    assertThat(problem.toString()).startsWith("character " + character + ": ");
  }

  @Test
  void listsAllTypesThatDoNotFit() {
    assertThat(problems("CASE WHEN key1 THEN key1 || 'a' ELSE length(1) END", INTEGER_AND_TEXT))
        .extracting(problem -> problem.place().start())
        .containsExactly(10, 20, 37, 44);
  }

  @Test
  void tellsHowUuidsAndTimesAreUsed() {
    List<ExpressionKey> keys = ExpressionKey.ofTypes(List.of(KeyType.UUID, KeyType.DATE));
    assertThat(problems("crc32(key1)", keys).getFirst().message()).contains("uuid_bytes(…)");
    assertThat(problems("crc32(key2)", keys).getFirst().message()).contains("to_text(…)");
    assertThat(problems("key1", keys).getFirst().message()).contains("to_text(…) or a hash");
    assertThat(problems("CASE WHEN key1 = key1 THEN 1 END", keys).getFirst().message())
        .contains("to_text(…)");
    assertThat(ExpressionParser.parse("left(to_text(key1) || to_text(key2), 4)", keys))
        .isInstanceOf(ParseResult.Parsed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "NOT ", "abs(", "CASE ", "CASE WHEN ", "key + (", "- (- "})
  void refusesDeepNestingWithoutOverflow(String opening) {
    assertThat(problems(opening.repeat(1_000 / opening.length()), INTEGER)).hasSize(1);
    assertThat(problems("(".repeat(40) + "key" + ")".repeat(40), INTEGER).getFirst().message())
        .contains("nests at most 30 levels");
  }

  @Test
  void refusesLongChainsLongTextsAndManyWords() {
    assertThat(problems("key" + " + 1".repeat(30), INTEGER).getFirst().message())
        .contains("a chain of operators counts one for each");
    assertThat(problems("key" + "+1".repeat(200), INTEGER).getFirst().message())
        .contains("at most 200 words");
    assertThat(problems(" ".repeat(1_001), INTEGER).getFirst().message())
        .contains("at most 1000 characters, and this one has 1001");
    assertThat(problems("'" + "a".repeat(10_000_000), INTEGER)).hasSize(1);
    assertThat(ExpressionParser.parse("key" + " + 1".repeat(29), INTEGER))
        .isInstanceOf(ParseResult.Parsed.class);
  }

  @Test
  void refusesCharactersThatNoKeyCanHave() {
    assertThat(problems("'a\0'", INTEGER).getFirst().message()).contains("NUL");
    assertThat(problems("'a\ud83d'", INTEGER).getFirst().message()).contains("surrogate");
    assertThat(problems("'\ude00'", INTEGER).getFirst().message()).contains("surrogate");
    assertThat(problems("key\u00a0% 4", INTEGER)).hasSize(1);
    assertThat(problems("😀", INTEGER).getFirst().place()).isEqualTo(new Span(0, 2));
    assertThat(ExpressionParser.parse("'😀'", INTEGER)).isInstanceOf(ParseResult.Parsed.class);
  }

  @Test
  void namesTheShardsThatAreWrittenOut() {
    ParsedExpression named =
        parsed("CASE WHEN key < 5 THEN 'b' WHEN key < 7 THEN 'a' ELSE 'b' END");
    assertThat(named.namesShards()).isTrue();
    assertThat(named.namedShards().orElseThrow()).containsExactly("b", "a");
    assertThat(parsed("'s' || to_text(key % 2)").namedShards()).isEmpty();
    assertThat(named.unknownShards(List.of("a", "c")))
        .extracting(ExpressionProblem::toString)
        .containsExactly(
            "character 24: 'b' is none of the routing's shards: a, c",
            "character 55: 'b' is none of the routing's shards: a, c");
    ParsedExpression positions = parsed("CASE key WHEN 1 THEN 2 WHEN 3 THEN key ELSE -1 END");
    assertThat(positions.namesShards()).isFalse();
    assertThat(positions.unknownShards(List.of("a", "b")))
        .extracting(problem -> problem.place().start())
        .containsExactly(21, 44);
  }

  @Test
  void endsOnAnythingThatIsTyped() {
    Random random = new Random(RandomSeed.ofThisRun());
    RandomExpressions expressions = new RandomExpressions(random, true);
    List<String> pieces =
        List.of(
            "key1",
            "key2",
            "(",
            ")",
            ",",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "AND",
            "OR",
            "NOT",
            "BETWEEN",
            "IN",
            "'",
            "''",
            "'a'",
            "1",
            "-",
            "+",
            "*",
            "/",
            "%",
            "||",
            "=",
            "<",
            "md5(",
            "left(",
            "0",
            "99999999999999999999",
            "\"",
            ";",
            "\0",
            "é",
            "\ud800",
            "key");
    assertTimeoutPreemptively(
        Duration.ofMinutes(10),
        () -> {
          for (int i = RandomSeed.cases(5_000, 1_000_000); i > 0; i--) {
            String text = i % 2 == 0 ? soup(random, pieces) : mutated(random, expressions, pieces);
            checkAnswer(text, ExpressionParser.parse(text, INTEGER_AND_TEXT));
          }
        });
  }

  private static void checkAnswer(String text, ParseResult result) {
    switch (result) {
      case ParseResult.Refused(List<ExpressionProblem> problems) -> {
        assertThat(problems).as(text).isNotEmpty();
        for (ExpressionProblem problem : problems) {
          assertThat(problem.place().start()).as(text).isBetween(0, text.length());
          assertThat(problem.place().end()).as(text).isBetween(0, text.length());
        }
      }
      case ParseResult.Parsed(ParsedExpression expression) -> {
        assertThat(expression.root().type())
            .as(text)
            .isIn(Set.of(ExpressionType.INTEGER, ExpressionType.TEXT));
        ExpressionBounds.results(expression, List.of(KeyBounds.ALL, KeyBounds.ALL));
        SqlTranslation.of(expression, List.of("a", "b"));
        PythonTranslation.of(expression, List.of("a", "b"));
      }
    }
  }

  private static String soup(Random random, List<String> pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
      text.append(random.nextInt(4) == 0 ? "" : " ");
    }
    return text.toString();
  }

  private static String mutated(Random random, RandomExpressions expressions, List<String> pieces) {
    StringBuilder text = new StringBuilder(expressions.next());
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      text.replace(
          at,
          Math.min(text.length(), at + random.nextInt(3)),
          random.nextBoolean() ? "" : pieces.get(random.nextInt(pieces.size())));
      text.append(' ');
    }
    return text.toString();
  }

  private static String sql(String text) {
    return ((Translation.Translated) SqlTranslation.of(parsed(text), List.of("key"))).text();
  }

  private static Expression root(String text) {
    return parsed(text).root();
  }

  private static ParsedExpression parsed(String text) {
    return switch (ExpressionParser.parse(text, INTEGER)) {
      case ParseResult.Parsed(ParsedExpression expression) -> expression;
      case ParseResult.Refused(var problems) -> throw new AssertionError(text + ": " + problems);
    };
  }

  private static List<ExpressionProblem> problems(String text, List<ExpressionKey> keys) {
    return switch (ExpressionParser.parse(text, keys)) {
      case ParseResult.Refused(List<ExpressionProblem> problems) -> problems;
      case ParseResult.Parsed _ -> throw new AssertionError(text + " is an expression");
    };
  }
}
