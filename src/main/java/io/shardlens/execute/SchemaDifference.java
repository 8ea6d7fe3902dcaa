package io.shardlens.execute;

import io.shardlens.plan.TableFacts;
import io.shardlens.plan.TableFacts.ColumnFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says in what a table differs between two shards.
final class SchemaDifference {

  private SchemaDifference() {}

  /// One sentence for each difference; empty where rows of both may be merged.
  static List<String> between(String one, TableFacts left, String other, TableFacts right) {
    List<String> differences = new ArrayList<>();
    for (ColumnFacts column : left.columns()) {
      Optional<ColumnFacts> counterpart = right.column(column.name());
      if (counterpart.isEmpty()) {
        differences.add(other + " lacks the column " + column.name() + ", which " + one + " has");
      } else if (!counterpart.get().sqlType().equals(column.sqlType())) {
        differences.add(
            column.name()
                + " is "
                + column.type()
                + " on "
                + one
                + " and "
                + counterpart.get().type()
                + " on "
                + other);
      } else if (!counterpart.get().equals(column)) {
        differences.add(
            column.name() + " has another collation or NOT NULL on " + other + " than on " + one);
      }
    }
    for (ColumnFacts column : right.columns()) {
      if (left.column(column.name()).isEmpty()) {
        differences.add(one + " lacks the column " + column.name() + ", which " + other + " has");
      }
    }
    if (differences.isEmpty() && !left.columns().equals(right.columns())) {
      differences.add("the columns stand in another order on " + other + " than on " + one);
    }
    return differences;
  }
}
