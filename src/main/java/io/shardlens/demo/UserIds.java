package io.shardlens.demo;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// Which ids the users of the demo have: some in every range of the samples, some around their
/// bounds, and a few that a double cannot hold.
final class UserIds {

  /// The last number that a double holds exactly is 2^53; tools that read ids as doubles fail from
  /// here on.
  static final long BEYOND_DOUBLE = 1L << 53;

  private static final int ID_STREAM = 3;
  private static final int RANGE = 50_000;

  /// In 1/10 000 of all users, clearly unequal.
  private static final int[] SHARE_OF_RANGE = {1200, 2475, 2300, 4025};

  /// Always there, because people ask for them: the first, and those around a bound.
  private static final long[] KNOWN_IDS = {
    1, 49_999, 50_000, 50_001, 99_999, 100_000, 149_999, 150_000
  };

  private static final long[] BEYOND_DOUBLE_IDS = {
    BEYOND_DOUBLE + 1,
    BEYOND_DOUBLE + 2,
    BEYOND_DOUBLE + 3,
    BEYOND_DOUBLE + 1001,
    1_152_921_504_606_846_977L,
    4_611_686_018_427_387_905L,
    9_000_000_000_000_000_001L,
    9_223_372_036_854_775_783L,
    9_223_372_036_854_775_805L,
    9_223_372_036_854_775_806L,
    Long.MAX_VALUE
  };

  private UserIds() {}

  /// The users of four ranges, in ascending order.
  static long[] ofRanges(int users) {
    NavigableSet<Long> ids = new TreeSet<>();
    int last = SHARE_OF_RANGE.length - 1;
    for (int range = 0; range <= last; range++) {
      long from = (long) range * RANGE;
      long count = (long) users * SHARE_OF_RANGE[range] / 10_000;
      if (range < last) {
        add(ids, Math.max(1, from), from + RANGE, count);
      } else {
        add(ids, from, from + count * 6 / 5, count - BEYOND_DOUBLE_IDS.length);
      }
    }
    return withLargest(ids);
  }

  /// As many users evenly from 1 to 200 000, in ascending order.
  static long[] even(int users) {
    NavigableSet<Long> ids = new TreeSet<>();
    add(ids, 1, 4L * RANGE + 1, users - BEYOND_DOUBLE_IDS.length);
    return withLargest(ids);
  }

  /// The range that an id lies in, 0 to 3, which is also the region of most users there.
  static int home(long id) {
    return (int) Math.min(id / RANGE, SHARE_OF_RANGE.length - 1);
  }

  private static long[] withLargest(NavigableSet<Long> ids) {
    return LongStream.concat(
            ids.stream().mapToLong(Long::longValue), Arrays.stream(BEYOND_DOUBLE_IDS))
        .toArray();
  }

  /// Adds `count` ids of `[from, to)`: the known ones, the rest by selection sampling (Knuth, The
  /// Art of Computer Programming, 3.4.2, algorithm S).
  private static void add(NavigableSet<Long> ids, long from, long to, long count) {
    long[] known = Arrays.stream(KNOWN_IDS).filter(id -> id >= from && id < to).toArray();
    Arrays.stream(known).forEach(ids::add);
    DemoRandom random = DemoRandom.of(DemoData.SEED, ID_STREAM, from);
    long wanted = count - known.length;
    long left = to - from - known.length;
    for (long id = from; id < to && wanted > 0; id++) {
      if (Arrays.binarySearch(known, id) < 0) {
        if (random.below(left) < wanted) {
          ids.add(id);
          wanted--;
        }
        left--;
      }
    }
  }
}
