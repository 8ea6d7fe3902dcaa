package io.shardlens.topology.imports.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shape of a selector becomes a routing that gives the same answers.
final class SelectorShapesTest {

  private static List<SelectorSources.Selector> byNumber() {
    return SelectorSources.BY_NUMBER;
  }

  private static List<SelectorSources.Selector> byText() {
    return SelectorSources.BY_TEXT;
  }

  @ParameterizedTest
  @MethodSource("byNumber")
  void routesNumbersAsTheFunctionDoes(SelectorSources.Selector selector) {
    assertAnswers(selector, Selected.of(selector, "bigint"));
  }

  @ParameterizedTest
  @MethodSource("byText")
  void routesTextsAsTheFunctionDoes(SelectorSources.Selector selector) {
    assertAnswers(selector, Selected.of(selector, "text"));
  }

  private static void assertAnswers(SelectorSources.Selector selector, Selected selected) {
    for (String answer : List.of(selector.answers().split(" ", -1))) {
      int equals = answer.indexOf('=');
      assertThat(selected.shard(answer.substring(0, equals)))
          .as("key %s", answer.substring(0, equals))
          .isEqualTo(answer.substring(equals + 1));
    }
  }
}
