package io.shardlens.bench.suite;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column that an answer is ordered by. NULL is the greatest, as in PostgreSQL.
///
/// @param column its place in the answer, from 0
record SortKey(int column, boolean number, boolean descending) {

  static SortKey number(int column) {
    return new SortKey(column, true, false);
  }

  static SortKey text(int column) {
    return new SortKey(column, false, false);
  }

  SortKey down() {
    return new SortKey(column, number, true);
  }

  /// The order of these keys, texts by their characters' numbers: right for numbers, codes and
  /// times, wrong for what people write.
  static Comparator<List<@Nullable String>> order(List<SortKey> keys) {
    return (left, right) -> {
      for (SortKey key : keys) {
        int compared = key.compare(left.get(key.column), right.get(key.column));
        if (compared != 0) {
          return compared;
        }
      }
      return 0;
    };
  }

  private int compare(@Nullable String left, @Nullable String right) {
    int compared =
        left == null || right == null
            ? Boolean.compare(left == null, right == null)
            : number
                ? new BigDecimal(left).compareTo(new BigDecimal(right))
                : left.compareTo(right);
    return descending ? -compared : compared;
  }
}
