package io.shardlens.routing.hash;

/// CPython's `hash()` of an integer, on a system of 64 bits: the number modulo the prime 2^61 - 1,
/// with its sign, and -2 instead of -1, which stands for an error
/// (<https://docs.python.org/3/library/stdtypes.html#hashing-of-numeric-types>).
///
/// There is none for texts: their hash differs from process to process.
public final class PythonHash {

  private static final long PRIME = (1L << 61) - 1;

  private PythonHash() {}

  public static long ofInteger(long value) {
    // The amount of the smallest long is no long, but as an unsigned number it is right.
    long remainder = Long.remainderUnsigned(Math.abs(value), PRIME);
    long hash = value < 0 ? -remainder : remainder;
    return hash == -1 ? -2 : hash;
  }
}
