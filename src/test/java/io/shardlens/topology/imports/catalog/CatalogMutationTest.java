package io.shardlens.topology.imports.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.ProcessorTime;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportedRoutes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A catalog that somebody bent out of shape, or a server that only says it is one, becomes a
/// topology, questions or problems, soon, and nothing else ever happens.
class CatalogMutationTest {

  private static final Duration LIMIT = Duration.ofMillis(100);

  /// Before that the code is not compiled yet.
  private static final int WARMING_UP = 200;

  /// Cells that are put where something else stood, or into it.
  private static final List<String> PIECES =
      List.of(
          "",
          " ",
          "\n",
          "\0",
          "\u202e",
          "\ud800",
          "😀",
          "'",
          "''",
          "E'",
          "\\",
          "(",
          ")",
          ", ",
          "-",
          ".",
          "/",
          "@",
          "$",
          "0",
          "1",
          "6",
          "61",
          "-1",
          "1e9",
          "2147483647",
          "2147483648",
          "-2147483648",
          "99999999999999999999",
          "t",
          "f",
          "h",
          "r",
          "l",
          "p",
          "n",
          "a",
          "NULL",
          "DEFAULT",
          "MINVALUE",
          "MAXVALUE",
          "FOR VALUES IN ('DE')",
          "FOR VALUES IN (1, 2, NULL)",
          "FOR VALUES FROM (1) TO (2)",
          "FOR VALUES FROM ('a', 1) TO ('a', MAXVALUE)",
          "FOR VALUES FROM (MAXVALUE) TO (MINVALUE)",
          "FOR VALUES WITH (modulus 3, remainder 1)",
          "FOR VALUES WITH (modulus 1048576, remainder 0)",
          "infinity",
          "-infinity",
          "294277-01-01 00:00:00+00",
          "2024-02-30",
          "0044-03-15 BC",
          "smallint",
          "bigint",
          "text",
          "uuid",
          "character",
          "date",
          "timestamp without time zone",
          "numeric",
          "point",
          "public",
          "pg_placement",
          "origin",
          "worker_1",
          "far",
          "localhost",
          "::1",
          "jdbc:postgresql://h/d?password=x",
          "x".repeat(3_000));

  record Sample(
      String name,
      CatalogImporter importer,
      CatalogSamples.Answers catalog,
      Map<String, String> answers) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Sample> samples() {
    return List.of(
        new Sample("citus", new CitusCatalog(), CatalogSamples.citus(), Map.of()),
        new Sample(
            "fdw", new ForeignPartitions(), CatalogSamples.partitions(), CatalogSamples.ANSWERS));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theSamplesThemselvesAreUnderstood(Sample sample) throws CatalogFailure {
    assertThat(
            ImportedRoutes.topology(sample.importer.read(sample.catalog, sample.answers))
                .routings())
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void mutatedCatalogsEndInAPreviewSoon(Sample sample) {
    long seed = RandomSeed.ofThisRun();
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    int rounds = RandomSeed.cases(1_000, 20_000) + WARMING_UP;
    for (int round = 0; round < rounds; round++) {
      CatalogSamples.Answers catalog = mutated(sample.catalog, random);
      String label = "seed " + seed + ", round " + round + " of " + sample;
      ImportPreview preview = read(sample, catalog, label);
      if (round >= WARMING_UP) {
        assertThat(ProcessorTime.shortest(LIMIT, () -> read(sample, catalog, label)))
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

  private static ImportPreview read(Sample sample, CatalogSource catalog, String label) {
    try {
      return sample.importer.read(catalog, sample.answers);
    } catch (CatalogFailure | RuntimeException | StackOverflowError e) {
      throw new AssertionError(label + ":\n" + catalog, e);
    }
  }

  private static CatalogSamples.Answers mutated(
      CatalogSamples.Answers original, SplittableRandom random) {
    Map<String, List<List<@Nullable String>>> changed = new LinkedHashMap<>();
    // The order of the queries is that of their texts, so that a seed says everything.
    original.rows().keySet().stream()
        .sorted()
        .forEach(query -> {
          List<List<@Nullable String>> rows =
              new ArrayList<>(original.rows().getOrDefault(query, List.of()));
          for (int changes = random.nextInt(6); changes > 0 && !rows.isEmpty(); changes--) {
            change(rows, random);
          }
          changed.put(query, rows);
        });
    return new CatalogSamples.Answers(changed);
  }

  private static void change(List<List<@Nullable String>> rows, SplittableRandom random) {
    int at = random.nextInt(rows.size());
    int other = random.nextInt(rows.size());
    switch (random.nextInt(10)) {
      case 0 -> rows.remove(at);
      case 1 -> rows.add(other, rows.get(at));
      case 2 -> Collections.swap(rows, at, other);
      default -> {
        List<@Nullable String> row = new ArrayList<>(rows.get(at));
        int column = random.nextInt(row.size());
        row.set(column, cell(row.get(column), rows.get(other), column, random));
        rows.set(at, row);
      }
    }
  }

  private static @Nullable String cell(
      @Nullable String text, List<@Nullable String> other, int column, SplittableRandom random) {
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    String old = text == null ? "" : text;
    int start = random.nextInt(old.length() + 1);
    int end = Math.min(old.length(), start + random.nextInt(1 + random.nextInt(8)));
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> piece;
      case 2 -> other.get(column);
      case 3 -> other.get(random.nextInt(other.size()));
      case 4 -> old.substring(0, start) + old.substring(end);
      default -> old.substring(0, start) + piece + old.substring(end);
    };
  }
}
