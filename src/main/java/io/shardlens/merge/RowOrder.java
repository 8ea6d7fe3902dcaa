package io.shardlens.merge;

import io.shardlens.rows.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Orders rows by keys, each with its place for NULL, as `ORDER BY` does.
public final class RowOrder implements Comparator<Row> {

  private final Key[] keys;

  public RowOrder(List<Key> keys) {
    this.keys = keys.toArray(new Key[0]);
  }

  /// @param column the index of the column, from 0
  /// @param values orders the values that are not NULL, ascending
  public record Key(int column, ValueOrder values, boolean descending, boolean nullsFirst) {

    private int compare(@Nullable SortValue one, @Nullable SortValue other) {
      if (one == null || other == null) {
        int nullSide = nullsFirst ? -1 : 1;
        return one == null ? (other == null ? 0 : nullSide) : -nullSide;
      }
      return descending ? other.compareTo(one) : one.compareTo(other);
    }
  }

  @Override
  public int compare(Row left, Row right) {
    return compare(values(left), values(right));
  }

  /// Sorts rows in place; rows that compare equal stay in their order.
  void sort(List<Row> rows) {
    List<Valued> sorted = new ArrayList<>(rows.size());
    rows.forEach(row -> sorted.add(new Valued(row, values(row))));
    sorted.sort((left, right) -> compare(left.values, right.values));
    for (int i = 0; i < sorted.size(); i++) {
      rows.set(i, sorted.get(i).row);
    }
  }

  private static final class Valued {
    private final Row row;
    private final @Nullable SortValue[] values;

    Valued(Row row, @Nullable SortValue[] values) {
      this.row = row;
      this.values = values;
    }
  }

  /// What a row is ordered by, which is read once and compared often: a value for each key, `null`
  /// for NULL.
  @Nullable SortValue[] values(Row row) {
    @Nullable SortValue[] values = new @Nullable SortValue[keys.length];
    for (int i = 0; i < keys.length; i++) {
      values[i] = row.read(keys[i].column(), keys[i].values()::read);
    }
    return values;
  }

  /// Orders two rows by their [#values].
  int compare(@Nullable SortValue[] left, @Nullable SortValue[] right) {
    for (int i = 0; i < keys.length; i++) {
      int result = keys[i].compare(left[i], right[i]);
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }
}
