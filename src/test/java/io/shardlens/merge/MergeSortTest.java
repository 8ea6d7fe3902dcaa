package io.shardlens.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MergeSortTest {

  private static final List<Column> COLUMNS =
      List.of(new Column("n", PgType.BIGINT), new Column("hidden", PgType.TEXT));

  private static RowOrder order(boolean descending, boolean nullsFirst) {
    return new RowOrder(List.of(new RowOrder.Key(0, ValueOrder.INTEGER, descending, nullsFirst)));
  }

  private static List<Row> all(RowCursor cursor) {
    List<Row> rows = new ArrayList<>();
    for (Row row = cursor.next(); row != null; row = cursor.next()) {
      rows.add(row);
    }
    assertThat(cursor.next()).isNull();
    return rows;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void mergesAsOneSortOfAllRowsWould(long seed) {
    Random random = new Random(seed);
    RowOrder order = order(random.nextBoolean(), random.nextBoolean());
    List<Row> everything = new ArrayList<>();
    List<RowCursor> inputs = new ArrayList<>();
    for (int input = 0; input < random.nextInt(6); input++) {
      List<Row> rows = new ArrayList<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        rows.add(
            Row.of(
                input,
                random.nextInt(6) == 0 ? null : Integer.toString(random.nextInt(20) - 9),
                "x"));
      }
      rows.sort(order);
      everything.addAll(rows);
      inputs.add(RowCursor.of(COLUMNS, rows));
    }
    everything.sort(order);
    assertThat(all(new MergeSort(COLUMNS, inputs, order)))
        .as("seed %d", seed)
        .isEqualTo(everything);
  }

  @Test
  void placesNullAsAsked() {
    List<Row> rows = List.of(Row.of(0, "1", ""), Row.of(0, null, ""), Row.of(0, "2", ""));
    for (boolean descending : new boolean[] {true, false}) {
      List<Row> first = new ArrayList<>(rows);
      first.sort(order(descending, true));
      assertThat(first.getFirst().cell(0)).isNull();
      List<Row> last = new ArrayList<>(rows);
      last.sort(order(descending, false));
      assertThat(last.getLast().cell(0)).isNull();
    }
  }

  @Test
  void noticesAnInputThatIsNotSorted() {
    MergeSort merge =
        new MergeSort(
            COLUMNS,
            List.of(RowCursor.of(COLUMNS, List.of(Row.of(0, "2", ""), Row.of(0, "1", "")))),
            order(false, false));
    assertThatThrownBy(() -> all(merge)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void concatenatesInOrder() {
    List<Row> one = List.of(Row.of(0, "5", ""));
    List<Row> other = List.of(Row.of(1, "1", ""), Row.of(1, "2", ""));
    assertThat(
            all(
                new Concatenation(
                    COLUMNS,
                    List.of(
                        RowCursor.of(COLUMNS, one),
                        RowCursor.of(COLUMNS, List.of()),
                        RowCursor.of(COLUMNS, other)))))
        .extracting(row -> row.cell(0))
        .containsExactly("5", "1", "2");
  }

  @Test
  void aWindowSkipsCutsAndDropsHiddenColumns() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(Row.of(3, Integer.toString(i), "h"));
    }
    Window window = new Window(RowCursor.of(COLUMNS, rows), 4, OptionalLong.of(3), 1);
    assertThat(window.columns()).containsExactly(COLUMNS.getFirst());
    assertThat(all(window)).containsExactly(Row.of(3, "4"), Row.of(3, "5"), Row.of(3, "6"));
    assertThat(all(new Window(RowCursor.of(COLUMNS, rows), 20, OptionalLong.empty(), 0))).isEmpty();
    assertThat(all(new Window(RowCursor.of(COLUMNS, rows), 0, OptionalLong.of(0), 0))).isEmpty();
    assertThat(all(new Window(RowCursor.of(COLUMNS, rows), 8, OptionalLong.empty(), 0)))
        .isEqualTo(rows.subList(8, 10));
  }
}
