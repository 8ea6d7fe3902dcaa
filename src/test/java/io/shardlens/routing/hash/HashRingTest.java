package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.routing.hash.HashRing.Meets;
import io.shardlens.topology.HashFunction;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HashRingTest {

  private static final long SEED = RandomSeed.ofThisRun();
  private static final ByteHash MD5 = ByteHash.of(HashFunction.MD5, 0);
  private static final NumberHash FIRST_EIGHT = new DigestPart(MD5, 0, 8, ByteOrder.BIG_ENDIAN);
  private static final NumberHash FIRST_FOUR = new DigestPart(MD5, 0, 4, ByteOrder.LITTLE_ENDIAN);
  private static final List<String> SHARDS = List.of("shard_1", "shard_2", "shard_3");

  private static final HashRing KETAMA =
      HashRing.ketama(List.of("10.0.1.1:11211", "10.0.1.2:11211", "10.0.1.3:11211"));

  private static final HashRing LABELLED =
      HashRing.labelled(SHARDS, 100, FIRST_EIGHT, Meets.SAME_OR_NEXT);

  private static final Rendezvous RENDEZVOUS = new Rendezvous(SHARDS, ":", FIRST_EIGHT);

  @ParameterizedTest
  @CsvSource({"42, 3905343649, 1", "hello, 708854109, 3", "foo, 3675831724, 2"})
  void ketamaFindsTheServerOfAKey(String key, long hash, int server) {
    assertThat(hash(FIRST_FOUR, key)).isEqualTo(hash);
    assertThat(KETAMA.owner(hash)).isEqualTo(server - 1);
    assertThat(KETAMA.size()).isEqualTo(3 * 40 * 4);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2",
    "2, 2",
    "3, 2",
    "42, 2",
    "49999, 2",
    "50000, 3",
    "hello, 1",
    "alice@example.com, 1",
  })
  void ringOfLabelledPointsFindsTheShardOfAKey(String key, int shard) {
    assertThat(LABELLED.owner(hash(FIRST_EIGHT, key))).isEqualTo(shard - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2, 3",
    "3, 2",
    "42, 3",
    "49999, 2",
    "50000, 3",
    "hello, 2",
    "alice@example.com, 2",
  })
  void rendezvousFindsTheShardOfAKey(String key, int shard) {
    byte[] padded = ("×" + key + "×").getBytes(UTF_8);

    assertThat(RENDEZVOUS.owner(padded, 2, padded.length - 4)).isEqualTo(shard - 1);
  }

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

    assertThat(ring.owner(hash)).isEqualTo(owner);
    assertThat(ring.point(2)).isEqualTo(-5);
    assertThat(ring.ownerOfPoint(2)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Meets.class)
  void aPointOfTwoShardsBelongsToTheOneDeclaredFirst(Meets meets) {
    HashRing ring = new HashRing(new long[] {7, 7, 7, 9}, new int[] {2, 1, 3, 0}, meets);

    assertThat(ring.owner(6)).isEqualTo(1);
    assertThat(ring.owner(7)).isEqualTo(meets == Meets.NEXT ? 0 : 1);
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

      assertThat(new HashRing(points, owners, meets).owner(hash))
          .as("seed %d, ring %d", SEED, i)
          .isEqualTo(slowOwner(points, owners, meets, hash));
    }
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
  void rendezvousOfEqualsGoesToTheShardDeclaredFirst() {
    byte[] key = "k".getBytes(UTF_8);

    assertThat(new Rendezvous(List.of("a", "b"), ":", (_, _, _) -> 0).owner(key, 0, 1)).isZero();
    assertThat(new Rendezvous(List.of("a", "b"), ":", (_, _, _) -> -1).owner(key, 0, 1)).isZero();
  }

  @Test
  void rendezvousComparesUnsignedAndTakesLongKeys() {
    byte[] key = new byte[100_000];
    NumberHash firstByte = (bytes, offset, _) -> bytes[offset] == 'b' ? -1 : 1;

    assertThat(new Rendezvous(List.of("a", "b", "cc"), "", firstByte).owner(key, 0, key.length))
        .isEqualTo(1);
  }

  @Test
  void refusesWhatHasNoOwner() {
    assertThatThrownBy(() -> new HashRing(new long[0], new int[0], Meets.NEXT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HashRing(new long[2], new int[1], Meets.NEXT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rendezvous(List.of(), ":", FIRST_EIGHT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"-1, 4", "0, 0", "0, 9", "13, 4", "16, 1"})
  void refusesBytesThatADigestHasNot(int from, int count) {
    assertThatThrownBy(() -> new DigestPart(MD5, from, count, ByteOrder.BIG_ENDIAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 bytes");
  }

  /// MD5 of "Test" is 0cbc6611f5540bd0809a388dc95a615b.
  @ParameterizedTest
  @CsvSource({
    "0, 8, true, 0cbc6611f5540bd0",
    "0, 8, false, d00b54f51166bc0c",
    "12, 4, true, 00000000c95a615b",
    "12, 4, false, 000000005b615ac9",
    "8, 1, true, 0000000000000080",
    "13, 3, false, 00000000005b615a",
  })
  void takesTheBytesThatAreNamed(int from, int count, boolean bigEndian, String expected) {
    ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;

    assertThat(hash(new DigestPart(MD5, from, count, order), "Test"))
        .isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  /// What Guava's `asLong` makes of a digest.
  @Test
  void takesTheLongOfMurmurThatGuavaTakes() {
    ByteHash murmur = ByteHash.of(HashFunction.MURMUR3_128, 0);

    assertThat(hash(new DigestPart(murmur, 0, 8, ByteOrder.LITTLE_ENDIAN), "hello"))
        .isEqualTo(-3758069500696749310L);
  }

  private static long hash(NumberHash hash, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return hash.hash64(bytes, 0, bytes.length);
  }
}
