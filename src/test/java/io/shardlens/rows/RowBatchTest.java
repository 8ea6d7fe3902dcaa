package io.shardlens.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowBatchTest {

  private static final int SOURCE = 3;

  private final long seed = RandomSeed.ofThisRun();
  private final Random random = new Random(seed);

  private static RowBatch pack(int columns, List<@Nullable String[]> rows) {
    RowBatch.Builder builder = new RowBatch.Builder(SOURCE, columns);
    for (@Nullable String[] cells : rows) {
      for (String cell : cells) {
        builder.cell(cell == null ? null : cell.getBytes(StandardCharsets.UTF_8));
      }
      builder.endRow();
    }
    return builder.build();
  }

  private @Nullable String cell() {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> "grüße 😀 \u0000";
      case 3 -> "x".repeat(126 + random.nextInt(4));
      case 4 -> "y".repeat(16_382 + random.nextInt(4));
      default -> Long.toString(random.nextLong());
    };
  }

  private List<@Nullable String[]> rows(int columns, int count) {
    List<@Nullable String[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      @Nullable String[] cells = new @Nullable String[columns];
      for (int column = 0; column < columns; column++) {
        cells[column] = cell();
      }
      rows.add(cells);
    }
    return rows;
  }

  @Test
  void givesBackEveryCellInAnyOrder() {
    for (int round = 0; round < RandomSeed.cases(40, 2_000); round++) {
      int columns = random.nextInt(6);
      List<@Nullable String[]> rows = rows(columns, 1 + random.nextInt(80));
      RowBatch batch = pack(columns, rows);
      assertThat(batch.size()).as("seed %d", seed).isEqualTo(rows.size());
      for (int i = 0; i < rows.size(); i++) {
        Row row = batch.row(i);
        Row plain = new Row(SOURCE, rows.get(i));
        assertThat(row).as("seed %d", seed).isEqualTo(plain).hasSameHashCodeAs(plain);
        for (int column = columns - 1; column >= 0; column--) {
          assertThat(row.cell(column)).isEqualTo(rows.get(i)[column]);
        }
        assertThat(shown(row)).isEqualTo(shown(plain)).isEqualTo(row.cells());
      }
    }
  }

  private static List<@Nullable String> shown(Row row) {
    List<@Nullable String> cells = new ArrayList<>();
    row.read((utf8, offset, length) ->
        cells.add(length < 0 ? null : new String(utf8, offset, length, StandardCharsets.UTF_8)));
    return cells;
  }

  @Test
  void comesBackFromBytesAsItWas() {
    List<@Nullable String[]> rows = rows(4, 50);
    RowBatch batch = pack(4, rows);
    RowBatch read = RowBatch.ofBytes(batch.toBytes());
    assertThat(read.size()).isEqualTo(batch.size());
    assertThat(read.source()).isEqualTo(SOURCE);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(read.row(i)).as("seed %d", seed).isEqualTo(batch.row(i));
    }
  }

  @Test
  void hidesTheCellsBehindAWidth() {
    Row row = pack(3, rows(3, 1)).row(0);
    assertThat(row.first(2).cells()).isEqualTo(row.cells().subList(0, 2));
    assertThat(row.first(3)).isSameAs(row);
    assertThat(Row.of(1, "a", null, "c").first(2)).isEqualTo(Row.of(1, "a", null));
  }

  @Test
  void startsAnotherBatchAfterEachOne() {
    RowBatch.Builder builder = new RowBatch.Builder(SOURCE, 1);
    builder.cell(new byte[] {'a'});
    builder.endRow();
    RowBatch first = builder.build();
    builder.cell(new byte[] {'b'});
    builder.endRow();
    assertThat(builder.rows()).isEqualTo(1);
    assertThat(builder.build().row(0).cell(0)).isEqualTo("b");
    assertThat(first.row(0).cell(0)).isEqualTo("a");
  }

  /// A DataRow message is a letter, a length, a number of cells, and a length before each cell.
  @Test
  void takesNoMoreMemoryThanTheWire() {
    List<@Nullable String[]> rows = new ArrayList<>();
    long wire = 0;
    for (int i = 0; i < 10_000; i++) {
      @Nullable String[] cells = {
        Integer.toString(i), "user" + i + "@example.com", i % 3 == 0 ? null : "DE", i + ".00"
      };
      rows.add(cells);
      wire += 7;
      wire += Arrays.stream(cells).mapToLong(cell -> 4 + (cell == null ? 0 : cell.length())).sum();
    }
    assertThat(pack(4, rows).retainedBytes()).isLessThan(wire);
  }
}
