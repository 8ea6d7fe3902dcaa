package io.shardlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `import` as a script meets it: what goes where, and the exit code, for each kind of files.
class ImportCommandTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Path APPLICATIONS = RESOURCES.resolve("io/shardlens/topology/imports");

  @TempDir private Path folder;

  @Test
  void importsTheArticlesDjangoProjectAndRoutesByIt() {
    String out = folder.resolve("shop.json").toString();
    Run run =
        run(
            "import",
            "django",
            "--out",
            out,
            APPLICATIONS.resolve("django/settings.py").toString(),
            APPLICATIONS.resolve("django/routers.py").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("left out  settings.py:29:5: \"shard_1\": the password was left out")
        .doesNotContain("c4n4ry");

    Run route = run("route", "--topology", out, "--table", "users", "49999", "50000");
    assertThat(route.code()).isZero();
    assertThat(route.out())
        .contains("49999 of users lands on shard_1")
        .contains("50000 of users lands on shard_2");
  }

  @ParameterizedTest
  @CsvSource({
    "sqlalchemy, io/shardlens/topology/imports/flask/app.py",
    "sqlalchemy, io/shardlens/topology/imports/fastapi/app.py",
    "pgcat, imports/pgcat.toml"
  })
  void writesATopologyToTheStandardOutput(String kind, String file) {
    Run run = run("import", kind, RESOURCES.resolve(file).toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(new TopologyReader().read(run.out())).isInstanceOf(ReadResult.Read.class);
    assertThat(run.out() + run.err()).doesNotContain("c4n4ry");
  }

  @Test
  void readsTheTwoFilesOfPgDogTogether() {
    Run run = run("import", "pgdog", sample("pgdog.toml"), sample("users.toml"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(new TopologyReader().read(run.out())).isInstanceOf(ReadResult.Read.class);
  }

  /// @param asked the name of a question that the file leaves open
  @ParameterizedTest
  @CsvSource({
    "django, io/shardlens/topology/imports/django/settings.py, routing",
    "shardingsphere, imports/shardingsphere-4.yaml, id.type",
    "pgdog, imports/pgdog.toml, shard_0.user"
  })
  void asksWhatIsOpenWithCodeFiveAndWritesNothing(String kind, String file, String asked) {
    Path out = folder.resolve("none.json");
    Run run = run("import", kind, "--out", out.toString(), RESOURCES.resolve(file).toString());
    assertThat(run.code()).as(run.err()).isEqualTo(5);
    assertThat(run.err()).contains("question  ").contains("--answer \"" + asked + "=");
    assertThat(run.out()).isEmpty();
    assertThat(out).doesNotExist();
  }

  @Test
  void takesAnAnswer() throws IOException {
    String app =
        Files.writeString(
                folder.resolve("app.py"),
                """
                SHARDS = {
                    "a": create_engine("postgresql://u@h1/a"),
                    "b": create_engine("postgresql://u@h2/b"),
                }

                def pick(country):
                    return {"DE": "a", "JP": "b"}[country]
                """)
            .toString();
    Run open = run("import", "sqlalchemy", app);
    assertThat(open.code()).isEqualTo(5);
    assertThat(open.err()).contains("--answer \"table=…\"");

    Run answered = run("import", "sqlalchemy", "--answer", "table=customers", app);
    assertThat(answered.code()).as(answered.err()).isZero();
    assertThat(answered.out()).contains("\"public.customers\"");
  }

  @Test
  void takesAnAnswerOfShardingSphereOnlyFromItsChoices() {
    String file = sample("shardingsphere-4.yaml");
    assertThat(run("import", "shardingsphere", "--answer", "id.type=integer", file).code())
        .isZero();
    Run wrong = run("import", "shardingsphere", "--answer", "id.type=colour", file);
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("problem   ").contains("The answer to id.type is one of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"django", "sqlalchemy", "shardingsphere", "pgdog", "pgcat"})
  void refusesWhatItCannotReadWithCodeOne(String kind) throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.conf"), "a: [\n(((");
    Path binary = Files.write(folder.resolve("binary.conf"), new byte[] {(byte) 0xff, 0, 1});
    Run syntax = run("import", kind, wrong.toString());
    assertThat(syntax.code()).isEqualTo(1);
    assertThat(syntax.err()).contains("problem   wrong.conf");
    assertThat(syntax.out()).isEmpty();

    Run unreadable =
        run("import", kind, binary.toString(), folder.toString(), folder + "/none.conf");
    assertThat(unreadable.code()).isEqualTo(1);
    assertThat(unreadable.err())
        .contains("binary.conf: This is not UTF-8 text")
        .contains(folder + ": This is a folder")
        .contains("none.conf: There is no such file");
  }

  @Test
  void refusesAWrongUsage() {
    assertThat(run("import", "rails", "x.rb").err())
        .contains("there is no import of rails; there are django, sqlalchemy, shardingsphere,");
    assertThat(run("import", "django").err()).contains("name at least one");
    assertThat(run("import", "citus", "x.py").err()).contains("give --host, and no file");
    assertThat(run("import", "fdw").err()).contains("needs --host, --database and --user");
    for (List<String> words :
        List.of(List.of("rails", "x.rb"), List.of("django"), List.of("fdw"))) {
      assertThat(run(Stream.concat(Stream.of("import"), words.stream()).toArray(String[]::new)))
          .extracting(Run::code)
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"citus", "fdw"})
  void saysThatAServerDoesNotAnswerWithCodeTwo(String kind) {
    Run run =
        run(
            "import",
            kind,
            "--host",
            "127.0.0.1",
            "--port",
            "1",
            "--database",
            "x",
            "--user",
            "x",
            "--ssl-mode",
            "disable");
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("127.0.0.1:1");
  }

  private static String sample(String name) {
    return RESOURCES.resolve("imports").resolve(name).toString();
  }

  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = ShardlensCommand.run(arguments, new PrintWriter(out), new PrintWriter(err));
    return new Run(code, out.toString(), err.toString());
  }
}
