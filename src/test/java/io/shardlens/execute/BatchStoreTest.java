package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardlens.rows.Row;
import io.shardlens.rows.RowBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchStoreTest {

  @TempDir Path folder;

  private static RowBatch batch(int source, int from, int rows) {
    RowBatch.Builder builder = new RowBatch.Builder(source, 2);
    for (int i = from; i < from + rows; i++) {
      builder.cell(Integer.toString(i).getBytes(StandardCharsets.UTF_8));
      builder.cell(i % 3 == 0 ? null : "é".getBytes(StandardCharsets.UTF_8));
      builder.endRow();
    }
    return builder.build();
  }

  private static Row row(int source, int number) {
    return Row.of(source, Integer.toString(number), number % 3 == 0 ? null : "é");
  }

  @Test
  void keepsInMemoryWhatFitsAndGivesTheMemoryBack() throws ShardFailure {
    HeldMemory memory = new HeldMemory(1 << 20);
    BatchStore store = new BatchStore(memory, folder);
    RowBatch rows = batch(0, 0, 100);
    HeldBatch held = store.hold(rows);
    assertThat(held.load()).isSameAs(rows);
    assertThat(memory.used()).isEqualTo(rows.retainedBytes()).isEqualTo(store.heldBytes());
    assertThat(store.isSpilled()).isFalse();
    held.release();
    held.release();
    assertThat(memory.used()).isZero();
  }

  @Test
  void readsMergedRowsInAnyOrderFromMemoryAndFromDisk() throws ShardFailure {
    HeldMemory memory = new HeldMemory(batch(0, 0, 50).retainedBytes() * 2);
    BatchStore store = new BatchStore(memory, folder);
    List<List<HeldBatch>> lanes = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < 40; i++) {
      lanes.get(0).add(store.hold(batch(0, i * 50, 50)));
      lanes.get(1).add(store.hold(batch(1, i * 50, 50)));
    }
    assertThat(store.isSpilled()).isTrue();
    MergedOrder order = new MergedOrder(2);
    order.skip(0);
    List<Row> expected = new ArrayList<>();
    for (int i = 0; i < 1_999; i++) {
      order.add(0);
      expected.add(row(0, i + 1));
      order.add(1);
      expected.add(row(1, i));
    }
    List<Row> half = order.rows(lanes, 2).subList(0, 10);
    order.add(1);
    expected.add(row(1, 1_999));
    List<Row> rows = order.rows(lanes, 2);
    assertThat(rows).isEqualTo(expected);
    assertThat(rows.get(3_000)).isEqualTo(expected.get(3_000));
    assertThat(half).isEqualTo(expected.subList(0, 10));
    assertThat(order.rows(lanes, 1).getFirst().cells()).containsExactly("1");
  }

  @Test
  void writesAFileThatNobodyElseCanReadAndThatNoEndLeavesBehind() throws ShardFailure, IOException {
    BatchStore store = new BatchStore(new HeldMemory(0), folder);
    HeldBatch held = store.hold(batch(0, 0, 10));
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("the name is gone while the file is in use").isEmpty();
    }
    List<Path> open = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)
            && Files.readSymbolicLink(descriptor)
                .toString()
                .startsWith(folder.toRealPath().toString())) {
          open.add(descriptor);
        }
      }
    }
    assertThat(open).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open.getFirst())))
        .isEqualTo("rw-------");
    assertThat(held.load().row(9)).isEqualTo(row(0, 9));
  }

  @Test
  void stopsWithTheReasonWhereNeitherMemoryNorDiskIsLeft() throws IOException {
    Path file = Files.createFile(folder.resolve("no-folder"));
    BatchStore store = new BatchStore(new HeldMemory(0), file);
    assertThatThrownBy(() -> store.hold(batch(0, 0, 1)))
        .isInstanceOf(ShardFailure.class)
        .hasMessageContaining("neither in memory nor in a file")
        .extracting(failure -> ((ShardFailure) failure).kind())
        .isEqualTo(ShardFailure.Kind.BUDGET);
  }
}
