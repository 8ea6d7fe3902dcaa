package io.shardlens.routing;

import java.util.Arrays;

/// Bytes that are put together anew for each key. Not thread-safe.
final class TextBuffer {
  private static final int LONGEST_VALUE = UuidBytes.TEXT;

  private final byte[] digits = new byte[DecimalBytes.LONGEST];
  private byte[] bytes = new byte[64];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void put(int oneByte) {
    room(1);
    bytes[length++] = (byte) oneByte;
  }

  void put(byte[] text, int offset, int count) {
    room(count);
    System.arraycopy(text, offset, bytes, length, count);
    length += count;
  }

  /// Puts a value as PostgreSQL prints it.
  ///
  /// @return whether that was possible; a time of a rare form leaves the buffer as it is
  boolean put(KeyColumn column) {
    if (column.type().isText()) {
      put(column.bytes(), column.offset(), column.length());
      return true;
    }
    if (column.type().isInteger()) {
      int start = DecimalBytes.write(column.number(), digits);
      put(digits, start, digits.length - start);
      return true;
    }
    room(LONGEST_VALUE);
    int written = UuidBytes.TEXT;
    if (column.type().isTime()) {
      written = TimeBytes.write(column.type(), column.number(), bytes, length);
    } else {
      UuidBytes.write(column.number(), column.lower(), bytes, length);
    }
    length += written;
    return written > 0;
  }

  /// Makes two bytes of each one from a place on.
  ///
  /// @param bigEndian whether the zero comes first
  void widen(int from, boolean bigEndian) {
    int count = length - from;
    room(count);
    for (int i = count - 1; i >= 0; i--) {
      byte low = bytes[from + i];
      bytes[from + 2 * i] = bigEndian ? 0 : low;
      bytes[from + 2 * i + 1] = bigEndian ? low : 0;
    }
    length += count;
  }

  private void room(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }
}
