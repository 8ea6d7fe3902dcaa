package io.shardlens.merge;

import io.shardlens.rows.Row;
import java.util.Comparator;
import java.util.List;

/// Orders rows by keys, each with its place for NULL, as `ORDER BY` does.
public final class RowOrder implements Comparator<Row> {

  private final List<Key> keys;

  public RowOrder(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /// @param column the index of the column, from 0
  /// @param values orders the texts of two values that are not NULL, ascending
  public record Key(
      int column, Comparator<String> values, boolean descending, boolean nullsFirst) {}

  @Override
  public int compare(Row left, Row right) {
    for (Key key : keys) {
      String one = left.cell(key.column());
      String other = right.cell(key.column());
      int result;
      if (one == null || other == null) {
        int nullSide = key.nullsFirst() ? -1 : 1;
        result = one == null ? (other == null ? 0 : nullSide) : -nullSide;
      } else {
        int ascending = key.values().compare(one, other);
        result = key.descending() ? -Integer.signum(ascending) : ascending;
      }
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }
}
