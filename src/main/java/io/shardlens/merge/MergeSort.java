package io.shardlens.merge;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of several sorted cursors in one order; streaming, holds one row of each. A k-way merge
/// with a heap (Knuth, The Art of Computer Programming 3, 5.4.1). Rows that compare equal come in
/// the order of their cursors, so that a result is reproducible.
///
/// What a row is ordered by is read once. A row that leaves is replaced in its place at the top of
/// the heap, so that where one input's rows follow one another they cost two comparisons each.
public final class MergeSort implements RowCursor {

  private final List<Column> columns;
  private final List<RowCursor> inputs;
  private final RowOrder order;

  /// A heap: each is less than the two that follow at twice its place.
  private final List<Head> heads;

  private boolean started;

  /// @param inputs cursors with the same columns, each sorted by `order`
  /// @throws IllegalStateException from `next` when an input turns out not to be sorted
  public MergeSort(List<Column> columns, List<RowCursor> inputs, RowOrder order) {
    this.columns = List.copyOf(columns);
    this.inputs = List.copyOf(inputs);
    this.order = order;
    this.heads = new ArrayList<>(inputs.size());
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable Row next() {
    if (!started) {
      started = true;
      start();
    }
    if (heads.isEmpty()) {
      return null;
    }
    Head least = heads.getFirst();
    Row row = least.row;
    if (!advance(least)) {
      Head last = heads.removeLast();
      if (heads.isEmpty()) {
        return row;
      }
      heads.set(0, last);
    }
    sink(0);
    return row;
  }

  private void start() {
    for (int i = 0; i < inputs.size(); i++) {
      Row row = inputs.get(i).next();
      if (row != null) {
        heads.add(new Head(i, row, order.values(row)));
      }
    }
    for (int i = heads.size() / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  /// @return whether the input has another row
  private boolean advance(Head head) {
    Row row = inputs.get(head.input).next();
    if (row == null) {
      return false;
    }
    @Nullable SortValue[] values = order.values(row);
    if (order.compare(head.values, values) > 0) {
      throw new IllegalStateException(
          "The rows of input " + head.input + " are not in the merge's order");
    }
    head.row = row;
    head.values = values;
    return true;
  }

  private void sink(int from) {
    Head head = heads.get(from);
    int place = from;
    while (true) {
      int child = 2 * place + 1;
      if (child >= heads.size()) {
        break;
      }
      if (child + 1 < heads.size() && isLess(heads.get(child + 1), heads.get(child))) {
        child++;
      }
      if (!isLess(heads.get(child), head)) {
        break;
      }
      heads.set(place, heads.get(child));
      place = child;
    }
    heads.set(place, head);
  }

  private boolean isLess(Head one, Head other) {
    int byOrder = order.compare(one.values, other.values);
    return byOrder != 0 ? byOrder < 0 : one.input < other.input;
  }

  @Override
  public void close() {
    inputs.forEach(RowCursor::close);
  }

  /// The next row of one input.
  private static final class Head {
    private final int input;
    private Row row;
    private @Nullable SortValue[] values;

    Head(int input, Row row, @Nullable SortValue[] values) {
      this.input = input;
      this.row = row;
      this.values = values;
    }
  }
}
