package io.shardlens.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoDataTest {

  private static final DemoScale FEW = new DemoScale(4_000, 12_000, 1_000, 3_000);

  private final Names names = new Names();
  private final DemoData data = DemoData.ofRanges(FEW, names);

  @Test
  void makesTheSameBytesWheneverItRuns() throws Exception {
    String text = users(data) + orders(data);
    assertThat(users(DemoData.ofRanges(FEW, new Names())) + orders(data)).isEqualTo(text);
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(digest, 0, 8))
        .as("Rows changed: count DemoData.VERSION up, so that cached data is made again")
        .isEqualTo("d427a3fb33432617");
  }

  @Test
  void makesTheWholeFromThePartsOfTheShards() throws Exception {
    StringBuilder even = new StringBuilder();
    StringBuilder odd = new StringBuilder();
    data.writeOrders(id -> id % 2 == 0, false, even);
    data.writeOrders(id -> id % 2 != 0, false, odd);
    Set<String> parts = (even.toString() + odd).lines().collect(Collectors.toSet());
    assertThat(parts).isEqualTo(orders(data).lines().collect(Collectors.toSet())).hasSize(12_000);
  }

  @Test
  void hasTwoHundredThousandUsersInUnequalRanges() {
    DemoData full = DemoData.ofRanges(DemoScale.FULL, names);
    assertThat(full.rows()).isEqualTo(800_000);
    assertThat(full.userIds().filter(id -> id < 50_000)).hasSize(24_000);
    assertThat(full.userIds().filter(id -> id >= 50_000 && id < 100_000)).hasSize(49_500);
    assertThat(full.userIds().filter(id -> id >= 100_000 && id < 150_000)).hasSize(46_000);
    assertThat(full.userIds().filter(id -> id >= 150_000)).hasSize(80_500);
    assertThat(full.userIds()).doesNotHaveDuplicates().isSorted();
    assertThat(full.userIds())
        .contains(1L, 49_999L, 50_000L, 50_001L, (1L << 53) + 1, Long.MAX_VALUE);
    assertThat(full.userIds()).allMatch(id -> id > 0);
  }

  @Test
  void writesNullsEmptyStringsAndManyScripts() throws Exception {
    List<String[]> rows = users(data).lines().map(line -> line.split("\t", -1)).toList();
    assertThat(rows).allMatch(row -> row.length == 11);
    assertThat(rows).anyMatch(row -> row[2].isEmpty()).anyMatch(row -> row[2].equals("\\N"));
    for (int nullable : List.of(2, 5, 8, 9, 10)) {
      assertThat(rows).anyMatch(row -> row[nullable].equals("\\N"));
    }
    assertThat(rows)
        .anyMatch(row -> row[5].endsWith(".00"))
        .anyMatch(row -> row[5].startsWith("-"));
    Set<Character.UnicodeScript> scripts =
        rows.stream()
            .flatMap(row -> row[2].codePoints().mapToObj(Character.UnicodeScript::of))
            .collect(Collectors.toSet());
    assertThat(scripts)
        .contains(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.HEBREW,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL);
  }

  @Test
  void escapesWhatTheCopyFormatReserves() throws Exception {
    StringBuilder sink = new StringBuilder();
    new CopyRow(sink)
        .number(1)
        .text("a\tb\nc\\d\r")
        .text(null)
        .text("")
        .hundredths(-5L)
        .hundredths(null)
        .end();
    assertThat(sink).hasToString("1\ta\\tb\\nc\\\\d\\r\t\\N\t\t-0.05\t\\N\n");
  }

  @Test
  void knowsEveryCountryAndItsRegion() {
    assertThat(names.countries())
        .hasSize(249)
        .allMatch(country -> country.code().matches("[A-Z]{2}"))
        .doesNotHaveDuplicates();
  }

  private static String users(DemoData data) throws IOException {
    StringBuilder sink = new StringBuilder();
    data.writeUsers(id -> true, sink);
    return sink.toString();
  }

  private static String orders(DemoData data) throws IOException {
    StringBuilder sink = new StringBuilder();
    data.writeOrders(id -> true, false, sink);
    return sink.toString();
  }
}
