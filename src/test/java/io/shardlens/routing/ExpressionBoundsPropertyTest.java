package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomExpressions;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.expression.ExpressionBounds;
import io.shardlens.topology.expression.KeyBounds;
import io.shardlens.topology.expression.ParsedExpression;
import io.shardlens.topology.expression.PossibleResults;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Leaving out a result that a key of the interval has would prune a shard that holds it. Random
/// expressions over short intervals, in which every key is evaluated. `-Dshardlens.seed=` repeats a
/// run.
final class ExpressionBoundsPropertyTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int EXPRESSIONS = RandomSeed.cases(2_000, 200_000);

  @Test
  void neverLeavesOutTheResultOfKeyInTheInterval() {
    Random random = new Random(SEED);
    RandomExpressions expressions = new RandomExpressions(random, true);
    int narrowed = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      ParsedExpression expression = TestExpressions.parsed(expressions.next());
      long lowest = expressions.integerKey();
      long highest = Math.max(lowest, lowest + random.nextInt(30));
      PossibleResults possible =
          ExpressionBounds.results(
              expression, List.of(new KeyBounds(lowest, highest), KeyBounds.ALL));
      narrowed += isNarrow(possible) ? 1 : 0;
      for (long offset = 0; offset <= highest - lowest; offset++) {
        List<KeyValue> key =
            List.of(new KeyValue.Int(lowest + offset), new KeyValue.Text(expressions.textKey()));
        assertThat(allows(possible, evaluated(expression, key)))
            .as("seed %d: %s of %s in [%d, %d]", SEED, expression, key, lowest, highest)
            .isTrue();
      }
    }
    assertThat(narrowed)
        .as("expressions of which something is known")
        .isGreaterThan(EXPRESSIONS / 4);
  }

  private static boolean isNarrow(PossibleResults possible) {
    return switch (possible) {
      case PossibleResults.All _ -> false;
      case PossibleResults.Names _ -> true;
      case PossibleResults.Positions(Set<KeyBounds> intervals) ->
          !intervals.contains(KeyBounds.ALL);
    };
  }

  private static boolean allows(PossibleResults possible, @Nullable ExpressionValue result) {
    return switch (possible) {
      case PossibleResults.All _ -> true;
      case PossibleResults.Names(Set<String> names) ->
          result == null
              || (result instanceof ExpressionValue.Text(String text) && names.contains(text));
      case PossibleResults.Positions(Set<KeyBounds> intervals) ->
          result == null
              || (result instanceof ExpressionValue.Int(long value)
                  && intervals.stream()
                      .anyMatch(each -> each.lowest() <= value && value <= each.highest()));
    };
  }

  /// `null` where there is no result.
  private static @Nullable ExpressionValue evaluated(
      ParsedExpression expression, List<KeyValue> key) {
    try {
      return new ExpressionRun(expression, key, null).result();
    } catch (ExpressionFailure _) {
      return null;
    }
  }
}
