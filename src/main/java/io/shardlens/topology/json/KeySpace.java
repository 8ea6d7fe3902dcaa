package io.shardlens.topology.json;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All keys of some columns, as ranges have to hold them.
///
/// @param types of the columns, at least one
record KeySpace(List<KeyType> types) implements RangeCoverage.Space<KeyValue> {

  @Override
  public String things() {
    return "keys";
  }

  @Override
  public boolean isLowest(KeyValue bound) {
    return canonical(bound) instanceof KeyValue.Tuple(List<KeyValue> values)
        ? values.isEmpty()
        : bound.equals(smallest(types.getFirst()));
  }

  /// No type has a bound above all of its keys.
  @Override
  public boolean isEnd(KeyValue bound) {
    return false;
  }

  /// A tuple without the smallest values at its end, which no key lies below: `(eu)` and `(eu,
  /// -32768)` bound the same keys.
  KeyValue canonical(KeyValue bound) {
    if (!(bound instanceof KeyValue.Tuple(List<KeyValue> values))) {
      return bound;
    }
    int size = values.size();
    while (size > 0 && values.get(size - 1).equals(smallest(types.get(size - 1)))) {
      size--;
    }
    return new KeyValue.Tuple(values.subList(0, size));
  }

  @Override
  public String interval(@Nullable KeyValue from, @Nullable KeyValue to) {
    // A KeyRange takes no bounds in the wrong order, and an overlap may have them.
    KeyValue end = from != null && to != null && from.compareTo(to) >= 0 ? null : to;
    return Shown.escaped(new KeyRange(from, end, new ShardId("none")).interval());
  }

  private static KeyValue smallest(KeyType type) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT -> new KeyValue.Int(type.minimum());
      case TEXT, VARCHAR, CHAR -> new KeyValue.Text("");
      case UUID -> new KeyValue.Uuid(new UUID(0, 0));
      case DATE, TIMESTAMP, TIMESTAMPTZ -> type.ofOrdinal(type.minimum());
    };
  }
}
