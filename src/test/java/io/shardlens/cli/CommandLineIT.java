package io.shardlens.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.demo.DemoCluster;
import io.shardlens.demo.DemoFolder;
import io.shardlens.demo.DemoScale;
import io.shardlens.demo.PostgresServer;
import io.shardlens.jdbc.MaintenanceConnection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The command line as a script meets it: what is printed where, and the exit code; over the demo
/// cluster's real servers.
class CommandLineIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;
  private static DemoCluster cluster;
  private static String topology;

  @BeforeAll
  static void startTheDemo() throws Exception {
    System.setProperty(DemoFolder.PROPERTY, root.toString());
    cluster = DemoCluster.start(DemoFolder.standard(), DemoScale.SMALL, 55_431, step -> {});
    topology = cluster.mainTopology().toString();
  }

  @AfterAll
  static void stopTheDemo() {
    System.clearProperty(DemoFolder.PROPERTY);
    cluster.close();
  }

  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = ShardlensCommand.run(arguments, new PrintWriter(out), new PrintWriter(err));
    return new Run(code, out.toString(), err.toString());
  }

  private static Run query(String... rest) {
    String[] arguments = new String[rest.length + 3];
    arguments[0] = "query";
    arguments[1] = "--topology";
    arguments[2] = topology;
    System.arraycopy(rest, 0, arguments, 3, rest.length);
    return run(arguments);
  }

  @Test
  void printsTheShardAndTheDerivationOfEachKey() {
    Run run =
        run("route", "--topology", topology, "--table", "users", "49999", "50000", "--", "-1");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("49999 of users lands on Europe (europe)")
        .contains("50000 of users lands on Asia (asia)")
        .contains("-1 of users lands on Europe (europe)")
        .contains("Range 2 of 4  [50000, 100000)");
  }

  @Test
  void writesRoutesAsJsonWithAnErrorForTheKeyThatIsNone() {
    Run run =
        run("route", "--topology", topology, "--table", "users", "--format", "json", "1", "x");

    JsonNode routes = JSON.readTree(run.out());
    assertThat(run.code()).isEqualTo(3);
    assertThat(routes.get(0).get("shard").asString()).isEqualTo("europe");
    assertThat(routes.get(0).get("derivation").size()).isGreaterThanOrEqualTo(4);
    assertThat(routes.get(1).get("error").asString()).contains("\"x\" is no bigint");
  }

  @Test
  void namesLineAndColumnOfWhatIsWrongInAFile() throws Exception {
    Path bad = root.resolve("bad.json");
    Files.writeString(bad, "{\n  \"version\": 1,\n  \"password\": \"geheim\"\n}");

    Run run = run("check", "--topology", bad.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("line 3").contains("/password").doesNotContain("geheim");
  }

  @Test
  void refusesWrongUsageWithCodeOne() {
    assertThat(run("query", "--topology", topology).code()).isEqualTo(1);
    assertThat(run("query", "SELECT 1").code()).isEqualTo(1);
    assertThat(run("nonsense").code()).isEqualTo(1);
    assertThat(query("--timeout", "soon", "SELECT 1").err()).contains("soon is no duration");
    assertThat(query("--shards", "mars", "SELECT 1").err())
        .contains("no shard mars; it has europe, asia, americas, africa");
    assertThat(query("-f", "nowhere.sql").err()).contains("There is no file nowhere.sql");
    assertThat(run("check", "--topology", "nowhere.json").err())
        .contains("nowhere.json: There is no such file");
    assertThat(run("route", "--topology", topology, "--table", "countries", "1").err())
        .contains("countries is not a sharded table");
  }

  @Test
  void refusesANumberOfRowsBelowZeroInsteadOfAnsweringWithNone() {
    Run run = query("--max-rows", "-1", "SELECT id FROM users");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--max-rows is 0 or more, not -1");
  }

  @Test
  void refusesATimeoutThatIsNoneOrTooLongToCount() {
    for (String timeout : List.of("0ms", "-5ms", "0m", "0s", "9999999999999999m", "1h", "")) {
      Run run = query("--timeout", timeout, "SELECT 1");

      assertThat(run.code()).as(timeout).isEqualTo(1);
      assertThat(run.err()).contains("is no duration");
    }
    assertThat(query("--timeout", "34561m", "SELECT 1").err()).contains("at most 34560m");
    assertThat(query("--timeout", "34560m", "SELECT 1").code()).isZero();
  }

  @Test
  void looksARecordUpOnItsShard() {
    Run run = run("lookup", "--topology", topology, "--table", "users", "50000");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("users on Asia (asia)").contains("| bigint").contains("50000");
    Run none = run("lookup", "--topology", topology, "--table", "users", "99999999");
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("no row with key 99999999 on Africa");
  }

  @Test
  void writesARecordAsJsonWithTextAndNull() {
    Run run =
        run("lookup", "--topology", topology, "--table", "users", "--format", "json", "50000");

    JsonNode record = JSON.readTree(run.out()).get("records").get(0);
    assertThat(record.get("id").asString()).isEqualTo("50000");
    assertThat(record.propertyNames()).hasSize(11);
  }

  @Test
  void printsOneMergedTableWithTheShardFirst() {
    Run run = query("SELECT id, country FROM users WHERE id BETWEEN 49999 AND 50000 ORDER BY id");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines().toList().getFirst()).matches("shard +\\| +id \\| country");
    assertThat(run.out().lines().toList().get(2)).startsWith("europe | 49999");
    assertThat(run.out().lines().toList().get(3)).startsWith("asia   | 50000");
    assertThat(run.err()).contains("EXACT · 2 of 4 shards (2 pruned) · 2 rows");
  }

  @Test
  void keepsNullAndEmptyTextApartInCsv() {
    Run run =
        query(
            "--format",
            "csv",
            "SELECT NULL::text AS a, '' AS b, 'x,\"y' AS c FROM countries LIMIT 1");

    assertThat(run.out()).endsWith(",,\"\",\"x,\"\"y\"\r\n");
  }

  @Test
  void writesOneJsonLineForEachStatementWhateverHappensToTheOthers() {
    Run run =
        query("--format", "jsonl", "SELECT 1 AS one; SELECT nonsense; SELECT count(*) FROM users");

    List<JsonNode> lines = run.out().lines().map(JSON::readTree).toList();
    assertThat(run.code()).isEqualTo(3);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).get("rows").toString()).isEqualTo("[[\"1\"]]");
    assertThat(lines.get(0).get("columns").toString())
        .isEqualTo("[{\"name\":\"one\",\"type\":\"integer\"}]");
    assertThat(lines.get(0).get("error").isNull()).isTrue();
    assertThat(lines.get(1).get("error").get("sqlstate").asString()).isEqualTo("42703");
    assertThat(lines.get(2).get("rows").get(0).get(0).asString()).isEqualTo("4000");
    assertThat(lines.get(2).get("verdict").asString()).isEqualTo("EXACT");
    assertThat(lines.get(2).get("outcomes").size()).isEqualTo(4);
  }

  @Test
  void saysTheShardOfEachRowInJson() {
    Run run =
        query(
            "--format",
            "json",
            "SELECT id FROM users WHERE id BETWEEN 49999 AND 50000 ORDER BY id; SELECT count(*)"
                + " FROM users");

    JsonNode results = JSON.readTree(run.out());
    assertThat(run.code()).isZero();
    assertThat(results.get(0).get("rows").toString()).isEqualTo("[[\"49999\"],[\"50000\"]]");
    assertThat(results.get(0).get("shards").toString()).isEqualTo("[\"europe\",\"asia\"]");
    assertThat(results.get(1).get("shards").toString()).isEqualTo("[null]");
  }

  @Test
  void writesTheSameRowsInEveryFormat() {
    String sql = "SELECT * FROM users ORDER BY id";
    List<String> csv = query("--format", "csv", sql).out().lines().toList();
    List<String> markdown = query("--format", "md", sql).out().lines().toList();
    List<String> table = query(sql).out().lines().toList();
    JsonNode rows = JSON.readTree(query("--format", "jsonl", sql).out()).get("rows");

    assertThat(rows.size()).isEqualTo(4000);
    assertThat(csv).hasSize(4001);
    assertThat(table).hasSize(4002);
    assertThat(markdown).hasSize(4002);
    for (int i = 0; i < rows.size(); i += 371) {
      String email = rows.get(i).get(1).asString();
      assertThat(csv.get(i + 1)).contains("," + email + ",");
      assertThat(table.get(i + 2)).contains(" " + email + " ");
      assertThat(markdown.get(i + 2)).contains(" " + email + " ");
    }
  }

  @Test
  void readsStatementsFromAFile() throws Exception {
    Path file = root.resolve("some.sql");
    Files.writeString(file, "SELECT count(*) FROM countries;\nSELECT 2");

    Run run = query("--format", "md", "-f", file.toString());

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("| shard | count |").contains("|---|---:|");
  }

  @Test
  void refusesWritesWithCodeFive() {
    Run run = query("DELETE FROM users");

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err()).contains("DELETE changes data").doesNotContain("Skipped");
    assertThat(query("SELECT * FROM users, pg_class").code()).isEqualTo(5);
  }

  @Test
  void pointsAtTheCharacterThatIsWrong() {
    Run run = query("SELECT emial FROM users");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("(character 8)").contains("[42703]");
    assertThat(run("explain", "--topology", topology, "SELECT emial FROM users").err())
        .contains("(character 8)")
        .contains("[42703]");
  }

  @Test
  void namesATableThatTheTopologyDoesNotDescribe() throws Exception {
    for (PostgresServer server : cluster.servers()) {
      try (MaintenanceConnection connection = server.connect(database(server))) {
        connection.execute(
            "CREATE TABLE IF NOT EXISTS stranger(a int); GRANT SELECT ON stranger TO PUBLIC");
      }
    }
    Run run = query("SELECT * FROM stranger");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("does not describe the table public.stranger");
  }

  @Test
  void explainsWithoutRunning() {
    Run run = run("explain", "--topology", topology, "SELECT * FROM users WHERE id = 50000");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("Verdict: EXACT")
        .contains("Shards: 1 of 4")
        .contains("Asia: asked")
        .contains("Sent to Asia:")
        .contains("Asia: about 1 row, ");
  }

  @Test
  void explainsWhereGatheredRowsAreMerged() {
    Run run =
        run(
            "explain",
            "--topology",
            topology,
            "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY balance) FROM users");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("The rows of users are gathered")
        .contains(
            "Run in a session on Europe where no more than 50,000 rows are gathered, else on the"
                + " embedded PostgreSQL:")
        .containsPattern("Together about [0-9,]+ rows, [0-9,]+ bytes: merged (in a|on the) ")
        .doesNotContain("floating point");
  }

  @Test
  void explainsALongStatementInShortUnlessItIsWantedWhole() {
    String keys = LongStream.range(0, 2_000).mapToObj(Long::toString).collect(joining(", "));
    String sql = "SELECT id FROM users WHERE id IN (" + keys + ")";

    assertThat(run("explain", "--topology", topology, sql).out())
        .contains("WHERE id IN (0, 1, 2,")
        .containsPattern("\\[… [0-9,]+ characters left out; --full shows them …]")
        .contains(", 1998, 1999)")
        .doesNotContain("1000, 1001");
    assertThat(run("explain", "--full", "--topology", topology, sql).out())
        .contains(keys)
        .doesNotContain("left out; --full");
  }

  @Test
  void checksTheTopologyAgainstTheServersAndFindsAMisplacedRow() throws Exception {
    assertThat(run("check", "--topology", topology).out()).contains("0 misplaced");
    PostgresServer europe = cluster.servers().getFirst();
    try (MaintenanceConnection connection = europe.connect("users_europe")) {
      connection.execute(
          "INSERT INTO users SELECT 77777, email, full_name, country, plan, balance, active,"
              + " created_at, last_login, tags, attributes FROM users WHERE id = 49999");
      Run run = run("check", "--topology", topology);
      assertThat(run.code()).isEqualTo(3);
      assertThat(run.out())
          .contains("users 77777 lies on Europe and belongs to Asia")
          .containsPattern("Value +77777 +bigint, as stored in users.id")
          .containsPattern("Range 2 of 4 +\\[50000, 100000\\)");
      Run json = run("check", "--topology", topology, "--format", "json");
      assertThat(json.code()).isEqualTo(3);
      JsonNode europe0 = JSON.readTree(json.out()).get("tables").get(0).get("shards").get(0);
      assertThat(europe0.get("shard").asString()).isEqualTo("europe");
      assertThat(europe0.get("method").asString()).isEqualTo("every_row");
      assertThat(europe0.get("keys").asLong()).isPositive();
      assertThat(europe0.get("misplaced").asLong()).isEqualTo(1);
      assertThat(europe0.get("examples").get(0).get("owner").asString()).isEqualTo("asia");
      connection.execute("DELETE FROM users WHERE id = 77777");
    }
  }

  @Test
  void findsTheOneRowThatAMovedBoundPutsElsewhere() throws Exception {
    Path moved = root.resolve("moved.json");
    Files.writeString(moved, Files.readString(cluster.mainTopology()).replace("50000", "49999"));

    Run run = run("check", "--topology", moved.toString());

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("users 49999 lies on Europe and belongs to Asia");
  }

  @Test
  void callsNoRoutingProvedWhereNoTableIsSharded() throws Exception {
    Path bare = root.resolve("bare.json");
    String text = Files.readString(cluster.mainTopology());
    Files.writeString(bare, text.substring(0, text.indexOf("\"tables\"")) + "\"tables\": []\n}");

    Run run = run("check", "--topology", bare.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("All shards answer").doesNotContain("Routing");
  }

  @Test
  void provesTheRoutingOfEverySample() {
    for (Path sample : cluster.topologies()) {
      Run run = run("check", "--topology", sample.toString());
      assertThat(run.code()).as(run.out()).isZero();
      assertThat(run.out())
          .contains("Routing proved: every row of 2 tables compared, 0 misplaced")
          .contains("every row compared by the server")
          .contains("Servers alike");
    }
  }

  @Test
  void withholdsAPartialResultUnlessItIsAllowed() throws Exception {
    PostgresServer africa = cluster.servers().getLast();
    africa.kill();
    try {
      Run withheld = query("SELECT id FROM users ORDER BY id LIMIT 3");
      assertThat(withheld.code()).isEqualTo(4);
      assertThat(withheld.out()).isEmpty();
      assertThat(withheld.err()).contains("PARTIAL · 3 of 4 shards").contains("Africa");

      Run allowed = query("--partial", "allow", "SELECT id FROM users ORDER BY id LIMIT 3");
      assertThat(allowed.code()).isEqualTo(4);
      assertThat(allowed.out().lines()).hasSize(5);

      Run pruned = query("SELECT id FROM users WHERE id = 50000");
      assertThat(pruned.code()).isZero();

      Run lookup = run("lookup", "--topology", topology, "--table", "users", "170000");
      assertThat(lookup.code()).isEqualTo(2);
      assertThat(lookup.err()).contains("Africa").contains("refused");
      assertThat(run("check", "--topology", topology).code()).isEqualTo(2);
    } finally {
      africa.start();
    }
    assertThat(query("SELECT count(*) FROM users").code()).isZero();
  }

  @Test
  void saysThatNoShardAnswers() throws Exception {
    Path elsewhere = root.resolve("elsewhere.json");
    Files.writeString(
        elsewhere,
        Files.readString(cluster.mainTopology()).replaceAll("\"port\": \\d+", "\"port\": 1"));

    Run run = run("query", "--topology", elsewhere.toString(), "SELECT 1");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("No shard answers").contains("127.0.0.1:1");
    assertThat(run("check", "--topology", elsewhere.toString()).out())
        .contains("0 of 4 shards answer")
        .doesNotContain("verified");
  }

  @Test
  void refusesTwoShardsThatAreOneDatabase() throws Exception {
    Path doubled = root.resolve("doubled.json");
    int asia = cluster.ports().get(1);
    Files.writeString(
        doubled,
        Files.readString(cluster.mainTopology())
            .replace("\"port\": " + asia, "\"port\": " + cluster.ports().getFirst())
            .replace("users_asia", "users_europe"));

    Run run = run("query", "--topology", doubled.toString(), "SELECT count(*) FROM users");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("Europe and Asia are the same database");
    assertThat(run("check", "--topology", doubled.toString()).code()).isEqualTo(3);
  }

  private static String database(PostgresServer server) {
    List<String> names = List.of("users_europe", "users_asia", "users_americas", "users_africa");
    return names.get(cluster.servers().indexOf(server));
  }

  @Test
  void countsTheRowsThatMoveToAnotherShard() throws Exception {
    Path newer = root.resolve("newer.json");
    Files.writeString(newer, Files.readString(Path.of(topology)).replace(": 50000", ": 40000"));

    Run run = run("diff", "--live", "--format", "json", topology, newer.toString());

    JsonNode rows = JSON.readTree(run.out()).get("rows");
    String counted =
        query("--format", "csv", "SELECT count(*) FROM users WHERE id >= 40000 AND id < 50000")
            .out();
    assertThat(run.code()).isZero();
    assertThat(rows.get(0).get("table").asString()).isEqualTo("public.users");
    assertThat(rows.get(0).get("exact").asBoolean()).isTrue();
    assertThat(counted).contains("europe," + rows.get(0).get("rows").asString());
  }

  @Test
  void routesByADirectoryThatATableOfOneShardHolds() throws Exception {
    try (MaintenanceConnection europe = cluster.servers().getFirst().connect("users_europe")) {
      europe.execute(
          "CREATE TABLE places (id bigint PRIMARY KEY, place text NOT NULL); INSERT INTO places"
              + " VALUES (1, 'eu'), (2, 'as'), (3, 'moon'); GRANT SELECT ON places TO PUBLIC");
    }
    Path directory = root.resolve("directory.json");
    String text = Files.readString(cluster.mainTopology());
    Files.writeString(
        directory,
        text.substring(0, text.indexOf("\"routings\""))
            + """
            "routings": {
              "by_place": {
                "strategy": "directory", "keyTypes": ["bigint"], "shard": "europe",
                "table": "public.places", "key": ["id"], "column": "place",
                "names": { "eu": "europe", "as": "asia" }
              }
            },
            "tables": [
              { "name": "public.users", "kind": "sharded", "key": ["id"], "routing": "by_place" }
            ]
            }
            """);

    Run run = run("route", "--topology", directory.toString(), "--table", "users", "1", "2");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("1 of users lands on Europe (europe)")
        .contains("2 of users lands on Asia (asia)");

    Run missing = run("route", "--topology", directory.toString(), "--table", "users", "2", "9");
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.out()).contains("2 of users lands on Asia").contains("9 of users lands on");

    Path silent = root.resolve("silent.json");
    Files.writeString(
        silent, Files.readString(directory).replaceAll("\"port\": \\d+", "\"port\": 1"));
    Run unknown = run("route", "--topology", silent.toString(), "--table", "users", "1");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.out()).contains("lands on a shard that is not known");
  }

  @Test
  void importsPartitionsOnForeignServersOnceTheOpenQuestionIsAnswered() throws Exception {
    int asia = cluster.ports().get(1);
    try (MaintenanceConnection europe = cluster.servers().getFirst().connect("users_europe")) {
      europe.execute(
          "CREATE EXTENSION IF NOT EXISTS postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER"
              + " postgres_fdw OPTIONS (host '127.0.0.1', port '"
              + asia
              + "', dbname 'users_asia'); CREATE TABLE spread (id bigint) PARTITION BY RANGE (id);"
              + " CREATE TABLE spread_1 PARTITION OF spread FOR VALUES FROM (MINVALUE) TO (50000);"
              + " CREATE FOREIGN TABLE spread_2 PARTITION OF spread FOR VALUES FROM (50000) TO"
              + " (MAXVALUE) SERVER far");
    }
    String[] fdw = {
      "import",
      "fdw",
      "--host",
      "127.0.0.1",
      "--port",
      Integer.toString(cluster.ports().getFirst()),
      "--database",
      "users_europe",
      "--user",
      "shardlens_app",
      "--ssl-mode",
      "disable",
      "--answer",
      "none=none"
    };
    try {
      importPartitions(fdw);
    } finally {
      try (MaintenanceConnection europe = cluster.servers().getFirst().connect("users_europe")) {
        europe.execute("DROP TABLE spread; DROP SERVER far CASCADE");
      }
    }
  }

  private static void importPartitions(String[] fdw) {
    Run open = run(fdw);
    assertThat(open.code()).as(open.err()).isEqualTo(5);
    assertThat(open.err()).contains("--answer \"public.spread.name=");
    fdw[fdw.length - 1] = "public.spread.name=shards.spread";
    Run answered = run(fdw);
    assertThat(answered.code()).as(answered.err()).isZero();
    assertThat(answered.out()).contains("\"to\": 50000").contains("\"shards.spread\"");

    fdw[1] = "citus";
    Run citus = run(fdw);
    assertThat(citus.code()).as(citus.err()).isNotZero();
    assertThat(citus.out()).isEmpty();
  }
}
