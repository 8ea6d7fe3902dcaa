package io.shardlens.routing.hash;

/// `MurmurHash3_x64_128` of Austin Appleby's `MurmurHash3.cpp`, in the public domain
/// (<https://github.com/aappleby/smhasher>).
final class Murmur3 {

  private static final int BLOCK = 2 * Long.BYTES;
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private Murmur3() {}

  /// Writes the two halves, each little-endian: the order in which the reference implementation
  /// leaves them in memory.
  static void digest128(byte[] bytes, int offset, int length, long seed, byte[] into) {
    long h1 = seed;
    long h2 = seed;
    int tail = offset + length / BLOCK * BLOCK;
    for (int at = offset; at < tail; at += BLOCK) {
      h1 ^= first(LittleEndian.longAt(bytes, at));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= second(LittleEndian.longAt(bytes, at + Long.BYTES));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    int left = length % BLOCK;
    h1 ^= first(LittleEndian.partAt(bytes, tail, Math.min(left, Long.BYTES)));
    h2 ^= second(LittleEndian.partAt(bytes, tail + Long.BYTES, Math.max(left - Long.BYTES, 0)));
    h1 ^= length;
    h2 ^= length;
    h1 += h2;
    h2 += h1;
    h1 = scattered(h1);
    h2 = scattered(h2);
    h1 += h2;
    h2 += h1;
    LittleEndian.putLong(into, 0, h1);
    LittleEndian.putLong(into, Long.BYTES, h2);
  }

  private static long first(long word) {
    return Long.rotateLeft(word * C1, 31) * C2;
  }

  private static long second(long word) {
    return Long.rotateLeft(word * C2, 33) * C1;
  }

  /// `fmix64`.
  private static long scattered(long hash) {
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
