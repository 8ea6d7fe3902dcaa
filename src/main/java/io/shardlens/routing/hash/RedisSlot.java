package io.shardlens.routing.hash;

import java.util.Arrays;
import java.util.Objects;

/// The slot of a key in Redis Cluster: CRC-16/XMODEM modulo 16384 of the key, or of its hash tag if
/// it has one, so that keys with one tag stay together
/// (<https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#key-distribution-model>).
///
/// The tag lies between the first `{` and the next `}` after it, unless there is nothing between
/// them.
public final class RedisSlot {

  public static final int SLOTS = 16384;

  private RedisSlot() {}

  /// @throws IndexOutOfBoundsException when the part is not within the array
  public static int of(byte[] key, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, key.length);
    int end = offset + length;
    int tag = tagIn(key, offset, end);
    return tag < 0
        ? Crc16.hash(key, offset, length) % SLOTS
        : Crc16.hash(key, tag, indexOf('}', key, tag, end) - tag) % SLOTS;
  }

  /// A copy of the bytes that are hashed: the tag, or all where there is none.
  public static byte[] hashed(byte[] key) {
    int tag = tagIn(key, 0, key.length);
    return tag < 0 ? key.clone() : Arrays.copyOfRange(key, tag, indexOf('}', key, tag, key.length));
  }

  /// Where the hash tag begins; negative where there is none.
  private static int tagIn(byte[] key, int offset, int end) {
    int tag = indexOf('{', key, offset, end) + 1;
    int close = indexOf('}', key, tag, end);
    return close < end && close > tag ? tag : -1;
  }

  /// The end where there is none.
  private static int indexOf(char wanted, byte[] key, int from, int end) {
    int at = from;
    while (at < end && key[at] != wanted) {
      at++;
    }
    return at;
  }
}
