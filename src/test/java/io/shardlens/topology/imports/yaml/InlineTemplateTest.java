package io.shardlens.topology.imports.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InlineTemplateTest {

  private static List<String> names(String text) throws InlineException {
    return InlineTemplate.parse(text).names(new InlineEvaluator(_ -> java.util.Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ds_${0..1}.t_order_${0..1}|ds_0.t_order_0 ds_0.t_order_1 ds_1.t_order_0 ds_1.t_order_1",
        "ds_$->{0..1}|ds_0 ds_1",
        "ds_${['a','b']}|ds_a ds_b",
        "ds_${[\"a\", 7]}|ds_a ds_7",
        "ds_${2..0}|ds_2 ds_1 ds_0",
        "plain|plain",
        "${1 + 2 * 3}|7",
        "${(1 + 2) * 3}|9",
        "${10 - 4 - 3}|3",
        "${-7 % 4}|-3",
        "${-(7 % 4)}|-3",
        "${7 % -4}|3",
        "${8 / 4}|2",
        "${7.intdiv(2)}|3",
        "${Math.abs(-5)}|5",
        "${'hello'.hashCode()}|99162322",
        "${4294967296.hashCode()}|1",
        "${5.toString().padLeft(3, '0')}|005",
        "${1-1..2 * 2}|0 1 2 3 4",
        "${[1, 2]}x${[3]}|1x3 2x3",
      })
  void readsAsGroovyDoes(String template, String expected) throws InlineException {
    assertThat(names(template)).isEqualTo(List.of(expected.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${",
        "${}",
        "$x",
        "$",
        "${1 +}",
        "${(1}",
        "${1)}",
        "${[1}",
        "${[[1]]}",
        "${a}",
        "${1..}",
        "${'a' + 'b'}",
        "${'a'..'c'}",
        "${1 / 0}",
        "${1 % 0}",
        "${7 / 2}",
        "${8 / 2 % 2}",
        "${2147483647 + 1}",
        "${9223372036854775807}",
        "${999999999999999999 * 999999999999999999}",
        "${010}",
        "${1L}",
        "${1.5}",
        "${0x10}",
        "${0..5000}",
        "${'a'.execute()}",
        "${Math.random()}",
        "${System.exit(0)}",
        "${new Date()}",
        "${Runtime.runtime.exec('id')}",
        "${'a'.getClass()}",
        "${a.b}",
        "${1; 2}",
        "${x = 1}",
        "${\"${1}\"}",
        "${1 > 2}",
        "${1 ? 2 : 3}",
        "${'\\u0041'}",
        "${1.padLeft(2,'0')}",
        "${'a'.padLeft(100,'0')}",
        "${'a'.padLeft(2,'ab')}",
        "${\u0661}",
        "${1 ** 2}",
        "${\t1}",
      })
  void refusesEverythingElse(String template) {
    assertThatThrownBy(() -> names(template)).isInstanceOf(InlineException.class);
  }

  @Test
  void limitsHold() throws InlineException {
    assertThat(names("${" + "1+".repeat(31) + "1}")).isNotEmpty();
  }

  static Stream<String> tooLarge() {
    return Stream.of(
        "${" + "1+".repeat(32) + "1}",
        "${" + "(".repeat(120) + "1" + ")".repeat(120) + "}",
        "${" + "-".repeat(200) + "1}",
        "${" + " ".repeat(257) + "1}",
        "${0..4095}${0..4095}",
        "x".repeat(10_001));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("tooLarge")
  void largerOnesAreRefused(String template) {
    assertThatThrownBy(() -> names(template)).isInstanceOf(InlineException.class);
  }

  @Test
  void listsAreSplitOutsideOfExpressionsOnly() throws InlineException {
    assertThat(InlineTemplate.parseList(" ds_${[0,1]}.t , ds_2.t,,ds_3.t "))
        .hasSize(3)
        .last()
        .isEqualTo(InlineTemplate.parse("ds_3.t"));
  }
}
