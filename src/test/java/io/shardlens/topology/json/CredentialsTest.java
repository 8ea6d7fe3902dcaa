package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What looks like a password is found, however it stands in the text.
final class CredentialsTest {

  /// The rule in words; too slow for hostile texts.
  private static final Pattern RULE = Pattern.compile("[^\\s:@/]+:[^\\s@/]+@");

  @ParameterizedTest
  @ValueSource(strings = {"u:p@h", "x y:z@", "a::b@", "::a:b@", "jdbc:x", "http://h", "a@b:c@d"})
  void findsCredentials(String text) {
    assertThat(Shown.isUrlOrCredentials(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "a@b", ":b@", "a:@", "a :b@", "a/:b@", "a:b c@", "::b@"})
  void findsNoneWhereThereAreNone(String text) {
    assertThat(Shown.isUrlOrCredentials(text)).isFalse();
  }

  @Test
  void agreesWithTheRuleOnRandomTexts() {
    Random random = new Random(RandomSeed.ofThisRun());
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append("ab:@/ \n".charAt(random.nextInt(7)));
      }
      assertThat(Shown.isUrlOrCredentials(text.toString()))
          .as("seed %d: %s", RandomSeed.ofThisRun(), text)
          .isEqualTo(text.toString().contains("://") || RULE.matcher(text).find());
    }
  }
}
