package io.shardlens.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowBatch;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an order refuses, and values at the borders of what is read the fast way; that orders are
/// the server's is for [ValueOrderIT].
final class ValueOrderTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+1", "1x", " 1", "1 ", "9223372036854775808", "1.0", "NaN"})
  void refusesWhatIsNoInteger(String text) {
    assertThatThrownBy(() -> ValueOrder.INTEGER.compare("1", text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "yesterday",
        "2020",
        "2020-01",
        "2020-01-xx",
        "2020-02-30",
        "2020-01-01 10",
        "2020-01-01 10:00:00+01",
        "2020-01-01 10:00:00-03",
        "2020-01-01 10:00:00+00:30",
        "2020-01-01 10:00:00.1234567",
        "2020-01-01 10:00:00."
      })
  void refusesWhatIsNoMomentInUtc(String text) {
    assertThatThrownBy(() -> ValueOrder.DATE_TIME.compare("2020-01-01", text))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void ordersNumbersOfAnyLength() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      String left = number(random);
      String right =
          random.nextInt(8) == 0 ? left + (left.contains(".") ? "0" : "") : number(random);
      assertThat(Integer.signum(ValueOrder.NUMERIC.compare(left, right)))
          .as("seed %d: %s and %s", seed, left, right)
          .isEqualTo(new BigDecimal(left).compareTo(new BigDecimal(right)));
      assertThat(Integer.signum(ValueOrder.INTEGER.compare(whole(left), whole(right))))
          .as("seed %d: %s and %s", seed, whole(left), whole(right))
          .isEqualTo(Long.compare(Long.parseLong(whole(left)), Long.parseLong(whole(right))));
    }
  }

  /// Around eighteen digits there is another way to read a number.
  private static String number(Random random) {
    StringBuilder digits = new StringBuilder();
    for (int i = 1 + random.nextInt(random.nextBoolean() ? 3 : 21); i > 0; i--) {
      digits.append(random.nextInt(10));
    }
    if (random.nextBoolean()) {
      digits.append('.').append(random.nextInt(100));
    }
    return (random.nextBoolean() ? "-" : "") + digits;
  }

  /// The same digits as far as they fit 64 bits.
  private static String whole(String number) {
    String whole = number.replaceFirst("\\..*", "");
    return whole
        .substring(0, Math.min(whole.length(), 19))
        .replaceFirst("^(-?)9(\\d{17,})$", "$18$2");
  }

  @Test
  void ordersPackedRowsAsOthers() {
    RowOrder order =
        new RowOrder(
            List.of(
                new RowOrder.Key(1, ValueOrder.DATE_TIME, true, true),
                new RowOrder.Key(0, ValueOrder.BYTES, false, false)));
    List<String[]> rows =
        List.of(
            new String[] {"z", "2020-01-02 10:00:00.5+00"},
            new String[] {"a", null},
            new String[] {"\ud83d\ude00", "2020-01-01 10:00:00+00"},
            new String[] {"\uffee", "2020-01-01 10:00:00+00"},
            new String[] {null, "0001-01-01 00:00:00+00 BC"},
            new String[] {"", "-infinity"});
    for (String[] left : rows) {
      for (String[] right : rows) {
        assertThat(order.compare(packed(left), packed(right)))
            .isEqualTo(order.compare(new Row(0, left), new Row(0, right)))
            .matches(sign ->
                Integer.signum(sign)
                    == -Integer.signum(order.compare(new Row(0, right), new Row(0, left))));
      }
    }
    assertThat(rows.stream().map(row -> packed(row)).sorted(order).map(row -> row.cell(0)).toList())
        .containsExactly("a", "z", "\uffee", "\ud83d\ude00", null, "");
  }

  private static Row packed(@Nullable String[] cells) {
    RowBatch.Builder batch = new RowBatch.Builder(0, cells.length);
    batch.cell(new byte[] {'x'});
    batch.cell(null);
    batch.endRow();
    for (String cell : cells) {
      batch.cell(cell == null ? null : cell.getBytes(StandardCharsets.UTF_8));
    }
    batch.endRow();
    return batch.build().row(1);
  }
}
