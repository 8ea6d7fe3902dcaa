package io.shardlens.topology.imports.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.Importer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever a stranger makes of the sources ends in a preview, soon, and never tells the password
/// that stands in them.
final class PythonImportMutationTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int MUTATIONS = RandomSeed.cases(300, 20_000);

  /// For one preview on a computer that does nothing else; a pause of the whole virtual machine is
  /// no fault of the importer, so that a slow one gets a second chance.
  private static final long MOST_MILLIS = 100;

  /// Pieces of Python that are put where something else stood.
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ":",
          ",",
          ".",
          "=",
          "==",
          "<",
          "%",
          "//",
          "**",
          "*",
          "-",
          "not ",
          "lambda x: ",
          "if ",
          " else ",
          "for x in ",
          "return ",
          "yield ",
          "def f(x):\n",
          "class A(A):\n",
          "\n",
          "\n    ",
          "\t",
          "\\\n",
          "'",
          "\"",
          "'''",
          "\"\"\"",
          "f'{",
          "f\"\"\"{x!r:>{y}}\"\"\"",
          "b'x'",
          "r'\\'",
          "#",
          "None",
          "True",
          "0",
          "-1",
          "9223372036854775807",
          "9223372036854775808",
          "0x",
          "1e999",
          "1_0",
          "user_id",
          "hints",
          "engines",
          "DATABASES",
          "self",
          "model._meta.model_name",
          "os.environ['X']",
          "os.getenv('X', 'y')",
          "% 4096",
          "% 0",
          "// 0",
          "[::-1]",
          "**kwargs",
          "*args",
          "await ",
          "async ",
          "global DATABASES\n",
          "while True:\n    pass\n",
          "import *",
          "\u0000",
          "\ud800",
          "\u202e",
          "\ue000",
          "@",
          "://",
          "postgresql://u:c4n4ry@h/d",
          "?sslmode=",
          "%ff",
          ";",
          "range(10**18)",
          "int.from_bytes(hashlib.md5(str(user_id).encode()).digest(), 'big')",
          "hash(user_id)",
          "bisect.bisect([1], user_id)");

  @Test
  void djangoEndsInAPreview() {
    mutate(
        new DjangoImporter(),
        Sources.files("django/settings.py", "django/routers.py", "django/models.py"));
  }

  @Test
  void sqlAlchemyEndsInAPreview() {
    mutate(new SqlAlchemyImporter(), Sources.files("flask/app.py"));
    mutate(new SqlAlchemyImporter(), Sources.files("fastapi/app.py"));
    mutate(new SqlAlchemyImporter(), Sources.app(SelectorSources.PRELUDE + allSelectors()));
  }

  private static String allSelectors() {
    StringBuilder all = new StringBuilder();
    for (SelectorSources.Selector selector : SelectorSources.BY_NUMBER.subList(0, 12)) {
      all.append(selector.source());
    }
    return all.toString();
  }

  private static void mutate(Importer importer, List<ImportSource> sources) {
    Random random = new Random(SEED);
    for (int i = 0; i < 20; i++) {
      importer.read(sources, Map.of());
    }
    for (int i = 0; i < MUTATIONS; i++) {
      List<ImportSource> mutated = new ArrayList<>(sources);
      for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
        int at = random.nextInt(mutated.size());
        ImportSource source = mutated.get(at);
        mutated.set(at, new ImportSource(source.name(), mutated(source.text(), random)));
      }
      check(importer, mutated, i);
    }
  }

  private static void check(Importer importer, List<ImportSource> sources, int round) {
    ImportPreview preview;
    long millis;
    try {
      long start = System.nanoTime();
      preview = importer.read(sources, Map.of());
      millis = (System.nanoTime() - start) / 1_000_000;
      if (millis > MOST_MILLIS) {
        start = System.nanoTime();
        importer.read(sources, Map.of());
        millis = Math.min(millis, (System.nanoTime() - start) / 1_000_000);
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("seed %d, round %d:%n%s".formatted(SEED, round, text(sources)), e);
    }
    assertThat(millis).as("seed %d, round %d", SEED, round).isLessThanOrEqualTo(MOST_MILLIS);
    String words = Sources.words(preview);
    assertThat(words).as("seed %d, round %d", SEED, round).doesNotContain(Sources.CANARY);
    assertThat(
            preview.topology().isPresent()
                || !preview.questions().isEmpty()
                || !preview.problems().isEmpty())
        .as("seed %d, round %d", SEED, round)
        .isTrue();
  }

  private static String text(List<ImportSource> sources) {
    return String.join("\n--------\n", sources.stream().map(ImportSource::text).toList());
  }

  private static String mutated(String text, Random random) {
    int start = text.isEmpty() ? 0 : random.nextInt(text.length());
    int end = Math.min(text.length(), start + random.nextInt(1 + random.nextInt(60)));
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, start) + text.substring(end);
      case 1 -> text.substring(0, end) + text.substring(start);
      case 2 -> text.substring(0, start) + one(random) + text.substring(end);
      case 3 -> text.substring(0, start) + one(random) + text.substring(start);
      default -> moved(text, random);
    };
  }

  /// A line somewhere else.
  private static String moved(String text, Random random) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    String line = lines.remove(random.nextInt(lines.size()));
    lines.add(random.nextInt(lines.size() + 1), line);
    return String.join("\n", lines);
  }

  private static String one(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }
}
