package io.shardlens.routing.hash;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// A consistent-hash ring: each shard has points on the circle of the unsigned 64-bit numbers, and
/// owns the keys whose hash lies before one of its points and after the point before that one.
///
/// Where two shards have the same point it belongs to the one that was declared first.
public final class HashRing {

  /// Which point a hash meets.
  public enum Meets {
    /// The first point that is not below the hash.
    SAME_OR_NEXT,
    /// The first point above the hash, even if there is one at the hash.
    NEXT
  }

  /// In ascending order, with the sign bit flipped, so that signed order is unsigned order.
  private final long[] points;

  private final int[] owners;
  private final Meets meets;

  /// @param points unsigned, in any order
  /// @param owners the shard of each point, as its position in the declaration
  /// @throws IllegalArgumentException when there is no point, or not one owner a point
  public HashRing(long[] points, int[] owners, Meets meets) {
    if (points.length == 0 || points.length != owners.length) {
      throw new IllegalArgumentException(
          "A ring of %d points cannot have %d owners".formatted(points.length, owners.length));
    }
    int[] order =
        IntStream.range(0, points.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingLong(i -> points[i] ^ Long.MIN_VALUE)
                    .thenComparingInt(i -> owners[i]))
            .mapToInt(i -> i)
            .toArray();
    long[] sorted = new long[points.length];
    int[] sortedOwners = new int[points.length];
    int size = 0;
    for (int i : order) {
      long point = points[i] ^ Long.MIN_VALUE;
      if (size == 0 || sorted[size - 1] != point) {
        sorted[size] = point;
        sortedOwners[size++] = owners[i];
      }
    }
    this.points = Arrays.copyOf(sorted, size);
    this.owners = Arrays.copyOf(sortedOwners, size);
    this.meets = meets;
  }

  /// The place of the point that a key's hash meets, in ascending order.
  ///
  /// @param hash unsigned
  public int met(long hash) {
    int found = Arrays.binarySearch(points, hash ^ Long.MIN_VALUE);
    int index = found < 0 ? -found - 1 : meets == Meets.NEXT ? found + 1 : found;
    return index == points.length ? 0 : index;
  }

  /// How many different points there are.
  public int size() {
    return points.length;
  }

  /// A point, unsigned, by its place in ascending order.
  public long point(int index) {
    return points[index] ^ Long.MIN_VALUE;
  }

  /// The shard of the point at the same place, as its position in the declaration.
  public int ownerOfPoint(int index) {
    return owners[index];
  }
}
