package io.shardlens.execute;

import io.shardlens.merge.RowOrder;
import io.shardlens.merge.ValueOrder;
import io.shardlens.plan.MergeStep.SortKey;
import io.shardlens.plan.MergeStep.SortType;
import java.util.ArrayList;
import java.util.List;

/// The comparators of the orders that a plan speaks of.
final class SortOrders {

  private SortOrders() {}

  static RowOrder rows(List<SortKey> order) {
    List<RowOrder.Key> keys = new ArrayList<>();
    for (SortKey key : order) {
      keys.add(
          new RowOrder.Key(key.column(), values(key.type()), key.descending(), key.nullsFirst()));
    }
    return new RowOrder(keys);
  }

  static ValueOrder values(SortType type) {
    return switch (type) {
      case INTEGER -> ValueOrder.INTEGER;
      case NUMERIC -> ValueOrder.NUMERIC;
      case FLOAT -> ValueOrder.FLOAT;
      case BOOLEAN -> ValueOrder.BOOLEAN;
      case UUID -> ValueOrder.UUID;
      case DATE_TIME -> ValueOrder.DATE_TIME;
      case BYTES -> ValueOrder.BYTES;
    };
  }
}
