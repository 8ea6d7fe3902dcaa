package io.shardlens.execute.statistics;

import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.Optional;

/// Reads the texts of a column as keys, and counts those that are none. Used by one thread.
final class KeyTexts {

  private final KeyType type;
  private long leftOut;

  KeyTexts(KeyType type) {
    this.type = type;
  }

  Optional<KeyValue> key(String text) {
    try {
      return Optional.of(KeyValue.parse(type, text));
    } catch (KeyFormatException e) {
      leftOut++;
      return Optional.empty();
    }
  }

  long leftOut() {
    return leftOut;
  }
}
