package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.TopologyProblem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A file that a stranger bent out of shape is read or refused, and nothing else ever happens.
/// `-Dshardlens.seed=` repeats a run, `-Dshardlens.mutations=` makes it longer.
final class TopologyMutationTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int MUTATIONS =
      Integer.getInteger("shardlens.mutations", RandomSeed.cases(1_500, 100_000));

  private static final Duration LONGEST = Duration.ofMillis(100);

  @Test
  void readsOrRefusesWhateverTheFileHolds() {
    for (int i = 0; i < MUTATIONS; i++) {
      Random random = new Random(SEED + i);
      String text = TopologyMutation.of(random);
      check(i, text.getBytes(StandardCharsets.UTF_8));
      check(i, TopologyMutation.withRandomBytes(text, random));
    }
  }

  private static void check(int round, byte[] content) {
    ReadResult result;
    try {
      result = read(round, content);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(
          "seed %d, round %d:%n%s"
              .formatted(SEED, round, new String(content, StandardCharsets.UTF_8)),
          e);
    }
    switch (result) {
      case ReadResult.Read(var topology, var warnings) -> {
        assertThat(warnings).noneMatch(TopologyProblem::isError);
        assertThat(new TopologyReader().read(new TopologyWriter().text(topology)))
            .as("seed %d, round %d", SEED, round)
            .isInstanceOfSatisfying(
                ReadResult.Read.class, again -> assertThat(again.topology()).isEqualTo(topology));
      }
      case ReadResult.Refused(List<TopologyProblem> problems) -> {
        assertThat(problems)
            .as("seed %d, round %d", SEED, round)
            .anyMatch(TopologyProblem::isError);
        assertThat(problems)
            .as("seed %d, round %d", SEED, round)
            .allSatisfy(problem -> {
              assertThat(problem.toString().codePoints()).noneMatch(Shown::isUnfitForDisplay);
              assertThat(problem.message().length()).isLessThan(1_000);
            });
      }
    }
  }

  /// Reads again what took long: it may have been the computer, which has other work.
  private static ReadResult read(int round, byte[] content) {
    long nanos = Long.MAX_VALUE;
    ReadResult result = new ReadResult.Refused(List.of());
    for (int attempt = 0; attempt < 5 && nanos > LONGEST.toNanos(); attempt++) {
      long start = System.nanoTime();
      result = new TopologyReader().read(content);
      nanos = System.nanoTime() - start;
    }
    assertThat(Duration.ofNanos(nanos))
        .as("seed %d, round %d", SEED, round)
        .isLessThanOrEqualTo(LONGEST);
    return result;
  }
}
