package io.shardlens.routing.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.routing.hash.HashRing.Meets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HashRingTest {

  private static final long SEED = RandomSeed.ofThisRun();

  @ParameterizedTest
  @CsvSource({
    "SAME_OR_NEXT, 0, 0",
    "SAME_OR_NEXT, 10, 0",
    "SAME_OR_NEXT, 11, 1",
    "SAME_OR_NEXT, -5, 2",
    "SAME_OR_NEXT, -4, 0",
    "NEXT, 9, 0",
    "NEXT, 10, 1",
    "NEXT, 9223372036854775807, 2",
    "NEXT, -5, 0",
  })
  void pointsAreUnsignedAndTheRingCloses(Meets meets, long hash, int owner) {
    HashRing ring = new HashRing(new long[] {-5, 20, 10}, new int[] {2, 1, 0}, meets);

    assertThat(owner(ring, hash)).isEqualTo(owner);
    assertThat(ring.point(2)).isEqualTo(-5);
    assertThat(ring.ownerOfPoint(2)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Meets.class)
  void aPointOfTwoShardsBelongsToTheOneDeclaredFirst(Meets meets) {
    HashRing ring = new HashRing(new long[] {7, 7, 7, 9}, new int[] {2, 1, 3, 0}, meets);

    assertThat(owner(ring, 6)).isEqualTo(1);
    assertThat(owner(ring, 7)).isEqualTo(meets == Meets.NEXT ? 0 : 1);
    assertThat(ring.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Meets.class)
  void agreesWithALookAtEveryPoint(Meets meets) {
    Random random = new Random(SEED);
    for (int i = 0; i < RandomSeed.cases(2_000, 200_000); i++) {
      int size = random.nextInt(1, 12);
      // Few bits, so that points and hashes meet; over the whole space, sign bit and all.
      long[] points = random.longs(size, 0, 16).map(bits -> bits << 60).toArray();
      int[] owners = random.ints(size, 0, 4).toArray();
      long hash = random.nextLong(16) << 60;

      assertThat(owner(new HashRing(points, owners, meets), hash))
          .as("seed %d, ring %d", SEED, i)
          .isEqualTo(slowOwner(points, owners, meets, hash));
    }
  }

  private static int owner(HashRing ring, long hash) {
    return ring.ownerOfPoint(ring.met(hash));
  }

  private static int slowOwner(long[] points, int[] owners, Meets meets, long hash) {
    int found = -1;
    long least = 0;
    for (int i = 0; i < points.length; i++) {
      // How far the point lies ahead of the hash, on a circle.
      long ahead = points[i] - hash - (meets == Meets.NEXT ? 1 : 0);
      int nearer = Long.compareUnsigned(ahead, least);
      if (found < 0 || nearer < 0 || (nearer == 0 && owners[i] < owners[found])) {
        found = i;
        least = ahead;
      }
    }
    return owners[found];
  }

  @Test
  void refusesWhatHasNoOwner() {
    assertThatThrownBy(() -> new HashRing(new long[0], new int[0], Meets.NEXT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HashRing(new long[2], new int[1], Meets.NEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
