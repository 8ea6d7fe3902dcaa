package io.shardlens.ui.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonLayoutTest {

  @Test
  void laysMembersOutOnLinesAndKeepsShortContainersOnOne() {
    assertThat(
            JsonLayout.text(
                "{\"locale\": \"vi-VN\", \"marketing\": false, \"loyalty\": {\"tier\": \"gold\","
                    + " \"points\": 18220}, \"none\": {}, \"list\": []}"))
        .isEqualTo(
            """
            {
              "locale": "vi-VN",
              "marketing": false,
              "loyalty": {"tier": "gold", "points": 18220},
              "none": {},
              "list": []
            }\
            """);
  }

  @Test
  void copiesNumbersEscapesAndRepeatedMembersAsTheyStand() {
    String json =
        "{\"n\": 90071992547409930000.1200, \"e\": 1E400, \"s\": \"a\\u0000\\\"{b}\", \"n\": -0.0}";
    assertThat(JsonLayout.text(json).replaceAll("\\s", "")).isEqualTo(json.replaceAll("\\s", ""));
  }

  @Test
  void leavesBlanksInsideOfStringsAlone() {
    assertThat(JsonLayout.text("[\"a  b , c: d\"]")).contains("\"a  b , c: d\"");
  }

  @Test
  void leavesAScalarAndATextThatIsNoJsonUnchanged() {
    assertThat(JsonLayout.text("\"plain\"")).isEqualTo("\"plain\"");
    assertThat(JsonLayout.text("12.50")).isEqualTo("12.50");
    assertThat(JsonLayout.text("{\"a\": [1}")).isEqualTo("{\"a\": [1}");
    assertThat(JsonLayout.text("")).isEmpty();
  }

  @Test
  void survivesADepthThatNoRecursionWould() {
    String deep = "[".repeat(20_000) + "]".repeat(20_000);
    assertThat(JsonLayout.sameDocument(deep, JsonLayout.text(deep))).isTrue();
  }

  @Test
  void comparesDocumentsByTheirTokensOnly() {
    assertThat(JsonLayout.sameDocument("{\"a\":1}", "{ \"a\" : 1 }")).isTrue();
    assertThat(JsonLayout.sameDocument("{\"a\":1}", "{\"a\":1.0}")).isFalse();
    assertThat(JsonLayout.sameDocument("[\"a b\"]", "[\"ab\"]")).isFalse();
  }
}
