package io.shardlens.topology.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.ProcessorTime;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.imports.toml.PgCatImporter;
import io.shardlens.topology.imports.toml.PgDogImporter;
import io.shardlens.topology.imports.yaml.ShardingSphereImporter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A configuration that somebody bent out of shape becomes a topology, questions or problems, soon,
/// and nothing else ever happens.
class ImporterMutationTest {

  private static final Duration LIMIT = Duration.ofMillis(100);

  /// Before that the code is not compiled yet.
  private static final int WARMING_UP = 100;

  /// Answers to all that the samples ask, so that what lies behind the questions is reached.
  private static final Map<String, String> ANSWERS =
      Map.of("views", "yes", "code.type", "text", "id.type", "bigint", "database", "prod");

  private static final List<String> PIECES =
      List.of(
          "",
          " ",
          "\n",
          "\n  ",
          "\t",
          ":",
          ": ",
          "- ",
          "? ",
          "[",
          "]",
          "{",
          "}",
          "[[",
          "]]",
          "${",
          "$->{",
          "..",
          "%",
          "/ 0",
          "'",
          "\"",
          "\"\"\"",
          "\\",
          "#",
          "&a ",
          "*a",
          "<<: ",
          "!!x ",
          "!SHARDING",
          "|\n",
          ">\n",
          "~",
          "null",
          "true",
          "-1",
          "0",
          "1e9",
          "99999999999999999999",
          "-9223372036854775808",
          "4294967296",
          "\0",
          "\u202e",
          "\ud800",
          "😀",
          "=",
          ".",
          ",",
          "ds_",
          "t_order",
          "localhost",
          "@",
          "jdbc:postgresql://",
          "${0..4095}",
          "(".repeat(60),
          "[".repeat(60),
          "{a: ".repeat(60),
          "x".repeat(3_000));

  record Sample(String name, Importer importer, List<ImportSource> sources) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Sample> samples() {
    return List.of(
        sample(new ShardingSphereImporter(), "shardingsphere-proxy.yaml"),
        sample(new ShardingSphereImporter(), "shardingsphere-4.yaml"),
        sample(new PgDogImporter(), "pgdog.toml", "users.toml"),
        sample(new PgCatImporter(), "pgcat.toml"));
  }

  private static Sample sample(Importer importer, String... files) {
    return new Sample(
        files[0], importer, List.of(files).stream().map(ImportedRoutes::sample).toList());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void mutatedFilesEndInAPreviewSoon(Sample sample) {
    long seed = RandomSeed.ofThisRun();
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    int rounds = RandomSeed.cases(400, 20_000) + WARMING_UP;
    for (int round = 0; round < rounds; round++) {
      List<ImportSource> sources =
          sample.sources.stream()
              .map(source -> new ImportSource(source.name(), mutated(source.text(), random)))
              .toList();
      String label = "seed " + seed + ", round " + round + " of " + sample;
      ImportPreview preview = read(sample.importer, sources, label);
      if (round >= WARMING_UP) {
        assertThat(ProcessorTime.shortest(LIMIT, () -> sample.importer.read(sources, ANSWERS)))
            .as(label)
            .isLessThan(LIMIT);
      }
      refused += preview.problems().isEmpty() ? 0 : 1;
      assertThat(preview.topology().isPresent())
          .as(label)
          .isEqualTo(preview.problems().isEmpty() && preview.questions().isEmpty());
      assertThat(preview.problems())
          .as(label)
          .allSatisfy(problem -> assertThat(problem.message()).hasSizeLessThan(1_500));
    }
    assertThat(refused).isBetween(1, rounds - 1);
  }

  private static ImportPreview read(Importer importer, List<ImportSource> sources, String label) {
    try {
      return importer.read(sources, ANSWERS);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(label + ":\n" + sources, e);
    }
  }

  private static String mutated(String original, SplittableRandom random) {
    String text = original;
    for (int changes = random.nextInt(5); changes > 0; changes--) {
      int start = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), start + random.nextInt(1 + random.nextInt(30)));
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      text =
          switch (random.nextInt(5)) {
            case 0 -> text.substring(0, start) + text.substring(end);
            case 1 -> text.substring(0, end) + text.substring(start);
            case 2 -> text.substring(0, start) + piece + text.substring(end);
            case 3 -> text.substring(0, start) + piece + text.substring(start);
            default -> withLineMoved(text, start, random);
          };
    }
    return text;
  }

  private static String withLineMoved(String text, int at, SplittableRandom random) {
    int start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
    int end = text.indexOf('\n', start);
    if (end < 0) {
      return text;
    }
    String line = text.substring(start, end + 1);
    String rest = text.substring(0, start) + text.substring(end + 1);
    int target = rest.indexOf('\n', random.nextInt(rest.length() + 1)) + 1;
    return rest.substring(0, target) + line + rest.substring(target);
  }
}
