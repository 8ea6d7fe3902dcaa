package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.shardlens.routing.hash.HashRing.Meets;
import io.shardlens.topology.HashFunction;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whether a key costs memory, once the compiler has seen the function.
final class HashAllocationTest {

  private static final int KEYS = 20_000;
  private static final int ROUNDS = 50;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Arguments> hashes() {
    ByteHash md5 = ByteHash.of(HashFunction.MD5, 0);
    NumberHash eight = new DigestPart(md5, 0, 8, ByteOrder.BIG_ENDIAN);
    HashRing ring =
        new HashRing(new long[] {1, 1L << 62, -5}, new int[] {0, 1, 2}, Meets.SAME_OR_NEXT);
    return Stream.concat(
        Arrays.stream(HashFunction.values())
            .filter(HashFunction::readsBytes)
            .map(function -> Arguments.of(function.word(), digest(ByteHash.of(function, 0)))),
        Stream.of(
            hash(
                "postgresql",
                (b, o, l) -> PostgresHash.ofBytes(b, o, l, PostgresHash.PARTITION_SEED)),
            hash(
                "postgresql bigint",
                (b, _, _) -> PostgresHash.ofBigint(b[3], PostgresHash.PARTITION_SEED)),
            hash("citus", CitusHash::ofBytes),
            hash("java", JavaHash::ofText),
            hash("python", (b, _, _) -> PythonHash.ofInteger(b[3])),
            hash("jump", (b, _, _) -> JumpHash.bucket(b[3], 1024)),
            hash("part of a digest", eight),
            hash("ring", (b, o, l) -> ring.met(eight.hash64(b, o, l)))));
  }

  private static Arguments hash(String name, NumberHash hash) {
    return Arguments.of(name, hash);
  }

  private static NumberHash digest(ByteHash hash) {
    byte[] into = new byte[hash.size()];
    return (bytes, offset, length) -> {
      hash.digest(bytes, offset, length, into);
      return into[0];
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hashes")
  void aSliceOfBytesCostsNoMemory(String name, NumberHash hash) {
    byte[] bytes = "a {key} of thirty-one bytes, say".getBytes(US_ASCII);
    double least = Double.MAX_VALUE;
    long sum = 0;
    for (int round = 0; round < ROUNDS && least >= 0.1; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int key = 0; key < KEYS; key++) {
        bytes[3] = (byte) (key & 0x7f);
        sum += hash.hash64(bytes, 1, bytes.length - 2);
      }
      least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) KEYS);
    }
    assertThat(least).as("bytes a key of %s, whose hashes add up to %d", name, sum).isLessThan(0.1);
  }
}
