package io.shardlens.merge;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The rows of several sorted cursors in one order; streaming, holds one row of each. A k-way merge
/// with a heap (Knuth, The Art of Computer Programming 3, 5.4.1). Rows that compare equal come in
/// the order of their cursors, so that a result is reproducible.
public final class MergeSort implements RowCursor {

  private final List<Column> columns;
  private final List<RowCursor> inputs;
  private final Comparator<Row> order;
  private final PriorityQueue<Head> heads;
  private boolean started;

  /// @param inputs cursors with the same columns, each sorted by `order`
  /// @throws IllegalStateException from `next` when an input turns out not to be sorted
  public MergeSort(List<Column> columns, List<RowCursor> inputs, Comparator<Row> order) {
    this.columns = List.copyOf(columns);
    this.inputs = List.copyOf(inputs);
    this.order = order;
    this.heads =
        new PriorityQueue<>(
            Math.max(1, inputs.size()),
            Comparator.comparing(Head::row, order).thenComparingInt(Head::input));
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable Row next() {
    if (!started) {
      started = true;
      for (int i = 0; i < inputs.size(); i++) {
        advance(i, null);
      }
    }
    Head least = heads.poll();
    if (least == null) {
      return null;
    }
    advance(least.input(), least.row());
    return least.row();
  }

  private void advance(int input, @Nullable Row before) {
    Row row = inputs.get(input).next();
    if (row == null) {
      return;
    }
    if (before != null && order.compare(before, row) > 0) {
      throw new IllegalStateException(
          "The rows of input " + input + " are not in the merge's order");
    }
    heads.add(new Head(row, input));
  }

  @Override
  public void close() {
    inputs.forEach(RowCursor::close);
  }

  private record Head(Row row, int input) {}
}
