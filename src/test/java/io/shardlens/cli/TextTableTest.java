package io.shardlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {

  @Test
  void alignsWideCharactersEmojiAndCombiningMarksByTheColumnsThatTheyTake() {
    TextTable table = new TextTable(List.of("name", "rows"), List.of(false, true));
    table.add(List.of("新規", "1"));
    table.add(List.of("a✨", "22"));
    table.add(List.of("e\u0301te\u0301", "333"));

    StringWriter out = new StringWriter();
    table.print(new PrintWriter(out, true));

    assertThat(out.toString().lines())
        .containsExactly(
            "name | rows", "-----+-----", "新規 |    1", "a✨  |   22", "e\u0301te\u0301  |  333");
  }
}
