package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.shardlens.topology.TopologyProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every strategy refuses what it cannot mean, at its place. A case is one routing, with `'` for
/// `"`; `§` stands where the problem must be reported.
final class StrategyRefusalTest {
  static final String DOCUMENT =
      """
      { "version": 1, "name": "n",
        "shards": [
          { "id": "a", "host": "h", "database": "d", "user": "u" },
          { "id": "b", "host": "h", "database": "d", "user": "u" } ],
        "routings": { "r":
      %s
      } }
      """;

  static Stream<Arguments> wrongDirectoriesAndGroups() {
    return Stream.of(
        wrong(directory("'key': §['x', 'y']"), "/key", "there are 1, the list has 2"),
        wrong(directory("'key': ['x'], 'cacheSeconds': §86401"), "/cacheSeconds", "0 to 86400"),
        wrong(directory("'key': ['x'], 'names': §[]"), "/names", "an object, not a list"),
        wrong(directory("'key': ['x'], 'names': §{}"), "/names", "must not be empty"),
        wrong(directory("'key': ['x'], 'names': { 'eu': §'c' }"), "/names/eu", "No shard \"c\""),
        wrong(
            "'directory', 'keyTypes': ['text'], 'shard': 'a', 'table': §'a.b.c', 'key': ['x'],"
                + " 'column': 'c'",
            "/table",
            "schema.table"),
        wrong(
            "'grouped', 'keyTypes': §['text'], 'groups': [{ 'in': ['x'], 'routing': { 'strategy':"
                + " 'single', 'shard': 'a' } }]",
            "/keyTypes",
            "needs two key columns"),
        wrong(
            grouped(
                "{ 'in': ['x'], 'routing': { 'strategy': 'single', 'shard': 'a' } }, { 'in':"
                    + " [§'x'], 'routing': { 'strategy': 'single', 'shard': 'a' } }"),
            "/groups/1/in/0",
            "listed twice"),
        wrong(
            grouped(
                "{ 'in': ['x'], 'routing': { 'strategy': 'single', §'keyTypes': ['text'],"
                    + " 'shard': 'a' } }"),
            "/groups/0/routing/keyTypes",
            "has no member \"keyTypes\""),
        wrong(
            grouped("{ 'in': ['x'], 'routing': { 'strategy': §'grouped_', 'shard': 'a' } }"),
            "/groups/0/routing/strategy",
            "Did you mean \"grouped\"?"),
        wrong(
            grouped(
                "{ 'in': ['x'], 'routing': { 'strategy': 'range', 'ranges': [{ 'to': §'x',"
                    + " 'shard': 'a' }] } }"),
            "/groups/0/routing/ranges/0/to",
            "no bigint"),
        wrong(
            "'expression', 'keyTypes': ['bigint'], 'expression': §'CASE WHEN key < THEN 0 END',"
                + " 'shards': ['a']",
            "/expression",
            "character 17"),
        wrong(
            "'expression', 'keyTypes': ['bigint'], 'expression': §'key2 % 3', 'shards': ['a']",
            "/expression", "character 1"),
        wrong(
            "'expression', 'keyTypes': ['bigint'], 'expression': §'CASE WHEN key < 5 THEN 0 ELSE 1"
                + " END', 'shards': ['a']",
            "/expression",
            "1 is no position in the routing's list of shards"));
  }

  private static String directory(String members) {
    return "'directory', 'keyTypes': ['text'], 'shard': 'a', 'table': 't', 'column': 'c', "
        + members;
  }

  private static String grouped(String groups) {
    return "'grouped', 'keyTypes': ['text', 'bigint'], 'groups': [" + groups + "]";
  }

  static Stream<Arguments> wrongPreparationsNullsAndOverrides() {
    return Stream.of(
        single("'bigint'", "'prepare': [§'lower']", "/prepare/0", "takes a text, and gets"),
        single("'text'", "'prepare': [§'lowercase']", "/prepare/0", "Did you mean \"lower\"?"),
        single("'text'", "'prepare': ['integer', §'trim']", "/prepare/1", "of type bigint"),
        single("'text'", "'prepare': [§5]", "/prepare/0", "not a number"),
        single("'text'", "'prepare': §[]", "/prepare", "must not be empty"),
        single("'text', 'text'", "'prepare': §['lower']", "/prepare", "Only a key of one column"),
        single(
            "'text'",
            "'prepare': [{ 'substring': { 'start': §0, 'length': 1 } }]",
            "/prepare/0/substring/start",
            "counts from 1"),
        single(
            "'text'",
            "'prepare': [{ 'substring': §{ 'start': 1 } }]",
            "/prepare/0/substring",
            "needs the member \"length\""),
        single(
            "'text'", "'prepare': [{ §'substr': {} }]", "/prepare/0/substr", "mean \"substring\"?"),
        single(
            "'timestamptz'",
            "'prepare': [{ 'localDate': §'Mars/Base' }]",
            "/prepare/0/localDate",
            "No time zone"),
        single("'date'", "'prepare': [§{ 'localDate': 'UTC' }]", "/prepare/0", "a timestamptz"),
        single("'text'", "'nulls': §'reject'", "/nulls", "\"refuse\", \"anywhere\" or an object"),
        single("'text'", "'nulls': { 'shard': §'c' }", "/nulls/shard", "No shard \"c\""),
        single(
            "'bigint'",
            "'overrides': [{ 'shard': 'a', 'in': [7] }, { 'shard': 'b', 'in': [§'+7'] }]",
            "/overrides/1/in/0",
            "overridden twice, first on line 6"),
        single(
            "'bigint', 'text'",
            "'overrides': [{ 'shard': 'a', 'in': [§[7]] }]",
            "/overrides/0/in/0",
            "write a list of 2 values"),
        single(
            "'bigint'",
            "'overrides': [{ 'shard': 'a', 'in': [§'x'] }]",
            "/overrides/0/in/0",
            "no bigint"));
  }

  private static Arguments single(String types, String members, String pointer, String message) {
    return wrong(
        "'single', 'shard': 'a', 'keyTypes': [" + types + "], " + members, pointer, message);
  }

  /// All cases: a routing, the pointer below it, the message.
  static Stream<Arguments> wrong() {
    return Stream.of(
            WrongKeyRules.all(),
            WrongHashRules.all(),
            wrongDirectoriesAndGroups(),
            wrongPreparationsNullsAndOverrides())
        .flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesAtItsPlace(String routing, String pointer, String message) {
    String text = DOCUMENT.formatted(routing.replace("§", ""));

    ReadResult result = new TopologyReader().read(text);

    assertThat(result).as(routing).isInstanceOf(ReadResult.Refused.class);
    List<TopologyProblem> problems = ((ReadResult.Refused) result).problems();
    assertThat(problems)
        .as("%s", problems)
        .anySatisfy(problem -> {
          assertThat(problem.pointer()).isEqualTo("/routings/r" + pointer);
          assertThat(problem.message()).contains(message);
          assertThat(problem.line()).isEqualTo(6);
          assertThat(problem.column()).isEqualTo(routing.indexOf('§') + 1);
        });
    assertThat(problems).as("%s", problems).hasSizeLessThanOrEqualTo(2);
  }

  /// A case. A `§` before the strategy stands for the routing itself.
  static Arguments wrong(String members, String pointer, String message) {
    String routing =
        members.startsWith("§")
            ? "§{ 'strategy': " + members.substring(1) + " }"
            : "{ 'strategy': " + members + " }";
    return arguments(routing.replace('\'', '"'), pointer, message);
  }
}
