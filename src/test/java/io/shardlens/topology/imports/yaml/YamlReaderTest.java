package io.shardlens.topology.imports.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  private static YamlReader.Outcome read(String text) {
    return YamlReader.read(new ImportSource("config.yaml", text));
  }

  private static YamlNode.Members members(String text) {
    return assertThat(read(text))
        .isInstanceOfSatisfying(
            YamlReader.Outcome.Read.class,
            read -> assertThat(read.root()).isInstanceOf(YamlNode.Members.class))
        .extracting(outcome -> ((YamlReader.Outcome.Read) outcome).root())
        .extracting(YamlNode.Members.class::cast)
        .actual();
  }

  private static String refusal(String text) {
    return read(text) instanceof YamlReader.Outcome.Refused refused
        ? refused.problem().toString()
        : "it was read";
  }

  @Test
  void everyValueAndNameKnowsItsLineAndColumn() {
    YamlNode.Members root = members("a: 1\nrules:\n- !SHARDING\n  tables: {t: x}\n");
    YamlNode.Elements rules = (YamlNode.Elements) Objects.requireNonNull(root.get("rules"));
    YamlNode.Members sharding = (YamlNode.Members) rules.elements().getFirst();
    YamlNode.Members tables = (YamlNode.Members) Objects.requireNonNull(sharding.get("tables"));
    assertThat(sharding.tag()).isEqualTo("!SHARDING");
    assertThat(tables.place()).isEqualTo(new ImportPlace("config.yaml", 4, 11));
    assertThat(tables.members().get("t"))
        .isEqualTo(
            new YamlNode.Member(
                new ImportPlace("config.yaml", 4, 12),
                new YamlNode.Scalar(new ImportPlace("config.yaml", 4, 15), "", "x", true)));
  }

  @Test
  void typesOfProgramsAreNothingAndNeverMade() {
    YamlNode.Members root =
        members("ds_0: !!org.apache.commons.dbcp.BasicDataSource\n  url: u\nn: !!int \"5\"\n");
    assertThat(root.get("ds_0")).isInstanceOf(YamlNode.Members.class);
    assertThat(Objects.requireNonNull(root.get("ds_0")).tag()).isEmpty();
    assertThat(members("!!javax.script.ScriptEngineManager {a: b}").tag()).isEmpty();
  }

  @Test
  void aliasesAreOneNodeAndMergesGiveWay() {
    YamlNode.Members root =
        members(
            "base: &b {a: 1, c: 2}\none:\n  a: 0\n  <<: *b\ntwo:\n  <<: [*b]\n  a: 3\nthree: *b\n");
    assertThat(texts(root, "one")).isEqualTo(Map.of("a", "0", "c", "2"));
    assertThat(texts(root, "two")).isEqualTo(Map.of("a", "3", "c", "2"));
    assertThat(root.get("three")).isSameAs(root.get("base"));
  }

  private static Map<String, String> texts(YamlNode.Members root, String name) {
    YamlNode.Members members = (YamlNode.Members) Objects.requireNonNull(root.get(name));
    Map<String, String> texts = new java.util.HashMap<>();
    members
        .members()
        .forEach((key, member) -> texts.put(key, ((YamlNode.Scalar) member.value()).text()));
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n", "\ufeff"})
  void emptyFileIsAnEmptyMapping(String text) {
    assertThat(read(text)).isInstanceOf(YamlReader.Outcome.Read.class);
  }

  @Test
  void refusesWhatIsTooMuchAndSaysWhere() {
    assertThat(refusal("x: " + "[".repeat(5_000) + "]".repeat(5_000)))
        .isEqualTo("config.yaml:1:53: Values are nested deeper than 50 levels here");
    assertThat(refusal("- ".repeat(300_000))).contains("nested deeper");
    assertThat(refusal("? ".repeat(300_000))).contains("nested deeper");
    assertThat(refusal("{a: ".repeat(100_000))).contains("nested deeper");
    assertThat(refusal("a: &a x\nb: [" + "*a, ".repeat(51) + "]"))
        .isEqualTo("config.yaml:2:205: The file has more than 50 aliases");
    assertThat(refusal("a: [" + "x,".repeat(100_001) + "]")).contains("more than 100000 values");
    assertThat(refusal("#".repeat(ImportSource.MAXIMUM_CHARACTERS + 1)))
        .contains("larger than 1 MiB");
  }

  @Test
  void refusesWhatCouldMeanTwoThings() {
    assertThat(refusal("a: 1\nb: 2\na: 3\n"))
        .isEqualTo(
            "config.yaml:3:1: This name is given twice in one mapping; the first is on line 1");
    assertThat(refusal("a: &x\n  b: *x\n")).contains("No value before this alias");
    assertThat(refusal("a: *nobody\n")).contains("No value before this alias");
    assertThat(refusal("a: 1\n---\na: 2\n")).contains("more than one document");
    assertThat(refusal("[1]: 2\n")).contains("A mapping's name is a text, not a list");
    assertThat(refusal("a:\n  <<: 1\n")).contains("takes in a mapping");
  }

  /// Nine lines of nine aliases each would be 387 million values if they were written out.
  @Test
  void laughsLittleAtABillionLaughs() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(5) + "]\n");
    }
    assertThat(read(bomb.toString())).isInstanceOf(YamlReader.Outcome.Read.class);
    StringBuilder merges = new StringBuilder("a0: &a0 {" + many() + "}\n");
    for (int i = 1; i < 45; i++) {
      merges.append("a" + i + ": &a" + i + "\n  <<: *a" + (i - 1) + "\n  n" + i + ": 1\n");
    }
    assertThat(refusal(merges.toString())).contains("more than 100000 values");
  }

  private static String many() {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      members.add("m" + i + ": " + i);
    }
    return String.join(", ", members);
  }

  static List<String> passwordsThatBreakTheGrammar() {
    return List.of(
        "password: @c4n4ry\n",
        "password: %c4n4ry\n",
        "password: \"\\c4n4ry\"\n",
        "password: \"c4n4ry\n",
        "password: !c4n4ry!x y\n",
        "password: *c4n4ry\n",
        "password: c4n4ry: c4n4ry\n",
        "c4n4ry: 1\nc4n4ry: 2\n",
        "password: {c4n4ry\n",
        "password: c4n4ry\n  c4n4ry: x\n",
        "password: c4n4ry\0\n",
        "%c4n4ry c4n4ry\n");
  }

  @ParameterizedTest
  @MethodSource("passwordsThatBreakTheGrammar")
  void refusalsNeverRepeatTheFile(String text) {
    assertThat(refusal(text)).startsWith("config.yaml").doesNotContain("c4n4ry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "- ", "? ", "{a: ", "!!x ", "&a ", "# ", "a: |\n  x\n", "\"", "a:\n", "\n\n"})
  void aLargeFileOfOneThingIsLeftOrReadInTime(String text) {
    String source = text.repeat(ImportSource.MAXIMUM_CHARACTERS / text.length());
    long start = System.nanoTime();
    read(source);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
