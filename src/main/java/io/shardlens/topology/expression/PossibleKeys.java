package io.shardlens.topology.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The keys for which a part of an expression is evaluated, at most: for each key column on its own
/// the integers that it may have.
///
/// @param columns of a column that is no integer, all
record PossibleKeys(List<IntegerSet> columns) {

  PossibleKeys {
    columns = List.copyOf(columns);
  }

  /// These keys, but of one column only some integers; `null` when none are left.
  @Nullable PossibleKeys only(int column, IntegerSet integers) {
    IntegerSet left = columns.get(column).intersection(integers);
    if (left.isEmpty()) {
      return null;
    }
    List<IntegerSet> narrowed = new ArrayList<>(columns);
    narrowed.set(column, left);
    return new PossibleKeys(narrowed);
  }

  /// Keys that are possible on either side; `null` is no key.
  static @Nullable PossibleKeys union(@Nullable PossibleKeys left, @Nullable PossibleKeys right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return new PossibleKeys(
        IntStream.range(0, left.columns.size())
            .mapToObj(i -> left.columns.get(i).union(right.columns.get(i)))
            .toList());
  }

  /// The keys for which a condition can hold, and those for which it can fail; `null` is none.
  record Split(@Nullable PossibleKeys holds, @Nullable PossibleKeys fails) {

    /// The split by the opposite condition.
    Split opposite() {
      return new Split(/* holds= */ fails, /* fails= */ holds);
    }
  }
}
