package io.shardlens.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueTextTest {

  @Test
  void tellsNullFromTheEmptyTextAndFromTheWordNull() {
    assertThat(ValueText.ofCell(null)).isEqualTo(new ValueText("NULL", "null-value"));
    assertThat(ValueText.ofCell("")).isEqualTo(new ValueText("empty text", "empty-value"));
    assertThat(ValueText.ofCell("NULL")).isEqualTo(new ValueText("NULL", "plain-value"));
  }

  @Test
  void showsControlAndBidirectionalCharactersAsEscapes() {
    assertThat(ValueText.escape("a\u001b[31m\u202eb\u2066c\u0000"))
        .isEqualTo("a\\u001b[31m\\u202eb\\u2066c\\u0000");
    assertThat(ValueText.escape("two\r\nlines\tand a tab")).isEqualTo("two\\r\\nlines\\tand a tab");
  }

  @Test
  void keepsLinesAndTabsOfAWholeValue() {
    assertThat(ValueText.ofWhole("{\n\t\"a\": 1\n}").text()).isEqualTo("{\n\t\"a\": 1\n}");
  }

  @Test
  void leavesScriptsAndEmojiAlone() {
    String text = "Nguyễn Thị Linh, 山田, می‌خواهم, 👩‍👩‍👧, שלום";
    assertThat(ValueText.escape(text)).isEqualTo(text);
  }

  @Test
  void showsAnUnpairedSurrogateAsAnEscape() {
    assertThat(ValueText.escape("\ud83dx\udc00")).isEqualTo("\\ud83dx\\udc00");
  }

  @Test
  void shortensLongCells() {
    assertThat(ValueText.ofCell("x".repeat(1000)).text()).hasSize(401).endsWith("…");
  }
}
