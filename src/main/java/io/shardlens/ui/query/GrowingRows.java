package io.shardlens.ui.query;

import io.shardlens.rows.Row;
import java.util.List;
import javafx.collections.ObservableListBase;

/// A view of rows that become rows only when they are looked at, and of which more may come behind
/// those that are there: whoever scrolls or selects is not disturbed. Used on the screen's thread.
final class GrowingRows extends ObservableListBase<Row> {

  private List<Row> rows;

  GrowingRows(List<Row> rows) {
    this.rows = rows;
  }

  /// @param longer begins with the rows that are there
  void growTo(List<Row> longer) {
    int before = rows.size();
    if (longer.size() == before) {
      rows = longer;
      return;
    }
    beginChange();
    rows = longer;
    nextAdd(before, longer.size());
    endChange();
  }

  @Override
  public Row get(int index) {
    return rows.get(index);
  }

  @Override
  public int size() {
    return rows.size();
  }
}
