package io.shardlens.demo;

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014), written
/// out here because the demo's rows must be the same with every Java.
final class DemoRandom {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private DemoRandom(long state) {
    this.state = state;
  }

  /// Numbers that depend on nothing but these three; different streams are unrelated.
  static DemoRandom of(long seed, int stream, long index) {
    return new DemoRandom(mix(mix(seed + stream * GOLDEN_GAMMA) + index));
  }

  private long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// 0 to `bound` - 1; the tiny bias towards low numbers does no harm to sample data.
  long below(long bound) {
    return Long.remainderUnsigned(next(), bound);
  }

  int below(int bound) {
    return (int) below((long) bound);
  }

  /// True in `count` of a thousand cases.
  boolean perMille(int count) {
    return below(1000) < count;
  }

  <T> T pick(java.util.List<T> values) {
    return values.get(below(values.size()));
  }

  /// Prefers the first values: each half as likely as the one before it is the rule of thumb.
  <T> T pickEarly(java.util.List<T> values) {
    int first = below(values.size());
    int second = below(first + 1);
    return values.get(second);
  }
}
