package io.shardlens.routing.hash;

import io.shardlens.topology.HashFunction;
import java.util.Objects;

/// A function whose result is longer than a number of 64 bits.
///
/// @param digest writes it; the lengths have been checked
record LongHash(HashFunction function, Digest digest) implements ByteHash {

  /// What [ByteHash#digest] does.
  @FunctionalInterface
  interface Digest {
    void write(byte[] bytes, int offset, int length, byte[] into);
  }

  @Override
  public long hash64(byte[] bytes, int offset, int length) {
    throw new IllegalStateException(
        function.word() + " gives " + function.bits() + " bits; say which of them are wanted");
  }

  @Override
  public void digest(byte[] bytes, int offset, int length, byte[] into) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    Objects.checkFromIndexSize(0, size(), into.length);
    digest.write(bytes, offset, length, into);
  }
}
