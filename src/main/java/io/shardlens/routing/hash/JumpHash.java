package io.shardlens.routing.hash;

/// Jump consistent hash after Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash
/// Algorithm" (2014): as the number of buckets grows, keys only move to the new ones.
public final class JumpHash {

  private JumpHash() {}

  /// The bucket of a key, counted from 0.
  ///
  /// @throws IllegalArgumentException when there are no buckets
  public static int bucket(long key, int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException("A key needs at least one bucket, not " + buckets);
    }
    long state = key;
    long bucket = -1;
    long next = 0;
    while (next < buckets) {
      bucket = next;
      state = state * 2862933555777941757L + 1;
      next = (long) ((bucket + 1) * ((double) (1L << 31) / ((state >>> 33) + 1)));
    }
    return (int) bucket;
  }
}
