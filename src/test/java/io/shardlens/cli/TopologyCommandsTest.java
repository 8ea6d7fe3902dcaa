package io.shardlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.json.TopologyWriter;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The commands that work on files alone.
class TopologyCommandsTest {
  @TempDir private Path folder;

  private String older = "";
  private String newer = "";

  @BeforeEach
  void write() throws IOException {
    Path file = folder.resolve("old.json");
    new TopologyWriter().write(SampleTopologies.usersByRange(), file);
    older = file.toString();
    newer =
        Files.writeString(
                folder.resolve("new.json"), Files.readString(file).replace(": 50000", ": 40000"))
            .toString();
  }

  @Test
  void saysWhichKeysMoveBetweenTwoFiles() {
    Run run = run("diff", older, newer);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo("routing by_user: keys [40000, 50000) move from Europe to Asia\n");
    assertThat(run("diff", older, older).out()).isEqualTo("no difference\n");
  }

  @Test
  void writesADiffAsJson() {
    JsonNode change =
        new ObjectMapper()
            .readTree(run("diff", "--format", "json", older, newer).out())
            .get("changes")
            .get(0);
    assertThat(change.get("kind").asString()).isEqualTo("routing-changed");
    JsonNode move = change.get("moves").get(0);
    assertThat(move.get("from").asString()).isEqualTo("shard_1");
    assertThat(move.get("to").asString()).isEqualTo("shard_2");
    assertThat(move.get("keys").get("from").asString()).isEqualTo("40000");
  }

  @Test
  void exportsToTheStandardOutputOrAFile() throws IOException {
    Run shown = run("export", "sql", "--topology", older, "--table", "users");
    assertThat(shown.code()).isZero();
    assertThat(shown.out()).contains("WHEN id < 50000 THEN 'shard_1'");

    Path file = folder.resolve("sharding.py");
    Run saved = run("export", "fastapi", "--topology", older, "--out", file.toString());
    assertThat(saved.code()).isZero();
    assertThat(saved.out()).isEmpty();
    assertThat(Files.readString(file)).contains("async def session_for_orders(user_id: int)");
  }

  @Test
  void refusesAnExportWithTheReasonAndCodeFive() {
    Run run = run("export", "vectors", "--topology", older);
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err()).contains("choose one of users, orders");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void refusesAnExportThatCannotBeMeant() {
    assertThat(run("export", "rails", "--topology", older).err())
        .contains("rails is no kind of export: django, flask, fastapi, sql, vectors");
    assertThat(run("export", "sql", "--topology", older, "--table", "x").err())
        .contains("The topology has no table x");
    assertThat(run("export", "vectors", "--topology", older, "--count", "-1").code()).isEqualTo(1);
    assertThat(run("export", "sql", "--topology", older, "--out", folder.toString()).code())
        .isEqualTo(1);
  }

  @Test
  void refusesABadFileOfTheTwo() {
    Run run = run("diff", older, folder.resolve("none.json").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("none.json: There is no such file");
  }

  @Test
  void printsWarningsToTheErrorOutputAndExitsAsWithoutThem() throws IOException {
    Path warned = folder.resolve("warned.json");
    Files.writeString(
        warned,
        Files.readString(Path.of(older))
            .replaceFirst(
                "\"shards\": \\[",
                "\"shards\": [ { \"id\": \"idle\", \"host\": \"h\", \"port\": 5432,"
                    + " \"database\": \"d\", \"user\": \"u\", \"sslMode\": \"require\" },"));
    String[] route = {"route", "--table", "users", "--topology", older, "50000"};
    Run calm = run(route);
    route[4] = warned.toString();
    Run run = run(route);
    assertThat(run.code()).isEqualTo(calm.code()).isZero();
    assertThat(run.out()).isEqualTo(calm.out());
    assertThat(calm.err()).isEmpty();
    assertThat(run.err())
        .startsWith(warned + ": line ")
        .contains("(/shards/0/id): warning: The shard \"idle\" owns nothing");
    assertThat(run("diff", warned.toString(), older).code()).isZero();
  }

  @Test
  void rewritesAFileInItsCanonicalForm() throws IOException {
    String canonical = Files.readString(Path.of(older));
    Files.writeString(Path.of(older), canonical.replace("\n", " "));
    Run check = run("fmt", "--check", older, newer);
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains("old.json: not canonical").contains("new.json: already");
    assertThat(Files.readString(Path.of(older))).isNotEqualTo(canonical);
    assertThat(run("fmt", older).code()).isZero();
    assertThat(Files.readString(Path.of(older))).isEqualTo(canonical);
    assertThat(run("fmt", "--check", older).code()).isZero();
  }

  @Test
  void leavesAWrongFileAloneAndSaysWhatIsWrong() throws IOException {
    Files.writeString(Path.of(older), "{ \"version\": 1 }");
    Run run = run("fmt", older, newer, folder.resolve("none.json").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("old.json: line 1").contains("none.json: There is no such");
    assertThat(Files.readString(Path.of(older))).isEqualTo("{ \"version\": 1 }");
  }

  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = ShardlensCommand.run(arguments, new PrintWriter(out), new PrintWriter(err));
    return new Run(code, out.toString().replace("\r\n", "\n"), err.toString());
  }
}
