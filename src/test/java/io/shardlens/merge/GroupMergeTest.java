package io.shardlens.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.merge.GroupMerge.Output;
import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The corners of putting groups together; that the values are PostgreSQL's is for the tests
/// against one.
final class GroupMergeTest {

  private static final List<Column> PARTS =
      List.of(new Column("key", PgType.TEXT), new Column("n", PgType.BIGINT));

  private static List<List<@Nullable String>> merged(
      List<Integer> keys, List<Output> outputs, RowCursor... inputs) {
    List<Column> columns = outputs.stream().map(output -> PARTS.getFirst()).toList();
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (GroupMerge merge = new GroupMerge(columns, List.of(inputs), keys, outputs, null)) {
      for (Row row = merge.next(); row != null; row = merge.next()) {
        assertThat(row.source()).isEqualTo(Row.MERGED);
        rows.add(new ArrayList<>(row.cells()));
      }
      assertThat(merge.next()).isNull();
    }
    return rows;
  }

  private static RowCursor rows(Row... rows) {
    return RowCursor.of(PARTS, List.of(rows));
  }

  @Test
  void nullIsOneGroupAndNoText() {
    assertThat(
            merged(
                List.of(0),
                List.of(new Output.Key(0), new Output.Sum(1, "0")),
                rows(Row.of(0, null, "1"), Row.of(0, "null", "10"), Row.of(0, "", "100")),
                rows(Row.of(1, null, "2"), Row.of(1, "", "200"))))
        .containsExactlyInAnyOrder(row(null, "3"), row("null", "10"), row("", "300"));
  }

  @Test
  void withoutKeysThereIsOneRowEvenOfNothing() {
    List<Output> outputs =
        List.of(
            new Output.Sum(1, "0"),
            new Output.Sum(1, null),
            new Output.NumericTotal(1),
            new Output.Average(1, 1),
            new Output.Least(1, ValueOrder.INTEGER),
            new Output.CountOfDistinct(0));
    assertThat(merged(List.of(), outputs)).containsExactly(row("0", null, null, null, null, "0"));
    assertThat(merged(List.of(), outputs, rows(Row.of(0, null, null)), rows()))
        .containsExactly(row("0", null, null, null, null, "0"));
  }

  @Test
  void withKeysThereIsNoRowOfNothing() {
    assertThat(merged(List.of(0), List.of(new Output.Key(0)), rows(), rows())).isEmpty();
  }

  @Test
  void distinctValuesOfSeveralInputsCountOnce() {
    assertThat(
            merged(
                List.of(),
                List.of(new Output.CountOfDistinct(0), new Output.Sum(1, "0")),
                rows(Row.of(0, "a", "1"), Row.of(0, "b", "1"), Row.of(0, null, "1")),
                rows(Row.of(1, "b", "1"), Row.of(1, "c", "1"))))
        .containsExactly(row("3", "5"));
  }

  @Test
  void aSumBeyondBigintIsAnError() {
    assertThatThrownBy(() ->
            merged(
                List.of(),
                List.of(new Output.Sum(1, "0")),
                rows(Row.of(0, "", "9223372036854775807")),
                rows(Row.of(1, "", "1"))))
        .isInstanceOf(ArithmeticException.class);
  }

  private static List<@Nullable String> row(@Nullable String... cells) {
    return new ArrayList<>(java.util.Arrays.asList(cells));
  }
}
