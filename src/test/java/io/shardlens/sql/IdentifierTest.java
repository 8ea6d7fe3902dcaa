package io.shardlens.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class IdentifierTest {

  @Test
  void doublesQuotes() {
    assertThat(Identifier.quote("a\"; DROP TABLE x; --")).isEqualTo("\"a\"\"; DROP TABLE x; --\"");
  }

  @Test
  void refusesWhatNoCatalogHolds() {
    for (String name : new String[] {"", "a\0b", "é".repeat(32)}) {
      assertThatThrownBy(() -> Identifier.quote(name)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Identifier.quote("é".repeat(31))).hasSize(33);
  }

  @Test
  void quotesForPeopleOnlyWhereItMust() {
    assertThat(Identifier.display("user_id")).isEqualTo("user_id");
    assertThat(Identifier.display("user")).isEqualTo("\"user\"");
    assertThat(Identifier.display("User")).isEqualTo("\"User\"");
    assertThat(Identifier.display("größe")).isEqualTo("\"größe\"");
    assertThat(Identifier.display("1a")).isEqualTo("\"1a\"");
  }

  @Test
  void foldsAsPostgresDoes() {
    assertThat(Identifier.fold("USERS")).isEqualTo("users");
    assertThat(Identifier.fold("GRÖSSE")).isEqualTo("grÖsse");
    assertThat(Identifier.fold("\"A \"\"b\"")).isEqualTo("A \"b");
  }

  @Test
  void writesLiteralsThatReadTheSameWithAnySetting() {
    assertThat(Identifier.literal("it's")).isEqualTo("'it''s'");
    assertThat(Identifier.literal("\\'")).isEqualTo("E'\\\\'''");
  }
}
