package io.shardlens.routing;

/// Jump consistent hash: John Lamping and Eric Veach, "A Fast, Minimal Memory, Consistent Hash
/// Algorithm", 2014, figure 1.
final class Jump {

  private Jump() {}

  /// @param key 64 bits without a sign
  /// @param buckets at least 1
  /// @return 0 to `buckets` - 1
  static int bucket(long key, int buckets) {
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
