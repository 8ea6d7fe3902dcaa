package io.shardlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlExcerptTest {

  private static final Pattern SHORTENED =
      Pattern.compile(
          "(.*)\\R\\[… ([0-9,]+) characters left out; --full shows them …]\\R(.*)", Pattern.DOTALL);

  @Test
  void showsAShortStatementWhole() {
    String sql = "x".repeat(SqlExcerpt.WHOLE);
    assertThat(SqlExcerpt.of(sql)).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "7,", "7, ", "7,\n", "😀", "a😀"})
  void showsTheBeginningAndTheEndAndSaysHowMuchIsLeftOut(String repeated) {
    String sql = "SELECT " + repeated.repeat(3_000) + ")";
    Matcher parts = SHORTENED.matcher(SqlExcerpt.of(sql));

    assertThat(parts.matches()).isTrue();
    int leftOut = Integer.parseInt(parts.group(2).replace(",", ""));
    assertThat(sql).startsWith(parts.group(1)).endsWith(parts.group(3));
    assertThat(leftOut)
        .isBetween(
            sql.length() - parts.group(1).length() - parts.group(3).length() - 2,
            sql.length() - parts.group(1).length() - parts.group(3).length());
    assertThat(parts.group(1).codePoints()).noneMatch(SqlExcerptTest::isHalf);
    assertThat(parts.group(3).codePoints()).noneMatch(SqlExcerptTest::isHalf);
  }

  @Test
  void cutsBetweenValues() {
    String sql = "SELECT id FROM users WHERE id IN (" + "12345,".repeat(1_000) + "12345)";
    Matcher parts = SHORTENED.matcher(SqlExcerpt.of(sql));

    assertThat(parts.matches()).isTrue();
    assertThat(parts.group(1)).endsWith(",12345,");
    assertThat(parts.group(3)).startsWith("12345,");
  }

  private static boolean isHalf(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
