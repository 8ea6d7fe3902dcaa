package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Listed keys of one or more columns, each with a number: an open table, a power of two large and
/// at most half full.
final class ListIndex {

  /// The key is not listed. No key has this number.
  static final int UNLISTED = Integer.MIN_VALUE;

  private final KeyColumn[] columns;
  private final KeyColumn[] @Nullable [] keys;
  private final int[] numbers;

  /// @param columns hold the key at hand, and give the types of the listed ones
  /// @param listed one value per column
  ListIndex(List<KeyColumn> columns, Map<? extends List<KeyValue>, Integer> listed) {
    this.columns = columns.toArray(KeyColumn[]::new);
    int size = Integer.highestOneBit(Math.max(2, listed.size())) << 2;
    this.keys = new KeyColumn[size][];
    this.numbers = new int[size];
    listed.forEach((key, number) -> {
      KeyColumn[] values = values(columns, key);
      int place = place(values);
      keys[place] = values;
      numbers[place] = number;
    });
  }

  /// The values as columns of their own.
  static KeyColumn[] values(List<KeyColumn> columns, List<KeyValue> key) {
    KeyColumn[] values = new KeyColumn[key.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = KeyColumn.of(columns.get(i).type(), key.get(i));
    }
    return values;
  }

  /// Listed positions, and another index for the keys that are not listed.
  KeyIndex orElse(KeyIndex otherwise) {
    return () -> {
      int found = find();
      return found == UNLISTED ? otherwise.owner() : found;
    };
  }

  /// @return the number of the key at hand, or [#UNLISTED]
  int find() {
    int place = place(columns);
    return keys[place] == null ? UNLISTED : numbers[place];
  }

  /// The place of a key, or the free place where it would be.
  private int place(KeyColumn[] key) {
    int hash = 0;
    for (KeyColumn column : key) {
      hash = 31 * hash + column.mixed();
    }
    int place = hash & (keys.length - 1);
    for (KeyColumn[] listed = keys[place]; listed != null; listed = keys[place]) {
      if (matches(listed, key)) {
        return place;
      }
      place = (place + 1) & (keys.length - 1);
    }
    return place;
  }

  private static boolean matches(KeyColumn[] listed, KeyColumn[] key) {
    for (int i = 0; i < key.length; i++) {
      if (!listed[i].matches(key[i])) {
        return false;
      }
    }
    return true;
  }
}
