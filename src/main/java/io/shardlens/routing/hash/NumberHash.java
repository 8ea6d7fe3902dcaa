package io.shardlens.routing.hash;

/// From bytes to a number: what a ring, a rendezvous or a bucket rule starts from.
@FunctionalInterface
public interface NumberHash {

  /// The hash of a part of an array, as an unsigned number; a result of fewer than 64 bits has
  /// zeros above it.
  ///
  /// @throws IndexOutOfBoundsException when the part is not within the array
  long hash64(byte[] bytes, int offset, int length);
}
