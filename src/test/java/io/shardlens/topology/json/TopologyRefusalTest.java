package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.shardlens.topology.TopologyProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to be wrong is refused at its place. A case replaces one text of a right file by
/// another; `§` stands where the problem must be reported.
final class TopologyRefusalTest {
  private static final String RIGHT =
      """
      {
        "version": 1,
        "name": "users",
        "environment": "dev",
        "shards": [
          { "id": "a", "label": "Europe", "host": "db-a", "port": 5432, "database": "da", "user": "ua", "sslMode": "disable" },
          { "id": "b", "host": "db-b", "database": "db", "user": "ub" }
        ],
        "routings": {
          "ranged": { "strategy": "range", "keyTypes": ["bigint"], "ranges": [
            { "to": 50000, "shard": "a" },
            { "from": 50000, "to": 90000, "shard": "b" },
            { "from": 90000, "shard": "a" }
          ] },
          "hashed": { "strategy": "hash", "function": "postgresql", "keyTypes": ["bigint", "text"], "modulus": 2, "shards": ["a", "b"] },
          "listed": { "strategy": "list", "keyTypes": ["char"], "values": [
            { "shard": "a", "in": ["FR", "DE"] },
            { "shard": "b", "in": ["JP"] }
          ], "default": "b" }
        },
        "tables": [
          { "name": "public.users", "kind": "sharded", "key": ["id"], "routing": "ranged" },
          { "name": "pairs", "kind": "sharded", "key": ["x", "y"], "routing": "hashed" },
          { "name": "countries", "kind": "reference" },
          { "name": "settings", "kind": "unsharded", "shard": "a" }
        ]
      }
      """;

  @TempDir private Path directory;

  static Stream<Arguments> wrongDocuments() {
    return Stream.of(
        wrong("\"version\": 1,", "\"version\": §2,", "/version", "is the number 1"),
        wrong("\"version\": 1,", "\"version\": §\"1\",", "/version", "is the number 1"),
        wrong("{\n  \"version\": 1,", "§{", "", "needs the member \"version\""),
        wrong("\"name\": \"users\",", "\"name\": §\" \",", "/name", "must not be empty"),
        wrong("\"name\": \"users\",", "\"name\": §12,", "/name", "is a text, not a number"),
        wrong("\"name\": \"users\",", "\"name\": §null,", "/name", "leave the member out"),
        wrong("\"name\": \"users\",", "\"name\": §\"\\u202e\",", "/name", "writing direction"),
        wrong("\"name\": \"users\",", "\"name\": §\"\\u001b\",", "/name", "control character"),
        wrong("\"dev\"", "§\"devel\"", "/environment", "\"devel\" is not. Did you mean \"dev\"?"),
        wrong("\"environment\"", "§\"enviroment\"", "/enviroment", "mean \"environment\"?"),
        wrong("\"environment\"", "§\"x/y~z\"", "/x~1y~0z", "has no member \"x/y~z\""),
        wrong("\"name\": \"users\"", "\"name\": \"n\", §\"name\": \"m\"", "/name", "twice"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ 'host': 'postgres://u:s3cret@h/db', 'database': 'd', 'user': 'u' } | looks like a"
            + " connection URL",
        "{ 'host': 'u@h', 'database': 'd', 'user': 'u' } | looks like a connection URL",
        "{ 'host': 'h', 'database': 'd', 'user': 'u', 'password': 'x' } | holds no secrets",
        "{ 'host': 'h', 'port': 0, 'database': 'd', 'user': 'u' } | a whole number from",
        "{ 'host': 'h', 'database': 'd' } | needs the member",
        "{ 'host': 'DB-A', 'port': 5432, 'database': 'da', 'user': 'u' } | is the database of the",
        "[] | is an object, not a list"
      })
  void refusesMergeServersAsItRefusesShards(String member, String message) {
    String document =
        RIGHT.replace(
            "\"routings\":", "\"mergeServer\": " + member.replace('\'', '"') + ", \"routings\":");
    ReadResult result = new TopologyReader().read(document);
    assertThat(((ReadResult.Refused) result).problems())
        .anySatisfy(problem -> {
          assertThat(problem.pointer()).startsWith("/mergeServer");
          assertThat(problem.message()).contains(message).doesNotContain("s3cret");
        });
  }

  static Stream<Arguments> wrongShards() {
    return Stream.of(
        another("\"id\": §\"a\", \"host\": \"h\"", "/id", "is taken by the shard on line 6"),
        another("\"id\": §\"x,y\", \"host\": \"h\"", "/id", "no comma"),
        another("\"host\": \"h\"", "", "A shard needs the member \"id\""),
        wrong("{ \"id\": \"b\", \"host\": \"db-b\",", "§{ \"id\": \"b\",", "/shards/1", "\"host\""),
        wrong("{ \"id\": \"b\"", "§7, { \"id\": \"b\"", "/shards/1", "an object, not a number"),
        wrong("\"label\"", "§\"colour\"", "/shards/0/colour", "A shard has no member \"colour\"."),
        wrong("\"label\"", "§\"Host\"", "/shards/0/Host", "Did you mean \"host\"?"),
        wrong("\"db-a\"", "§\"db a\"", "/shards/0/host", "is a host name"),
        wrong("\"db-a\"", "§\"\"", "/shards/0/host", "is a host name"),
        wrong("\"db-a\"", "§\"h/d?socketFactory=x\"", "/shards/0/host", "nothing else"),
        wrong("\"db-a\"", "§\"db:1\"", "/shards/0/host", "as \"port\""),
        wrong("\"db-a\"", "§\"[::1]\"", "/shards/0/host", "without brackets"),
        wrong("\"db-a\"", "§[1]", "/shards/0/host", "a text, not a list"),
        wrong("5432", "§0", "/shards/0/port", "a whole number from 1 to 65535"),
        wrong("5432", "§65536", "/shards/0/port", "a whole number from 1 to 65535"),
        wrong("5432", "§-1", "/shards/0/port", "a whole number from 1 to 65535"),
        wrong("5432", "§1e3", "/shards/0/port", "a whole number from 1 to 65535"),
        wrong("5432", "§99999999999999999999", "/shards/0/port", "from 1 to 65535"),
        wrong("5432", "§\"5432\"", "/shards/0/port", "a number, not a text"),
        wrong("\"da\"", "§\"\"", "/shards/0/database", "must not be empty"),
        wrong("\"da\"", "§\"d\\u0000a\"", "/shards/0/database", "control character"),
        wrong("\"da\"", "§\"\\ud800\"", "/shards/0/database", "control character"),
        wrong("\"da\"", "§\"" + "é".repeat(32) + "\"", "/shards/0/database", "63 bytes"),
        wrong("\"ua\"", "§\"\"", "/shards/0/user", "must not be empty"),
        wrong("\"ua\"", "§\"" + "u".repeat(64) + "\"", "/shards/0/user", "63 bytes"),
        wrong("\"disable\"", "§\"disabled\"", "/shards/0/sslMode", "Did you mean \"disable\"?"),
        wrong("\"disable\"", "§true", "/shards/0/sslMode", "a text, not true or false"));
  }

  static Stream<Arguments> wrongRanges() {
    return Stream.of(
        wrong("\"ranged\": {", "\"ranged\": §[], \"r\": {", "/routings/ranged", "an object"),
        wrong("\"range\"", "§\"ranges\"", "/routings/ranged/strategy", "mean \"range\"?"),
        wrong("[\"bigint\"]", "[§\"bigInt\"]", "/routings/ranged/keyTypes/0", "\"bigint\"?"),
        wrong(
            "[\"bigint\"]", "[§\"int8\"]", "/routings/ranged/keyTypes/0", "is written \"bigint\""),
        wrong("[\"bigint\"]", "§[]", "/routings/ranged/keyTypes", "must not be empty"),
        wrong("[\"bigint\"]", "[§1]", "/routings/ranged/keyTypes/0", "a text, not a number"),
        range(
            "\"to\": 50000, \"shard\": \"a\" },\n      { \"from\": 50000",
            "\"to\": 40000, \"shard\": \"a\" },\n      { \"from\": §50000",
            "1/from",
            "No range holds the keys [40000, 50000): a gap is not allowed in version 1"),
        range(
            "\"to\": 50000, \"shard\": \"a\" },\n      { \"from\": 50000",
            "\"to\": 60000, \"shard\": \"a\" },\n      { \"from\": §50000",
            "1/from",
            "hold the keys [50000, 60000): (-∞, 60000) of shard \"a\" on line 11, and [50000,"
                + " 90000) of shard \"b\""),
        range("\"from\": 90000,", "\"from\": §80000,", "2/from", "hold the keys [80000, 90000)"),
        range("\"from\": 90000,", "\"from\": §50000,", "2/from", "hold the keys [50000, 90000)"),
        range("{ \"from\": 90000,", "§{ ", "2", null),
        range("{ \"to\": 50000", "{ \"from\": §0, \"to\": 50000", "0/from", "the keys (-∞, 0)"),
        range("\"from\": 90000,", "\"from\": 90000, \"to\": §99999,", "2/to", "[99999, +∞)"),
        range("\"to\": 90000", "\"to\": §50000", "1/to", "holds no key"),
        range("\"to\": 90000", "\"to\": §9e4", "1/to", "a whole number is expected"),
        range("\"to\": 90000", "\"to\": §\"x\"", "1/to", "no bigint"),
        range("\"to\": 90000", "\"to\": §null", "1/to", "not as null"),
        range("\"to\": 90000", "\"to\": §9223372036854775808", "1/to", "out of range for bigint"),
        range("90000, \"shard\": \"b\"", "90000, \"shard\": §\"c\"", "1/shard", "No shard \"c\""),
        range("90000, \"shard\": \"b\"", "90000, \"shard\": §1", "1/shard", "named by its id"),
        range("{ \"to\": 50000, \"shard\": \"a\"", "§{ \"to\": 50000", "0", "needs the member"));
  }

  static Stream<Arguments> wrongHashesAndLists() {
    return Stream.of(
        wrong("\"postgresql\"", "§\"murmur3\"", "/routings/hashed/function", "\"murmur3\" is not"),
        wrong("\"modulus\": 2", "\"modulus\": §0", "/routings/hashed/modulus", "from 1 to"),
        wrong(
            "\"modulus\": 2, \"shards\": [",
            "\"modulus\": 3, \"shards\": §[",
            "/routings/hashed/shards",
            "the modulus is 3, the list has 2"),
        wrong("[\"a\", \"b\"]", "[\"a\", §\"x\"]", "/routings/hashed/shards/1", "No shard \"x\""),
        wrong("[\"a\", \"b\"]", "§[]", "/routings/hashed/shards", "must not be empty"),
        wrong(
            "[\"bigint\", \"text\"]",
            "[\"bigint\", §\"json\"]",
            "/routings/hashed/keyTypes/1",
            "json"),
        wrong("\"JP\"", "§\"FR  \"", "/routings/listed/values/1/in/0", "twice, first on line 17"),
        wrong("\"JP\"", "§3", "/routings/listed/values/1/in/0", "a text, not as a number"),
        wrong("[\"JP\"]", "§[]", "/routings/listed/values/1/in", "must not be empty"),
        wrong("[\"char\"]", "§[\"char\", \"char\"]", "/routings/listed/keyTypes", "one key column"),
        wrong("\"default\": \"b\"", "\"default\": §\"q\"", "/routings/listed/default", "\"q\""));
  }

  static Stream<Arguments> wrongTables() {
    return Stream.of(
        wrong("\"pairs\"", "§\"public.users\"", "/tables/1/name", "twice, first on line 22"),
        wrong("\"pairs\"", "§\"users\"", "/tables/1/name", "\"public.users\" is declared twice"),
        wrong("\"pairs\"", "§\"a.b.c\"", "/tables/1/name", "schema.table"),
        wrong("\"pairs\"", "§\".b\"", "/tables/1/name", "schema.table"),
        wrong("\"ranged\" },", "§\"range\" },", "/tables/0/routing", "Did you mean \"ranged\"?"),
        wrong("\"hashed\" },", "§\"ranged_\" },", "/tables/1/routing", "No routing \"ranged_\""),
        wrong(
            "{ \"name\": \"public.users\", \"kind\": \"sharded\", \"key\": [\"id\"], \"routing\":"
                + " \"ranged\"",
            "§{ \"name\": \"public.users\", \"kind\": \"sharded\", \"key\": [\"id\"]",
            "/tables/0",
            "needs the member \"routing\""),
        wrong(
            "{ \"name\": \"public.users\", \"kind\": \"sharded\", \"key\": [\"id\"]",
            "§{ \"name\": \"public.users\", \"kind\": \"sharded\"",
            "/tables/0",
            "needs the member \"key\""),
        wrong("[\"id\"]", "§[]", "/tables/0/key", "must not be empty"),
        wrong("[\"id\"]", "[§\"id\", \"no\"]", "/tables/0/key/0", "has 2 columns"),
        wrong("[\"x\", \"y\"]", "[\"x\", §\"x\"]", "/tables/1/key/1", "\"x\" twice"),
        wrong("[\"x\", \"y\"]", "[§\"x\"]", "/tables/1/key/0", "has 1 column,"),
        wrong("\"reference\"", "§\"referenced\"", "/tables/2/kind", "Did you mean \"reference\"?"),
        wrong("\"reference\"", "\"reference\", §\"shard\": \"a\"", "/tables/2/shard", "no member"),
        wrong(
            "\"unsharded\", \"shard\": \"a\"",
            "\"unsharded\", \"shard\": §\"z\"",
            "/tables/3/shard",
            "\"z\""));
  }

  /// All cases: what is replaced, by what, the pointer, the message.
  static Stream<Arguments> wrong() {
    return Stream.of(
            wrongDocuments(), wrongShards(), wrongRanges(), wrongHashesAndLists(), wrongTables())
        .flatMap(cases -> cases);
  }

  /// The right file with one text replaced.
  static String bent(String find, String replacement) {
    assertThat(RIGHT).contains(find);
    int start = RIGHT.indexOf(find);
    return RIGHT.substring(0, start) + replacement + RIGHT.substring(start + find.length());
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesAtItsPlace(
      String find, String replacement, String pointer, @Nullable String message) {
    String marked = bent(find, replacement);

    List<TopologyProblem> problems = refused(marked.replace("§", ""));

    assertThat(problems)
        .as("%s", problems)
        .anySatisfy(problem -> {
          assertThat(problem.pointer()).isEqualTo(pointer);
          assertThat(problem.message()).contains(message == null ? "" : message);
          assertThat(List.of(problem.line(), problem.column())).isEqualTo(placeOf(marked));
        });
    assertThat(problems).as("%s", problems).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void readsTheRightFile() {
    assertThat(new TopologyReader().read(RIGHT)).isInstanceOf(ReadResult.Read.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "§[]                      | `` | A topology is an object, not a list",
        "§version: 1              | `` | not JSON",
        "{ \"version\": 1, §}     | `` | comma stands before",
        "{ §'version': 1 }        | `` | double quotes",
        "{ §// one | `` | no comments",
        "{ \"version\": 1 } §{}   | `` | Text follows the end",
        "{ \"version\": NaN§ }    | /version | not JSON",
      })
  void refusesWhatIsNoJson(String marked, String pointer, String message) {
    List<TopologyProblem> problems = refused(marked.replace("§", ""));

    assertThat(problems).as("%s", problems).isNotEmpty();
    assertThat(problems.getLast().message()).contains(message);
    assertThat(problems.getLast().pointer()).isEqualTo(pointer);
    assertThat(List.of(problems.getLast().line(), problems.getLast().column()))
        .isEqualTo(placeOf(marked));
  }

  @Test
  void refusesTextThatEndsTooEarlyWhereverItEnds() {
    String right = RIGHT.strip();
    for (int length = 1; length < right.length(); length += 7) {
      assertThat(refused(right.substring(0, length))).hasSize(1);
    }
    assertThat(refused(RIGHT.substring(0, RIGHT.indexOf("5432"))))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.pointer()).startsWith("/shards/0");
          assertThat(problem.line()).isEqualTo(6);
          assertThat(problem.message()).contains("ends before the JSON does");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"password\": \"c4n4ry\"",
        "\"PWD\": \"c4n4ry\"",
        "\"db_passwd\": \"c4n4ry\"",
        "\"clientSecret\": \"c4n4ry\"",
        "\"url\": \"postgres://u:c4n4ry@h/d\"",
        "\"jdbcUrl\": \"jdbc:postgresql://h/d?password=c4n4ry\"",
        "\"uri\": [\"c4n4ry\"]",
        "\"label\": \"jdbc:postgresql://h/c4n4ry\"",
        "\"label\": \"me:c4n4ry@host\"",
        "\"sslMode\": \"x://u:c4n4ry@h\"",
        "\"port\": \"c4n4ry\"",
        "\"password\": c4n4ry",
      })
  void neverRepeatsWhatMayBeSecret(String member) {
    String text = RIGHT.replace("\"host\": \"db-b\",", "\"host\": \"db-b\", " + member + ",");

    List<TopologyProblem> problems = refused(text);

    assertThat(problems).isNotEmpty();
    assertThat(problems.toString()).doesNotContain("c4n4ry");
    assertThat(problems.getFirst().pointer()).startsWith("/shards/1/");
    assertThat(problems.getFirst().line()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:postgresql://h/c4n4ry", "me:c4n4ry@h", "c4n4ry@h", "h:c4n4ry"})
  void neverRepeatsHostThatMayHoldPassword(String host) {
    List<TopologyProblem> problems = refused(RIGHT.replace("db-b", host));

    assertThat(problems)
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.pointer()).isEqualTo("/shards/1/host");
          assertThat(problem.toString()).doesNotContain("c4n4ry");
        });
  }

  @Test
  void findsEveryProblemAtOnceInTheOrderOfTheFile() {
    String text =
        RIGHT
            .replace("\"dev\"", "\"live\"")
            .replace("\"db-b\"", "\"db b\"")
            .replace("\"kind\": \"reference\"", "\"kind\": \"reference\", \"shard\": \"a\"")
            .replace("[\"x\", \"y\"]", "[\"x\"]");

    assertThat(refused(text))
        .extracting(TopologyProblem::pointer)
        .containsExactly("/environment", "/shards/1/host", "/tables/1/key/0", "/tables/2/shard");
  }

  @Test
  void looksAtTheShardsOfRangesWhoseTypeIsWrong() {
    String text =
        RIGHT
            .replace("[\"bigint\"]", "[\"money\"]")
            .replace("\"to\": 90000, \"shard\": \"b\"", "\"to\": 90000, \"shard\": \"c\"");

    assertThat(refused(text))
        .extracting(TopologyProblem::pointer)
        .containsExactly("/routings/ranged/keyTypes/0", "/routings/ranged/ranges/1/shard");
  }

  @Test
  void countsColumnsInCharactersAndNotInBytes() {
    String text = RIGHT.replace("Europe\", \"host\": \"db-a\"", "Ευρώπη 日本\", \"host\": \"\"");

    assertThat(refused(text))
        .singleElement()
        .satisfies(problem ->
            assertThat(problem.column())
                .isEqualTo(text.lines().toList().get(5).indexOf("\"\", \"port\"") + 1));
  }

  @Test
  void refusesNoShardsAndTooMany() {
    String shard = "{ \"id\": \"s%d\", \"host\": \"h\", \"database\": \"d\", \"user\": \"u\" }";
    String file = "{ \"version\": 1, \"name\": \"n\", \"shards\": [%s] }";
    String most =
        String.join(",", IntStream.range(0, 4096).mapToObj(i -> shard.formatted(i)).toList());

    assertThat(new TopologyReader().read(file.formatted(most))).isInstanceOf(ReadResult.Read.class);
    assertThat(refused(file.formatted(most + "," + shard.formatted(4096))))
        .singleElement()
        .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/shards/4096"))
        .satisfies(problem -> assertThat(problem.message()).contains("4096 are the most"));
    assertThat(refused(file.formatted("")))
        .singleElement()
        .hasToString("line 1, column 40 (/shards): \"shards\" must not be empty");
    assertThat(refused("{ \"version\": 1, \"name\": \"n\" }"))
        .singleElement()
        .hasToString("line 1, column 1: A topology needs the member \"shards\"");
  }

  @Test
  void refusesWhatIsTooDeepTooLongOrTooLarge() {
    assertThat(refused("[".repeat(100_000)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("more than 32 deep"))
        .satisfies(problem -> assertThat(problem.column()).isBetween(32, 34));
    assertThat(refused(RIGHT.replace("Europe", "E".repeat(70_000))))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("longer than 65536"))
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(6));
    assertThat(refused(RIGHT.replace("5432", "5".repeat(65))))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("A number is longer"));
    assertThat(refused("[" + "1,".repeat(600_000) + "1]"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("more than 500000 names"));
    assertThat(refused("{ \"" + "n".repeat(2_000) + "\": 1 }"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("name is longer than 1024"));
    assertThat(refused(RIGHT + " ".repeat(4 * 1024 * 1024)))
        .singleElement()
        .hasToString("file: The file is larger than 4 MiB: a topology is not that large");
  }

  @Test
  void listsSoManyProblemsThatPeopleCanStillReadThem() {
    String text = RIGHT.replace("[\"FR\", \"DE\"]", "[" + "1,".repeat(100_000) + "1]");

    List<TopologyProblem> problems = refused(text);

    assertThat(problems).hasSize(Problems.LIMIT + 1);
    assertThat(problems.getLast().message()).isEqualTo("99801 more problems are not listed");
  }

  @Test
  void refusesWhatIsNoReadableFile() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.json"));
    Path binary =
        Files.write(directory.resolve("binary.json"), new byte[] {'{', '\n', (byte) 0xff});
    Path large = Files.write(directory.resolve("large.json"), new byte[4 * 1024 * 1024 + 1]);

    assertThat(refused(directory.resolve("none.json"))).hasToString("file: There is no such file");
    assertThat(refused(directory).message()).startsWith("This is a directory");
    assertThat(refused(empty).message()).startsWith("The file is empty");
    assertThat(refused(" \n ").getFirst().message()).startsWith("The file is empty");
    assertThat(refused(binary))
        .hasToString("line 2, column 1: This is not UTF-8 text: save the file as UTF-8");
    assertThat(refused(large).message()).startsWith("The file is larger than 4 MiB");
  }

  private static TopologyProblem refused(Path file) {
    ReadResult result = new TopologyReader().read(file);
    assertThat(result).isInstanceOf(ReadResult.Refused.class);
    List<TopologyProblem> problems = ((ReadResult.Refused) result).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  private static List<TopologyProblem> refused(String text) {
    ReadResult result = new TopologyReader().read(text);
    assertThat(result).isInstanceOf(ReadResult.Refused.class);
    return ((ReadResult.Refused) result).problems();
  }

  private static Arguments wrong(
      String find, String replacement, String pointer, @Nullable String message) {
    return arguments(find, replacement, pointer, message);
  }

  /// A third shard, to which nothing refers.
  private static Arguments another(String members, String place, String message) {
    String marked = members.indexOf('§') < 0 ? "§{ " : "{ ";
    return arguments(
        "\"user\": \"ub\" }",
        "\"user\": \"ub\" }, " + marked + members + ", \"database\": \"d\", \"user\": \"u\" }",
        "/shards/2" + place,
        message);
  }

  private static Arguments range(
      String find, String replacement, String place, @Nullable String message) {
    return arguments(find, replacement, "/routings/ranged/ranges/" + place, message);
  }

  private static List<Integer> placeOf(String marked) {
    String before = marked.substring(0, marked.indexOf('§'));
    return List.of(
        1 + (int) before.chars().filter(character -> character == '\n').count(),
        before.length() - before.lastIndexOf('\n'));
  }
}
