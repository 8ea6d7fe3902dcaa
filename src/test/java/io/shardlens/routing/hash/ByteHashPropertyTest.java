package io.shardlens.routing.hash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.HashFunction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Guava has many of the functions, too, written by others, and hash4j the long Murmur.
final class ByteHashPropertyTest {

  private static final long SEED = RandomSeed.ofThisRun();
  private static final int KEYS = RandomSeed.cases(5_000, 1_000_000);

  static Stream<HashFunction> functions() {
    return Arrays.stream(HashFunction.values()).filter(HashFunction::readsBytes);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void agreesWithAnotherImplementationOnSlicesOfRandomBytes(HashFunction function) {
    Random random = new Random(SEED);
    for (int i = 0; i < KEYS; i++) {
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);
      int offset = random.nextInt(bytes.length + 1);
      int length = random.nextInt(bytes.length - offset + 1);
      long seed = seed(random, function);
      byte[] slice = Arrays.copyOfRange(bytes, offset, offset + length);
      byte[] digest = new byte[function.bits() / Byte.SIZE];
      ByteHash hash = ByteHash.of(function, seed);
      hash.digest(bytes, offset, length, digest);

      byte[] expected = other(function, seed, slice).orElseGet(() -> whole(hash, slice));
      assertThat(digest)
          .as(
              "seed %d, key %d: %s with seed %d of %s",
              SEED, i, function, seed, Arrays.toString(slice))
          .isEqualTo(expected);
    }
  }

  private static long seed(Random random, HashFunction function) {
    return switch (function) {
      case MURMUR3_32 -> random.nextInt();
      // Below 0 as Guava takes it, above as the reference implementation does.
      case MURMUR3_128 -> random.nextLong(Integer.MIN_VALUE, 1L << 32);
      case XXHASH64, SIPHASH_2_4 -> random.nextLong();
      case FNV1A_32, FNV1A_64, CRC16, CRC32, CRC32C, MD5, SHA1, POSTGRESQL, CITUS, JAVA, PYTHON ->
          0;
    };
  }

  private static byte[] whole(ByteHash hash, byte[] bytes) {
    byte[] digest = new byte[hash.size()];
    hash.digest(bytes, 0, bytes.length, digest);
    return digest;
  }

  /// Empty for what no other has got. Guava's numbers are little-endian bytes.
  @SuppressWarnings("deprecation") // MD5 and SHA-1 are not to be used for what must be secret
  private static Optional<byte[]> other(HashFunction function, long seed, byte[] bytes) {
    return switch (function) {
      case MURMUR3_32 ->
          Optional.of(bytes(Hashing.murmur3_32_fixed((int) seed).hashBytes(bytes).asInt()));
      case MURMUR3_128 ->
          Optional.of(
              seed < 0
                  ? Hashing.murmur3_128((int) seed).hashBytes(bytes).asBytes()
                  : com.dynatrace.hash4j.hashing.Hashing.murmur3_128((int) seed)
                      .hashBytesTo128Bits(bytes)
                      .toByteArray());
      case SIPHASH_2_4 -> Optional.of(bytes(Hashing.sipHash24(seed, 0).hashBytes(bytes).asLong()));
      case CRC32 -> Optional.of(bytes(Hashing.crc32().hashBytes(bytes).asInt()));
      case CRC32C -> Optional.of(bytes(Hashing.crc32c().hashBytes(bytes).asInt()));
      case MD5 -> Optional.of(Hashing.md5().hashBytes(bytes).asBytes());
      case SHA1 -> Optional.of(Hashing.sha1().hashBytes(bytes).asBytes());
      case XXHASH64, FNV1A_32, FNV1A_64, CRC16, POSTGRESQL, CITUS, JAVA, PYTHON -> Optional.empty();
    };
  }

  private static byte[] bytes(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  @Test
  void siphashAgreesWithGuavaForEveryKey() {
    Random random = new Random(SEED);
    for (int i = 0; i < KEYS; i++) {
      byte[] bytes = new byte[random.nextInt(70)];
      random.nextBytes(bytes);
      long key0 = random.nextLong();
      long key1 = random.nextLong();

      assertThat(SipHash.hash(bytes, 0, bytes.length, key0, key1))
          .as("seed %d, key %d", SEED, i)
          .isEqualTo(Hashing.sipHash24(key0, key1).hashBytes(bytes).asLong());
    }
  }

  /// Digests and buffers are shared between threads, so that threads may find each other's.
  @ParameterizedTest
  @MethodSource("functions")
  void manyThreadsMayAskAtOnce(HashFunction function)
      throws InterruptedException, ExecutionException {
    ByteHash hash = ByteHash.of(function, 0);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        long seed = SEED + thread;
        running.add(threads.submit(() -> compareWithFresh(hash, new Random(seed))));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    }
  }

  private static void compareWithFresh(ByteHash shared, Random random) {
    byte[] bytes = new byte[40];
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(bytes);
      assertThat(whole(shared, bytes)).isEqualTo(whole(ByteHash.of(shared.function(), 0), bytes));
    }
  }
}
