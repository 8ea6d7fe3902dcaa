package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

final class JsonTextTest {

  @Test
  void writesOneValueLine() {
    StringBuilder out = new StringBuilder();
    JsonText json = new JsonText(out);
    for (int i = 1; i <= 2; i++) {
      json.startObject().name("sql").text("SELECT \"a\"\n").name("rows").startArray();
      json.startArray().text(null).text("").number(i).truth(true).nothing().endArray();
      json.endArray().endObject().endLine();
    }

    assertThat(out)
        .hasToString(
            """
            {"sql":"SELECT \\"a\\"\\n","rows":[[null,"",1,true,null]]}
            {"sql":"SELECT \\"a\\"\\n","rows":[[null,"",2,true,null]]}
            """);
  }

  @Test
  void escapesWhatCouldSteerTheTerminal() {
    assertThat(JsonText.quoted("a\u001b[31m\u009b\u007f\u202e\u2028é日😀"))
        .isEqualTo("\"a\\u001B[31m\\u009b\\u007F\\u202e\\u2028é日😀\"");
  }

  @Test
  void handsOnWhatTheReceiverThrows() {
    Appendable full =
        new Appendable() {
          @Override
          public Appendable append(CharSequence text) throws IOException {
            throw new IOException("full");
          }

          @Override
          public Appendable append(CharSequence text, int start, int end) throws IOException {
            throw new IOException("full");
          }

          @Override
          public Appendable append(char character) throws IOException {
            throw new IOException("full");
          }
        };

    assertThatThrownBy(() -> new JsonText(full).text("x").flush())
        .isInstanceOf(UncheckedIOException.class);
  }
}
