package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import io.shardlens.fixtures.RandomSeed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BucketHashTest {

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

  @ParameterizedTest
  @CsvSource({
    "123456789, 12739, 123456789",
    "foo, 12182, foo",
    "bar, 5061, bar",
    "hello, 866, hello",
    "somekey, 11058, somekey",
    "user1000, 3443, user1000",
    "{user1000}.following, 3443, user1000",
    "{user1000}.followers, 3443, user1000",
    "foo{}{bar}, 8363, foo{}{bar}",
    "foo{{bar}}zap, 4015, {bar",
    "foo{bar}{zap}, 5061, bar",
    "1, 9842, 1",
    "42, 8000, 42",
    "50000, 13619, 50000",
    "'', 0, ''",
    "foo{bar, 15278, foo{bar",
    "}foo{bar}, 5061, bar",
  })
  void redisHashesTheTagOfAKey(String key, int slot, String hashed) {
    byte[] bytes = key.getBytes(UTF_8);
    byte[] padded = ("{" + key + "}").getBytes(UTF_8);

    assertThat(RedisSlot.of(bytes, 0, bytes.length)).isEqualTo(slot);
    assertThat(RedisSlot.of(padded, 1, bytes.length)).as("braces outside").isEqualTo(slot);
    assertThat(RedisSlot.hashed(bytes)).asString(UTF_8).isEqualTo(hashed);
  }
}
