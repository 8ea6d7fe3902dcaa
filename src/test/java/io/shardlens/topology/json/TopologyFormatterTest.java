package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.json.TopologyFormatter.Formatted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopologyFormatterTest {
  private static final String WRITTEN_BY_HAND =
      """
      {"tables": [],   "$schema":"https://shardlens.io/x.json", "name" : "caf\\u00e9\\/1",
        "description": "ours", "version":1,
      "shards":[{"user":"u","id":"a","description":"d",
        "host":"127.0.0.1","database":"da"}], "routings":
        {"r":{"keyTypes":["bigint"],"ranges":[{"shard":"a","to":"5"},{"from":5,"shard":"a"}],
         "strategy":"range"}}}
      """;

  private static final String CANONICAL =
      """
      {
        "tables": [],
        "$schema": "https://shardlens.io/x.json",
        "name": "café/1",
        "description": "ours",
        "version": 1,
        "shards": [
          { "user": "u", "id": "a", "description": "d", "host": "127.0.0.1", "database": "da" }
        ],
        "routings": {
          "r": { "keyTypes": ["bigint"], "ranges": [ { "shard": "a", "to": "5" }, { "from": 5, "shard": "a" } ], "strategy": "range" }
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void changesTheLayoutAndNothingElse() {
    assertThat(format(WRITTEN_BY_HAND)).isEqualTo(new Formatted.Changed(CANONICAL));
    assertThat(format(CANONICAL)).isEqualTo(new Formatted.AlreadyCanonical());
    assertThat(format("\ufeff" + CANONICAL)).isEqualTo(new Formatted.Changed(CANONICAL));
    assertThat(format(CANONICAL.replace("\n", "\r\n"))).isEqualTo(new Formatted.Changed(CANONICAL));
  }

  @Test
  void leavesAWrongFileAlone() {
    assertThat(format(WRITTEN_BY_HAND.replace("127.0.0.1", "a b")))
        .isInstanceOfSatisfying(
            Formatted.Refused.class,
            refused -> assertThat(refused.problems().getFirst().line()).isEqualTo(4));
    assertThat(format("{ \"version\": 1,, }")).isInstanceOf(Formatted.Refused.class);
    assertThat(format(CANONICAL.replace("\"version\": 1", "\"version\": 1, \"version\": 1")))
        .isInstanceOf(Formatted.Refused.class);
  }

  @Test
  void fillsLinesWithLongLists() {
    String shards = "\"a\", ".repeat(99) + "\"a\"";
    String hash =
        CANONICAL.replaceAll(
            "\"r\": .*",
            "\"r\": { \"strategy\": \"hash\", \"function\": \"postgresql\", \"keyTypes\":"
                + " [\"bigint\"], \"modulus\": 100, \"shards\": ["
                + shards
                + "] }");
    assertThat(format(hash))
        .isInstanceOfSatisfying(
            Formatted.Changed.class,
            changed -> {
              assertThat(changed.text().lines().count()).isLessThan(30);
              assertThat(changed.text().lines()).allMatch(line -> line.length() <= 160);
              assertThat(format(changed.text())).isInstanceOf(Formatted.AlreadyCanonical.class);
            });
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSamplesAreCanonicalAndReadable(Path sample) throws IOException {
    String text = Files.readString(sample);
    assertThat(format(text)).isInstanceOf(Formatted.AlreadyCanonical.class);
    assertThat(text.lines()).allMatch(line -> line.length() <= 180);
  }

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("sample-topologies"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /// Whatever blanks a file has: the same topology, and the same text when it is done once more.
  @Test
  void saysTheSameForAnyLayoutAndIsIdempotent() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    for (int i = 0; i < RandomSeed.cases(200, 20_000); i++) {
      String text = withOtherBlanks(WRITTEN_BY_HAND, random);
      assertThat(format(text))
          .as("seed %d: %s", seed, text)
          .isEqualTo(new Formatted.Changed(CANONICAL));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void replacesTheTargetOfALinkAndKeepsWhoMayReadIt() throws IOException {
    Path target = Files.writeString(folder.resolve("real.json"), "old");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), target);
    new TopologyFormatter().replace(link, CANONICAL);
    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent(CANONICAL);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r-----");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  /// Blanks between tokens, none of which lies inside a text.
  private static String withOtherBlanks(String json, Random random) {
    StringBuilder out = new StringBuilder();
    boolean inText = false;
    for (int i = 0; i < json.length(); i++) {
      char character = json.charAt(i);
      if (character == '"' && (i == 0 || json.charAt(i - 1) != '\\')) {
        inText = !inText;
      }
      if (inText || !Character.isWhitespace(character)) {
        out.append(character);
      }
      if (!inText && "{}[]:,".indexOf(character) >= 0) {
        out.repeat(" \n\t\r".charAt(random.nextInt(4)), random.nextInt(3));
      }
    }
    return out.toString();
  }

  private static Formatted format(String text) {
    return new TopologyFormatter().format(text.getBytes(StandardCharsets.UTF_8));
  }
}
