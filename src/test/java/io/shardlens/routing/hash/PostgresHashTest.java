package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The expected numbers were measured on PostgreSQL.
final class PostgresHashTest {

  @ParameterizedTest
  @CsvSource({
    "0, -4403592609991167795",
    "1, 5968994663651403477",
    "2, -6784076462669891433",
    "3, -6526785837914879018",
    "42, 7363975540656877951",
    "50000, -3637276481903508217",
    "-1, -5017072347659237694",
    "4294967296, 5968994663651403477",
    "9223372036854775807, 4938542303000433043",
    "-9223372036854775808, -6050265599104649060",
  })
  void hashesBigintAsHashint8extended(long key, long expected) {
    assertThat(PostgresHash.ofBigint(key, PostgresHash.PARTITION_SEED)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 901916981443598768, 0, 2, 0, 0, 0",
    "1, 11274504255086170040, 0, 2, 0, 0, 8",
    "2, 16968177202474426746, 0, 0, 2, 2, 10",
    "3, 17225467827229439161, 1, 1, 1, 1, 9",
    "4, 1342712747361583395, 1, 0, 3, 3, 3",
    "5, 2465103569513362205, 1, 2, 1, 5, 13",
    "42, 12669485132091644514, 0, 0, 2, 2, 2",
    "49999, 114574270804054555, 1, 1, 3, 3, 11",
    "50000, 1668233109531258346, 0, 1, 2, 2, 10",
    "-1, 288437243775528869, 1, 2, 1, 5, 5",
    "1000000007, 4872754632746647658, 0, 2, 2, 2, 10",
    "4294967296, 11274504255086170040, 0, 2, 0, 0, 8",
    "9223372036854775807, 10244051894435199606, 0, 0, 2, 6, 6",
    "-9223372036854775808, 17701988066039669119, 1, 1, 3, 7, 15",
  })
  void combinesRowHashAndTakesItsUnsignedRemainder(
      long key, String rowHash, int by2, int by3, int by4, int by8, int by16) {
    long row = PostgresHash.combine(0, hash(KeyType.BIGINT, new KeyValue.Int(key)));

    assertThat(Long.toUnsignedString(row)).isEqualTo(rowHash);
    assertThat(List.of(2, 3, 4, 8, 16).stream().map(n -> Long.remainderUnsigned(row, n)))
        .containsExactly((long) by2, (long) by3, (long) by4, (long) by8, (long) by16);
  }

  @ParameterizedTest
  @ValueSource(shorts = {0, 1, -1, 42, Short.MAX_VALUE, Short.MIN_VALUE})
  void hashesEveryIntegerTypeAlike(short number) {
    KeyValue value = new KeyValue.Int(number);

    assertThat(hash(KeyType.SMALLINT, value))
        .isEqualTo(hash(KeyType.INTEGER, value))
        .isEqualTo(hash(KeyType.BIGINT, value));
  }

  @ParameterizedTest
  @CsvSource({
    "a, -6705225459120232837, 17047028206024085342, 2",
    "foo, -2078475414626967447, 3227034176807799116, 0",
    "hello, -2635279551741001039, 2670230039693765524, 0",
    "b, , 819007729509685302, 2",
    "alice@example.com, , 3914442153962193628, 0",
    "'', , 18051608080690800806, 2",
  })
  void hashesTextByItsBytes(String text, @Nullable Long expected, String rowHash, int by4) {
    long hash = hash(KeyType.TEXT, new KeyValue.Text(text));

    if (expected != null) {
      assertThat(hash).isEqualTo(expected);
    }
    assertRow(hash, rowHash, by4);
    assertThat(hash(KeyType.VARCHAR, new KeyValue.Text(text))).isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource({
    "00000000-0000-0000-0000-000000000000, , 24427445038037925, 1",
    "f47ac10b-58cc-4372-a567-0e02b2c3d479, 7845930159168796807, 13151439750603563370, 2",
    "00112233-4455-6677-8899-aabbccddeeff, -8699738442285490013, 15052515222858828166, 2",
  })
  void hashesUuidByItsSixteenBytes(UUID uuid, @Nullable Long expected, String rowHash, int by4) {
    long hash = hash(KeyType.UUID, new KeyValue.Uuid(uuid));

    if (expected != null) {
      assertThat(hash).isEqualTo(expected);
    }
    assertRow(hash, rowHash, by4);
  }

  @Test
  void leavesTrailingBlanksOutOfChar() {
    long trimmed = hash(KeyType.CHAR, new KeyValue.Text("FR"));

    assertThat(hash(KeyType.CHAR, new KeyValue.Text("FR   "))).isEqualTo(trimmed);
    assertThat(hash(KeyType.TEXT, new KeyValue.Text("FR"))).isEqualTo(trimmed);
    assertThat(hash(KeyType.TEXT, new KeyValue.Text("FR "))).isNotEqualTo(trimmed);
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void namesTheFunctionOfEveryType(KeyType type) {
    assertThat(PostgresHash.functionName(type)).contains("hash").endsWith("extended");
  }

  @Test
  void refusesValueOfAnotherKind() {
    assertThatThrownBy(() -> hash(KeyType.BIGINT, new KeyValue.Text("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bigint");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "1, a, 1",
        "2, b, 2",
        "42, foo, 2",
        "NULL, a, 2",
        "NULL, NULL, 0",
      },
      nullValues = "NULL")
  void leavesNullOutOfTheRowHash(@Nullable Integer number, @Nullable String text, int by4) {
    long row = 0;
    if (number != null) {
      row = PostgresHash.combine(row, hash(KeyType.INTEGER, new KeyValue.Int(number)));
    }
    if (text != null) {
      row = PostgresHash.combine(row, hash(KeyType.TEXT, new KeyValue.Text(text)));
    }

    assertThat(Long.remainderUnsigned(row, 4)).isEqualTo(by4);
  }

  /// The rows that four partitions have received.
  @ParameterizedTest
  @CsvSource({
    "0, '0 1 12 14 16 17'",
    "1, '-1 3 5 8 9 11 19 20'",
    "2, '2 13 18 42 50000 1000000007'",
    "3, '4 6 7 10 15 49999'",
  })
  void agreesWithRealPartitions(int partition, String keys) {
    try (Scanner scanner = new Scanner(keys)) {
      scanner
          .tokens()
          .forEach(key -> {
            long hash = hash(KeyType.BIGINT, new KeyValue.Int(Long.parseLong(key)));
            assertThat(Long.remainderUnsigned(PostgresHash.combine(0, hash), 4))
                .as("key %s", key)
                .isEqualTo(partition);
          });
    }
  }

  @Test
  void hashesOnlyThePartOfTheArrayThatIsGiven() {
    byte[] bytes = "a text that takes several blocks".getBytes(UTF_8);
    for (int offset = 0; offset < bytes.length; offset++) {
      for (int length = 0; length <= bytes.length - offset; length++) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        assertThat(PostgresHash.ofBytes(bytes, offset, length, 7))
            .isEqualTo(PostgresHash.ofBytes(copy, 0, length, 7));
      }
    }
    assertThatThrownBy(() -> PostgresHash.ofBytes(bytes, 1, bytes.length, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /// `hash_bytes_uint32_extended` is `hash_bytes_extended` of the four bytes.
  @Test
  void hashesAnIntegerAsItsFourBytes() {
    byte[] bytes = {0x78, 0x56, 0x34, 0x12};

    assertThat(PostgresHash.ofInteger(0x12345678, 7))
        .isEqualTo(PostgresHash.ofBytes(bytes, 0, 4, 7));
  }

  private static void assertRow(long hash, String rowHash, int by4) {
    long row = PostgresHash.combine(0, hash);
    assertThat(Long.toUnsignedString(row)).isEqualTo(rowHash);
    assertThat(Long.remainderUnsigned(row, 4)).isEqualTo(by4);
  }

  private static long hash(KeyType type, KeyValue value) {
    return PostgresHash.ofColumn(type, value, PostgresHash.PARTITION_SEED);
  }
}
