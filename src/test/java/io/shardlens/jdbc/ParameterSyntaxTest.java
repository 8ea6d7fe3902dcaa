package io.shardlens.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ParameterSyntaxTest {

  @Test
  void numbersParametersAsTheyAreUsed() {
    ParameterSyntax syntax = ParameterSyntax.of("SELECT $2, $1::text[], $2");
    assertThat(syntax.sql()).isEqualTo("SELECT ?, ?::text[], ?");
    assertThat(syntax.order()).isEqualTo(List.of(1, 0, 1));
  }

  @Test
  void doublesQuestionMarksOfOperatorsOnly() {
    ParameterSyntax syntax =
        ParameterSyntax.of("SELECT a ? 'b?', a ?| $1, '$1', $$ $1 ? $$, \"?\" -- ? $1\n/* ? */");
    assertThat(syntax.sql())
        .isEqualTo("SELECT a ?? 'b?', a ??| ?, '$1', $$ $1 ? $$, \"?\" -- ? $1\n/* ? */");
    assertThat(syntax.order()).isEqualTo(List.of(0));
  }
}
