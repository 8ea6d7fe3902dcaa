package io.shardlens.routing.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.topology.HashFunction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Vectors that the authors of the functions, or the systems that route by them, have published.
final class ByteHashTest {

  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @CsvSource({
    "fnv1a-32, '', 811c9dc5",
    "fnv1a-32, a, e40c292c",
    "fnv1a-32, foobar, bf9cf968",
    "fnv1a-32, hello, 4f9f2cab",
    "fnv1a-64, '', cbf29ce484222325",
    "fnv1a-64, a, af63dc4c8601ec8c",
    "fnv1a-64, foobar, 85944171f73967e8",
    "fnv1a-64, hello, a430d84680aabd0b",
    "crc16, '', 0000",
    "crc16, 123456789, 31c3",
    "crc32, '', 00000000",
    "crc32, 123456789, cbf43926",
    "crc32, hello, 3610a686",
    "crc32, foo, 8c736521",
    "crc32, 42, 3224b088",
    "crc32c, 123456789, e3069283",
    "crc32c, '', 00000000",
    "xxhash64, '', ef46db3751d8e999",
    "xxhash64, test1, 0b8f97d6e4b71ad0",
    "xxhash64, test2, 890e0a4c7111eb87",
    "murmur3-32, '', 00000000",
    "murmur3-32, 1, 9416ac93",
    "murmur3-32, user:42, c7a6a375",
    "murmur3-128, '', 00000000000000000000000000000000",
    "murmur3-128, hello, 029bbd41b3a7d8cb191dae486a901e5b",
    "md5, '', d41d8cd98f00b204e9800998ecf8427e",
    "md5, abc, 900150983cd24fb0d6963f7d28e17f72",
    "md5, Test, 0cbc6611f5540bd0809a388dc95a615b",
    "sha1, '', da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "sha1, abc, a9993e364706816aba3e25717850c26c9cd0d89d",
  })
  void givesPublishedDigestsOfTexts(String word, String text, String expected) {
    ByteHash hash = unseeded(word);

    assertThat(HEX.formatHex(digest(hash, text.getBytes(UTF_8)))).isEqualTo(expected);
    if (hash.size() <= Long.BYTES) {
      assertThat(number(hash, text.getBytes(UTF_8)))
          .isEqualTo(HexFormat.fromHexDigitsToLong(expected));
    }
  }

  /// `crc32` of zlib and `murmur3` of routers that write it as a signed or an unsigned number.
  @ParameterizedTest
  @CsvSource({
    "crc32, hello, 907060870, 907060870",
    "crc32, foo, 2356372769, -1938594527",
    "crc32, 42, 841265288, 841265288",
    "murmur3-32, user:42, 3349586805, -945380491",
    "murmur3-32, 1, 2484513939, -1810453357",
    // U+1F600 by its UTF-8 bytes, which Guava's deprecated murmur3_32() got wrong.
    "murmur3-32, \uD83D\uDE00, 3199479546, -1095487750",
  })
  void isUnsignedInALongAndSignedInAnInt(String word, String text, long unsigned, int signed) {
    long hash = number(unseeded(word), text.getBytes(UTF_8));

    assertThat(hash).isEqualTo(unsigned);
    assertThat((int) hash).isEqualTo(signed);
  }

  /// One number, four hashes: which bytes it becomes is for the topology to say.
  @ParameterizedTest
  @CsvSource({
    "0100000000000000, 1392991556",
    "0000000000000001, 1759100286",
    "01000000, -68075478",
    "31, -1810453357",
  })
  void murmurOfOneDependsOnItsBytes(String bytes, int expected) {
    assertThat((int) number(unseeded("murmur3-32"), HEX.parseHex(bytes))).isEqualTo(expected);
  }

  /// SPQR: what Go's `binary.PutUvarint` writes, in a buffer of eight bytes, or ten from 2^56.
  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 3119878097",
    "-9223372036854775808, 1367477491",
    "1, 1392991556",
    "42, 1871679806",
    "50000, 2097046763",
  })
  void murmurAgreesWithSpqrOnIntegers(long key, long expected) {
    byte[] buffer = new byte[Long.compareUnsigned(key, 1L << 56) < 0 ? 8 : 10];
    int at = 0;
    long rest = key;
    for (; Long.compareUnsigned(rest, 0x80) >= 0; rest >>>= 7) {
      buffer[at++] = (byte) (rest | 0x80);
    }
    buffer[at] = (byte) rest;

    assertThat(number(unseeded("murmur3-32"), buffer)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a, 1009084850",
    "hello, 613153351",
    "foo, 4138058784",
    "018f4b8e-37f0-7cc4-b5f2-0f62d09ca662, 3674753503",
  })
  void murmurAgreesWithSpqrOnTexts(String key, long expected) {
    assertThat(number(unseeded("murmur3-32"), key.getBytes(UTF_8))).isEqualTo(expected);
  }

  /// Vitess' vindex `xxhash`: of the text of a value, written little-endian.
  @ParameterizedTest
  @CsvSource({
    "1, d46405367612b4b7",
    "-1, d8e2a6a7c8c7623d",
    "18446744073709551615, 477cfa8d6d8f1f8d",
    "9223372036854775807, b37eb01f7bffafd8",
    "-9223372036854775808, 102c27ddb26a609e",
    "test1, d01ab7e4d6978f0b",
    "test2, 87eb11714c0a0e89",
    "'', 99e9d85137db46ef",
    "42, b942d776d0f5e66d",
    "50000, ded9a3a3f1ad7b8f",
  })
  void xxhashAgreesWithVitess(String key, String expected) {
    long hash = number(unseeded("xxhash64"), key.getBytes(UTF_8));

    assertThat(HEX.toHexDigits(Long.reverseBytes(hash))).isEqualTo(expected);
  }

  /// `xsum_sanity_check.c` of the reference implementation.
  @ParameterizedTest
  @CsvSource({
    "0, 0, ef46db3751d8e999",
    "0, 2654435761, ac75fda2929b17ef",
    "1, 0, e934a84adb052768",
    "1, 2654435761, 5014607643a9b4c3",
    "4, 0, 9136a0dca57457ee",
    "14, 0, 8282dcc4994e35c8",
    "14, 2654435761, c3bd6bf63deb6df0",
    "222, 0, b641ae8cb691c174",
    "222, 2654435761, 20cb8ab7ae10c14a",
  })
  void xxhashGivesItsAuthorsVectors(int length, long seed, String expected) {
    byte[] bytes = new byte[length];
    long generator = 2654435761L;
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (generator >>> 56);
      generator *= 0x9E3779B185EBCA8DL;
    }

    assertThat(HEX.formatHex(digest(ByteHash.of(HashFunction.XXHASH64, seed), bytes)))
        .isEqualTo(expected);
  }

  /// `VerificationTest` of SMHasher: keys of 0 to 255 bytes with seeds from 256 down, and a hash of
  /// their hashes.
  @ParameterizedTest
  @CsvSource({"MURMUR3_32, b0f57ee3", "MURMUR3_128, 6384ba69", "XXHASH64, 024b7cf4"})
  void givesTheVerificationValueOfItsAuthors(HashFunction function, String expected) {
    int size = function.bits() / Byte.SIZE;
    byte[] hashes = new byte[256 * size];
    byte[] key = new byte[256];
    for (int length = 0; length < 256; length++) {
      key[length] = (byte) length;
      byte[] hash = new byte[size];
      ByteHash.of(function, 256 - length).digest(key, 0, length, hash);
      System.arraycopy(asInMemory(hash), 0, hashes, length * size, size);
    }

    byte[] last = asInMemory(digest(ByteHash.of(function, 0), hashes));
    int verification = ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).getInt();
    assertThat(HEX.toHexDigits(verification)).isEqualTo(expected);
  }

  /// Numbers lie little-endian in the memory of the machines that SMHasher runs on.
  private static byte[] asInMemory(byte[] digest) {
    if (digest.length > Long.BYTES) {
      return digest;
    }
    byte[] reversed = new byte[digest.length];
    for (int i = 0; i < digest.length; i++) {
      reversed[i] = digest[digest.length - 1 - i];
    }
    return reversed;
  }

  /// `vectors.h` of the reference implementation: the key is 00 01 … 0f, the message 00 01 ….
  @ParameterizedTest
  @CsvSource({
    "0, 726fdb47dd0e0e31",
    "1, 74f839c593dc67fd",
    "2, 0d6c8009d9a94f5a",
    "3, 85676696d7fb7e2d",
    "4, cf2794e0277187b7",
    "5, 18765564cd99a68d",
    "6, cbc9466e58fee3ce",
    "7, ab0200f58b01d137",
    "8, 93f5f5799a932462",
    "9, 9e0082df0ba9e4b0",
    "15, a129ca6149be45e5",
  })
  void siphashGivesItsAuthorsVectors(int length, String expected) {
    byte[] message = new byte[length];
    for (int i = 0; i < length; i++) {
      message[i] = (byte) i;
    }

    long hash = SipHash.hash(message, 0, length, 0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
    assertThat(HEX.toHexDigits(hash)).isEqualTo(expected);
  }

  @Test
  void theSeedOfSiphashIsTheFirstHalfOfItsKey() {
    byte[] message = "hello".getBytes(UTF_8);

    assertThat(number(ByteHash.of(HashFunction.SIPHASH_2_4, -42), message))
        .isEqualTo(SipHash.hash(message, 0, message.length, -42, 0));
    // The zero key, as published with test programs of the paper's authors.
    assertThat(HEX.toHexDigits(number(unseeded("siphash-2-4"), new byte[0])))
        .isEqualTo("1e924b9d737700d7");
  }

  /// PgDog's `hasher = sha1`: the last four bytes of the hash of the decimal, by 12 shards.
  @Test
  void sha1AgreesWithPgdog() {
    int[] shards = {4, 7, 8, 3, 6, 0, 0, 10, 3, 11, 1, 7, 4, 4, 11, 2, 5, 0, 8, 3};
    NumberHash tail = new DigestPart(unseeded("sha1"), 16, 4, ByteOrder.BIG_ENDIAN);

    for (int key = 0; key < shards.length; key++) {
      byte[] decimal = Integer.toString(key).getBytes(UTF_8);
      assertThat(tail.hash64(decimal, 0, decimal.length) % 12)
          .as("key %d", key)
          .isEqualTo(shards[key]);
    }
  }

  @ParameterizedTest
  @EnumSource(HashFunction.class)
  void refusesFunctionsOfValuesAndSeedsThatAFunctionCannotHave(HashFunction function) {
    long tooLong = 1L << 32;
    if (!function.readsBytes()) {
      assertThatThrownBy(() -> ByteHash.of(function, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(function.word());
    } else if (!ByteHash.takesSeed(function, tooLong)) {
      assertThatThrownBy(() -> ByteHash.of(function, tooLong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(function.word() + " cannot have the seed 4294967296");
    } else {
      assertThat(ByteHash.of(function, tooLong).function()).isEqualTo(function);
    }
  }

  @Test
  void aSeedOf32BitsMayBeSignedOrUnsigned() {
    byte[] key = "hello".getBytes(UTF_8);

    assertThat(number(ByteHash.of(HashFunction.MURMUR3_32, -1), key))
        .isEqualTo(number(ByteHash.of(HashFunction.MURMUR3_32, 0xffffffffL), key))
        .isNotEqualTo(number(ByteHash.of(HashFunction.MURMUR3_32, 0), key));
  }

  @ParameterizedTest
  @EnumSource(HashFunction.class)
  void readsAndWritesWithinTheArraysOnly(HashFunction function) {
    if (function.readsBytes()) {
      ByteHash hash = ByteHash.of(function, 0);
      byte[] bytes = new byte[32];
      byte[] into = new byte[hash.size()];

      for (int[] part : new int[][] {{-1, 4}, {0, 33}, {31, 2}, {0, -1}, {Integer.MAX_VALUE, 1}}) {
        assertThatThrownBy(() -> hash.digest(bytes, part[0], part[1], into))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
      assertThatThrownBy(() -> hash.digest(bytes, 0, 4, new byte[hash.size() - 1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aLongDigestIsNoNumber() {
    assertThatThrownBy(() -> number(unseeded("md5"), new byte[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("128 bits");
  }

  private static ByteHash unseeded(String word) {
    return ByteHash.of(HashFunction.ofWord(word).orElseThrow(), 0);
  }

  private static long number(ByteHash hash, byte[] bytes) {
    return hash.hash64(bytes, 0, bytes.length);
  }

  private static byte[] digest(ByteHash hash, byte[] bytes) {
    byte[] digest = new byte[hash.size()];
    hash.digest(bytes, 0, bytes.length, digest);
    return digest;
  }
}
