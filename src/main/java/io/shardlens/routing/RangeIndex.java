package io.shardlens.routing;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The ranges of a rule as arrays: the starts of all intervals, gaps among them, and their owners.
final class RangeIndex {

  private RangeIndex() {}

  /// An interval up to the next one's start.
  private record Part(@Nullable KeyValue from, int owner) {}

  private static List<Part> parts(List<KeyRange> ranges, ToIntFunction<KeyRange> position) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(null, KeyIndex.NOWHERE));
    KeyValue end = null;
    for (KeyRange range : ranges) {
      if (range.from() == null) {
        parts.clear();
      } else if (end != null && !end.equals(range.from())) {
        parts.add(new Part(end, KeyIndex.NOWHERE));
      }
      parts.add(new Part(range.from(), position.applyAsInt(range)));
      end = range.to();
    }
    if (end != null) {
      parts.add(new Part(end, KeyIndex.NOWHERE));
    }
    return parts;
  }

  /// @param columns hold the key at hand
  static KeyIndex of(
      List<KeyRange> ranges, List<KeyColumn> columns, ToIntFunction<KeyRange> position) {
    List<Part> parts = parts(ranges, position);
    int[] owners = parts.stream().mapToInt(Part::owner).toArray();
    return columns.size() == 1 && columns.getFirst().type().isCountable()
        ? ofNumbers(parts, columns.getFirst(), owners)
        : ofOthers(parts, columns, owners);
  }

  private static KeyIndex ofNumbers(List<Part> parts, KeyColumn column, int[] owners) {
    long[] starts =
        parts.stream()
            .mapToLong(part ->
                part.from() instanceof KeyValue.Countable start ? start.ordinal() : Long.MIN_VALUE)
            .toArray();
    return () -> {
      long number = column.number();
      // The first start is below every key. Halving without a branch to mispredict: the compiler
      // makes a conditional move of the choice.
      int low = 0;
      for (int length = starts.length; length > 1; ) {
        int half = length >>> 1;
        low = starts[low + half] <= number ? low + half : low;
        length -= half;
      }
      return owners[low];
    };
  }

  private static KeyIndex ofOthers(List<Part> parts, List<KeyColumn> columns, int[] owners) {
    KeyColumn[] key = columns.toArray(KeyColumn[]::new);
    KeyColumn[][] starts =
        parts.stream().map(part -> start(part, columns)).toArray(KeyColumn[][]::new);
    return () -> {
      int low = 0;
      int high = starts.length;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (compare(starts[middle], key) <= 0) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return owners[low];
    };
  }

  private static KeyColumn[] start(Part part, List<KeyColumn> columns) {
    return switch (part.from()) {
      case null -> new KeyColumn[0];
      case KeyValue.Tuple(List<KeyValue> values) -> ListIndex.values(columns, values);
      case KeyValue value -> ListIndex.values(columns, List.of(value));
    };
  }

  /// A bound that is the beginning of the key comes before it.
  private static int compare(KeyColumn[] bound, KeyColumn[] key) {
    for (int i = 0; i < bound.length; i++) {
      int order = bound[i].compareTo(key[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
