package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expected numbers were measured on PostgreSQL, or are in the regression tests of Citus.
final class CitusHashTest {

  private static final LocalDate POSTGRESQL_EPOCH = LocalDate.of(2000, 1, 1);

  @ParameterizedTest
  @CsvSource({
    "0, -272711505",
    "1, -1905060026",
    "2, 1134484726",
    "3, -28094569",
    "4, -1011077333",
    "42, 1509752520",
    "123, -205084363",
    "49999, 1819360961",
    "50000, 437217226",
    "-1, 385747274",
    "4294967296, -1905060026",
    "9223372036854775807, -1524351049",
    "-9223372036854775808, -96758253",
  })
  void hashesIntegersOfEveryTypeAlike(long key, int expected) {
    assertThat(CitusHash.ofBigint(key)).isEqualTo(expected);
    assertThat(CitusHash.ofColumn(KeyType.BIGINT, new KeyValue.Int(key))).isEqualTo(expected);
    if (key == (int) key) {
      assertThat(CitusHash.ofInteger((int) key)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource("1997-08-08, -499701663")
  void hashesADateByItsDays(LocalDate date, int expected) {
    int days = (int) (date.toEpochDay() - POSTGRESQL_EPOCH.toEpochDay());

    assertThat(CitusHash.ofInteger(days)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', -1477818771",
    "a, 1075015857",
    "1, -631133447",
    "foo, 1955559433",
    "hello, -1870292951",
    "customer, -1205532144",
    "Ünïcode, -1841457487",
  })
  void hashesTextByItsBytes(String text, int expected) {
    byte[] padded = ("×" + text + "×").getBytes(UTF_8);

    assertThat(CitusHash.ofColumn(KeyType.TEXT, new KeyValue.Text(text))).isEqualTo(expected);
    assertThat(CitusHash.ofBytes(padded, 2, padded.length - 4)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "00000000-0000-0000-0000-000000000000, 1353656403",
    "f47ac10b-58cc-4372-a567-0e02b2c3d479, -1212128942",
    "00112233-4455-6677-8899-aabbccddeeff, 776152245",
  })
  void hashesUuidByItsSixteenBytes(UUID uuid, int expected) {
    assertThat(CitusHash.ofColumn(KeyType.UUID, new KeyValue.Uuid(uuid))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "SMALLINT, hashint2",
    "INTEGER, hashint4",
    "BIGINT, hashint8",
    "TEXT, hashtext",
    "VARCHAR, hashtext",
    "CHAR, hashbpchar",
    "UUID, uuid_hash",
  })
  void namesTheFunctionOfTheType(KeyType type, String expected) {
    assertThat(CitusHash.functionName(type)).isEqualTo(expected);
  }
}
