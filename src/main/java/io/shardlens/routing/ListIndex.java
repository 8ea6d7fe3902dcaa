package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/// Listed keys, found by their number or their bytes.
final class ListIndex {

  private ListIndex() {}

  /// @param owners the position of each listed key
  /// @param otherwise the position of all others, or [KeyIndex#NOWHERE]
  static KeyIndex.OfNumbers ofNumbers(Map<KeyValue, Integer> owners, int otherwise) {
    long[] keys = new long[owners.size()];
    int i = 0;
    for (KeyValue key : owners.keySet()) {
      keys[i++] = ((KeyValue.Countable) key).ordinal();
    }
    Arrays.sort(keys);
    int[] positions = new int[keys.length];
    owners.forEach((key, owner) ->
        positions[Arrays.binarySearch(keys, ((KeyValue.Countable) key).ordinal())] = owner);
    return number -> {
      int found = Arrays.binarySearch(keys, number);
      return found < 0 ? otherwise : positions[found];
    };
  }

  static KeyIndex.OfTexts ofTexts(Map<KeyValue, Integer> owners, int otherwise) {
    return new Texts(owners, otherwise);
  }

  /// An open table of byte strings, a power of two large and at most half full.
  private static final class Texts implements KeyIndex.OfTexts {
    private final byte[][] keys;
    private final int[] owners;
    private final int otherwise;

    Texts(Map<KeyValue, Integer> listed, int otherwise) {
      int size = Integer.highestOneBit(Math.max(2, listed.size())) << 2;
      this.keys = new byte[size][];
      this.owners = new int[size];
      this.otherwise = otherwise;
      listed.forEach((key, owner) -> {
        byte[] bytes = key.text().getBytes(StandardCharsets.UTF_8);
        int slot = slot(bytes, 0, bytes.length);
        keys[slot] = bytes;
        owners[slot] = owner;
      });
    }

    @Override
    public int owner(byte[] text, int offset, int length) {
      int slot = slot(text, offset, length);
      return keys[slot] == null ? otherwise : owners[slot];
    }

    /// The place of a key, or the free place where it would be.
    private int slot(byte[] text, int offset, int length) {
      int hash = 0;
      for (int i = offset; i < offset + length; i++) {
        hash = 31 * hash + text[i];
      }
      int slot = (hash ^ (hash >>> 15)) & (keys.length - 1);
      while (keys[slot] != null
          && !Arrays.equals(keys[slot], 0, keys[slot].length, text, offset, offset + length)) {
        slot = (slot + 1) & (keys.length - 1);
      }
      return slot;
    }
  }
}
