package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shardlens.topology.HashFunction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

  private static final int KETAMA_DIGESTS = 40;
  private static final int KETAMA_POINTS_PER_DIGEST = 4;

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

  /// The ring with the points `hash(shard#0)`, `hash(shard#1)` and so on of each shard.
  ///
  /// @param pointsEach how many points a shard has
  public static HashRing labelled(
      List<String> shards, int pointsEach, NumberHash hash, Meets meets) {
    long[] points = new long[shards.size() * pointsEach];
    for (int i = 0; i < points.length; i++) {
      byte[] label = (shards.get(i / pointsEach) + "#" + i % pointsEach).getBytes(UTF_8);
      points[i] = hash.hash64(label, 0, label.length);
    }
    return new HashRing(points, owners(points.length, pointsEach), meets);
  }

  /// The ring of ketama, for servers of equal weight: of each of 40 digests `md5(server-i)` the
  /// four little-endian words of 32 bits. A key's hash is the first such word of its own MD5.
  ///
  /// @param servers as `host:port`
  public static HashRing ketama(List<String> servers) {
    ByteHash md5 = ByteHash.of(HashFunction.MD5, 0);
    int pointsEach = KETAMA_DIGESTS * KETAMA_POINTS_PER_DIGEST;
    long[] points = new long[servers.size() * pointsEach];
    byte[] digest = new byte[md5.size()];
    for (int i = 0; i < points.length; i++) {
      int word = i % KETAMA_POINTS_PER_DIGEST;
      if (word == 0) {
        int number = i % pointsEach / KETAMA_POINTS_PER_DIGEST;
        byte[] label = (servers.get(i / pointsEach) + "-" + number).getBytes(UTF_8);
        md5.digest(label, 0, label.length, digest);
      }
      points[i] = Integer.toUnsignedLong(LittleEndian.intAt(digest, word * Integer.BYTES));
    }
    return new HashRing(points, owners(points.length, pointsEach), Meets.SAME_OR_NEXT);
  }

  private static int[] owners(int points, int pointsEach) {
    return IntStream.range(0, points).map(i -> i / pointsEach).toArray();
  }

  /// The shard of a key's hash, as its position in the declaration.
  ///
  /// @param hash unsigned
  public int owner(long hash) {
    return owners[met(hash)];
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
