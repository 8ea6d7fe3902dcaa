package io.shardlens.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SafeTextTest {

  @Test
  void escapesWhatChangesHowTheRestReads() {
    assertThat(SafeText.escape("a\u001b[31mred\u001b]0;title\u0007"))
        .isEqualTo("a\\u001b[31mred\\u001b]0;title\\u0007");
    assertThat(SafeText.escape("\u202egnp.exe\u2066\u200f\ufeff\u00ad"))
        .isEqualTo("\\u202egnp.exe\\u2066\\u200f\\ufeff\\u00ad");
    assertThat(SafeText.escape("a\nb\tc\rd\u0085e\u2028f\0"))
        .isEqualTo("a\\nb\\tc\\rd\\u0085e\\u2028f\\u0000");
  }

  @Test
  void leavesScriptsAndEmojiAsTheyAre() {
    String text = "Zoë 李雷 نص 👩\u200d🚀 \uD83D\uDE00 می\u200cخواهم";
    assertThat(SafeText.escape(text)).isEqualTo(text);
  }

  @Test
  void escapesHalfACharacter() {
    assertThat(SafeText.escape("a\uD83D")).isEqualTo("a\\ud83d");
    assertThat(SafeText.escape("\uDE00a")).isEqualTo("\\ude00a");
  }

  @Test
  void keepsLinesWhereAsked() {
    assertThat(SafeText.escapeLines("a\n\tb\r\u202e")).isEqualTo("a\n\tb\\r\\u202e");
  }

  @Test
  void cutsMessages() {
    assertThat(SafeText.message("x".repeat(100_000)))
        .hasSize(SafeText.MESSAGE_LENGTH + 1)
        .endsWith("…");
    assertThat(SafeText.message("x")).isEqualTo("x");
  }
}
