package io.shardlens.routing.hash;

/// SipHash-2-4 with a result of 64 bits, after Aumasson and Bernstein, "SipHash: a fast short-input
/// PRF" (2012).
final class SipHash {

  private static final int ROUNDS_PER_WORD = 2;
  private static final int LAST_ROUNDS = 4;

  private SipHash() {}

  /// @param key0 the first eight bytes of the key, little-endian
  /// @param key1 the last eight
  static long hash(byte[] bytes, int offset, int length, long key0, long key1) {
    long v0 = key0 ^ 0x736f6d6570736575L;
    long v1 = key1 ^ 0x646f72616e646f6dL;
    long v2 = key0 ^ 0x6c7967656e657261L;
    long v3 = key1 ^ 0x7465646279746573L;
    int wholeWords = length / Long.BYTES;
    // After the whole words comes one of what is left, with the length, and then the last rounds.
    for (int i = 0; i <= wholeWords + 1; i++) {
      boolean last = i > wholeWords;
      long word = last ? 0 : word(bytes, offset, length, i);
      v3 ^= word;
      v2 ^= last ? 0xff : 0;
      for (int round = last ? LAST_ROUNDS : ROUNDS_PER_WORD; round > 0; round--) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32) + v3;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private static long word(byte[] bytes, int offset, int length, int index) {
    int at = offset + index * Long.BYTES;
    return index < length / Long.BYTES
        ? LittleEndian.longAt(bytes, at)
        : LittleEndian.partAt(bytes, at, length % Long.BYTES) | ((long) length << 56);
  }
}
