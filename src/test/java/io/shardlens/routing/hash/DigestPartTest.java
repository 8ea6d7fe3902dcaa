package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.topology.HashFunction;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DigestPartTest {

  private static final ByteHash MD5 = ByteHash.of(HashFunction.MD5, 0);

  @ParameterizedTest
  @CsvSource({"-1, 4", "0, 0", "0, 9", "13, 4", "16, 1"})
  void refusesBytesThatADigestHasNot(int from, int count) {
    assertThatThrownBy(() -> new DigestPart(MD5, from, count, ByteOrder.BIG_ENDIAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 bytes");
  }

  /// The word by which ketama finds a key's server.
  @ParameterizedTest
  @CsvSource({"42, 3905343649", "hello, 708854109", "foo, 3675831724"})
  void takesTheWordThatKetamaTakes(String key, long expected) {
    assertThat(hash(new DigestPart(MD5, 0, 4, ByteOrder.LITTLE_ENDIAN), key)).isEqualTo(expected);
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
