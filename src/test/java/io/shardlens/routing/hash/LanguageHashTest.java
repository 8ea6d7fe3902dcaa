package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Java and Python themselves answer.
final class LanguageHashTest {

  private static final long SEED = RandomSeed.ofThisRun();

  @ParameterizedTest
  @CsvSource({
    "FB, 2236",
    "Ea, 2236",
    "hello, 99162322",
    "polygenelubricants, -2147483648",
    "'', 0",
  })
  void javaHashesTextByItsUtf16Units(String text, int expected) {
    byte[] padded = ("×" + text + "×").getBytes(UTF_8);

    assertThat(JavaHash.ofColumn(KeyType.TEXT, new KeyValue.Text(text))).isEqualTo(expected);
    assertThat(JavaHash.ofText(padded, 2, padded.length - 4)).isEqualTo(expected);
  }

  /// `Math.abs` of an int is negative for the smallest one; ShardingSphere makes it a long before.
  @Test
  void theSmallestHashCodeHasNoAmountAsAnInt() {
    int hash = "polygenelubricants".hashCode();

    assertThat(Math.abs((long) hash) % 3).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "BIGINT, -1, 0",
    "BIGINT, 4294967296, 1",
    "BIGINT, 9223372036854775807, -2147483648",
    "BIGINT, 42, 42",
    "INTEGER, -1, -1",
    "INTEGER, 2147483647, 2147483647",
    "SMALLINT, -32768, -32768",
  })
  void javaHashesIntegersByTheirType(KeyType type, long key, int expected) {
    assertThat(JavaHash.ofColumn(type, new KeyValue.Int(key))).isEqualTo(expected);
  }

  @Test
  void javaHashesUuidAsItsClassDoes() {
    UUID uuid = UUID.fromString("f47ac10b-58cc-4372-a567-0e02b2c3d479");

    assertThat(JavaHash.ofColumn(KeyType.UUID, new KeyValue.Uuid(uuid))).isEqualTo(uuid.hashCode());
  }

  @ParameterizedTest
  @CsvSource({
    "DATE, 2026-01-31",
    "TIMESTAMP, 2026-01-31 00:00:00",
    "TIMESTAMPTZ, 2026-01-31 00:00:00Z",
  })
  void javaHasSeveralClassesForATime(KeyType type, String text) throws KeyFormatException {
    KeyValue time = KeyValue.parse(type, text);

    assertThatThrownBy(() -> JavaHash.ofColumn(type, time))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(type.word());
  }

  @Test
  void javaHashesAnyBytesAsTheTextThatJavaReadsInThem() {
    Random random = new Random(SEED);
    for (int i = 0; i < RandomSeed.cases(5_000, 1_000_000); i++) {
      byte[] bytes = new byte[random.nextInt(20)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        for (int j = 0; j < bytes.length; j++) {
          bytes[j] &= 0x7f;
        }
      }

      assertThat(JavaHash.ofText(bytes, 0, bytes.length))
          .as("seed %d, text %d", SEED, i)
          .isEqualTo(new String(bytes, UTF_8).hashCode());
    }
    assertThatThrownBy(() -> JavaHash.ofText(new byte[3], 1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /// Printed by CPython 3.11 on a system of 64 bits.
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "-1, -2",
    "-2, -2",
    "50000, 50000",
    "2305843009213693950, 2305843009213693950",
    "2305843009213693951, 0",
    "2305843009213693952, 1",
    "-2305843009213693951, 0",
    "-2305843009213693952, -2",
    "9223372036854775807, 3",
    "-9223372036854775808, -4",
  })
  void pythonHashesIntegersModuloAPrime(long key, long expected) {
    assertThat(PythonHash.ofInteger(key)).isEqualTo(expected);
  }
}
