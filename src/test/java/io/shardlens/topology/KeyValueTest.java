package io.shardlens.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyValueTest {

  @ParameterizedTest
  @CsvSource({
    "smallint, 32768",
    "smallint, -32769",
    "integer, 2147483648",
    "bigint, 9223372036854775808",
    "bigint, 1.0",
    "bigint, 1e3",
    "bigint, ''",
    "bigint, 0x10",
    "uuid, 1234",
  })
  void refusesTextThatIsNoValueOfTheType(String type, String text) {
    assertThatThrownBy(() -> KeyValue.parse(KeyType.ofWord(type).orElseThrow(), text))
        .isInstanceOf(KeyFormatException.class)
        .hasMessageContaining(type);
  }

  @Test
  void takesTrailingBlanksOffCharOnlyAtItsVeryEnd() throws KeyFormatException {
    assertThat(KeyValue.parse(KeyType.CHAR, "FR  ").text()).isEqualTo("FR");
    assertThat(KeyValue.parse(KeyType.CHAR, "FR  \n").text()).isEqualTo("FR  \n");
    assertThat(KeyValue.parse(KeyType.CHAR, "   ").text()).isEmpty();
    assertThat(KeyValue.parse(KeyType.TEXT, "FR  ").text()).isEqualTo("FR  ");
  }

  @Test
  void refusesTextThatPostgresCannotHold() throws KeyFormatException {
    assertThatThrownBy(() -> KeyValue.parse(KeyType.TEXT, "a\0b"))
        .isInstanceOf(KeyFormatException.class);
    assertThatThrownBy(() -> KeyValue.parse(KeyType.TEXT, "a\ud83d"))
        .isInstanceOf(KeyFormatException.class);
    assertThat(KeyValue.parse(KeyType.TEXT, "\ud83d\ude00").text()).isEqualTo("😀");
  }

  @Test
  void ordersTextByBytes() {
    assertThat(new KeyValue.Text("\uffee")).isLessThan(new KeyValue.Text("😀"));
    assertThat(new KeyValue.Text("B")).isLessThan(new KeyValue.Text("a"));
  }
}
