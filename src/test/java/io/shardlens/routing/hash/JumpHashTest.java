package io.shardlens.routing.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import io.shardlens.fixtures.RandomSeed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JumpHashTest {

  private static final long SEED = RandomSeed.ofThisRun();

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "0, 2, 0",
    "1, 10, 6",
    "2, 10, 6",
    "3, 10, 8",
    "42, 10, 2",
    "50000, 2, 1",
    "50000, 3, 1",
    "256, 1024, 520",
    "3735883980, 666, 361",
    "10863919174838991, 11, 6",
    "2016238256797177309, 11, 3",
    "1673758223894951030, 11, 5",
    "2, 100001, 80343",
    "2201, 100001, 22152",
  })
  void jumpsToThePublishedBucket(long key, int buckets, int expected) {
    assertThat(JumpHash.bucket(key, buckets)).isEqualTo(expected);
    assertThat(Hashing.consistentHash(key, buckets)).isEqualTo(expected);
  }

  @Test
  void jumpsWhereGuavaDoes() {
    Random random = new Random(SEED);
    for (int i = 0; i < RandomSeed.cases(20_000, 10_000_000); i++) {
      long key = random.nextBoolean() ? random.nextLong() : random.nextInt();
      int buckets = 1 + (int) Math.min(1L << random.nextInt(31), random.nextInt(Integer.MAX_VALUE));

      assertThat(JumpHash.bucket(key, buckets))
          .as("seed %d, key %d of %d buckets", SEED, key, buckets)
          .isEqualTo(Hashing.consistentHash(key, buckets));
    }
  }

  @Test
  void jumpNeedsABucket() {
    assertThat(JumpHash.bucket(-1, Integer.MAX_VALUE)).isBetween(0, Integer.MAX_VALUE - 1);
    assertThatThrownBy(() -> JumpHash.bucket(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
