package io.shardlens.routing.hash;

import io.shardlens.topology.HashFunction;
import java.util.Objects;

/// A function whose result is a number of up to 64 bits.
///
/// @param number computes it; of a result of fewer than 64 bits only those count
record ShortHash(HashFunction function, NumberHash number) implements ByteHash {

  @Override
  public long hash64(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return number.hash64(bytes, offset, length) & (-1L >>> (Long.SIZE - function.bits()));
  }

  @Override
  public void digest(byte[] bytes, int offset, int length, byte[] into) {
    int size = size();
    Objects.checkFromIndexSize(0, size, into.length);
    long hash = hash64(bytes, offset, length);
    for (int i = size - 1; i >= 0; i--) {
      into[i] = (byte) hash;
      hash >>>= Byte.SIZE;
    }
  }
}
