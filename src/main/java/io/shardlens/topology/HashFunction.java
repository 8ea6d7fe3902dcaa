package io.shardlens.topology;

import java.util.Arrays;
import java.util.Optional;

/// The hash functions that a routing may name.
public enum HashFunction {
  /// What PostgreSQL's `PARTITION BY HASH` computes of a row: the extended hash of each column by
  /// its type, combined; 64 bits.
  POSTGRESQL("postgresql", 64),
  /// What Citus computes of its distribution column: `hashint8`, `hashtext` and so on by the
  /// column's type; 32 bits, signed.
  CITUS("citus", 32),
  /// Java's `hashCode()` of an Integer, a Long, a String or a UUID; 32 bits, signed.
  JAVA("java", 32),
  /// Python's `hash()` of an integer. Of a text it differs from process to process, so that no
  /// routing can use it.
  PYTHON("python", 64),
  MURMUR3_32("murmur3-32", 32),
  /// The x64 variant.
  MURMUR3_128("murmur3-128", 128),
  XXHASH64("xxhash64", 64),
  SIPHASH_2_4("siphash-2-4", 64),
  FNV1A_32("fnv1a-32", 32),
  FNV1A_64("fnv1a-64", 64),
  /// CRC-16/XMODEM, which Redis Cluster uses.
  CRC16("crc16", 16),
  /// CRC-32/ISO-HDLC, that of zlib.
  CRC32("crc32", 32),
  /// CRC-32C (Castagnoli).
  CRC32C("crc32c", 32),
  MD5("md5", 128),
  SHA1("sha1", 160);

  private final String word;
  private final int bits;

  HashFunction(String word, int bits) {
    this.word = word;
    this.bits = bits;
  }

  /// The word of the topology file.
  public String word() {
    return word;
  }

  /// How many bits the function gives.
  public int bits() {
    return bits;
  }

  /// Whether the function reads bytes, so that the routing has to say which bytes a key becomes;
  /// the others hash a typed value by its type.
  public boolean readsBytes() {
    return switch (this) {
      case POSTGRESQL, CITUS, JAVA, PYTHON -> false;
      case MURMUR3_32,
          MURMUR3_128,
          XXHASH64,
          SIPHASH_2_4,
          FNV1A_32,
          FNV1A_64,
          CRC16,
          CRC32,
          CRC32C,
          MD5,
          SHA1 ->
          true;
    };
  }

  /// Whether the function can have a seed; 0 it always can.
  ///
  /// @param seed for murmur3-32 one of 32 bits, signed or unsigned
  public boolean takesSeed(long seed) {
    return switch (this) {
      case MURMUR3_32 -> seed >= Integer.MIN_VALUE && seed <= 0xffffffffL;
      case MURMUR3_128, XXHASH64, SIPHASH_2_4 -> true;
      case FNV1A_32, FNV1A_64, CRC16, CRC32, CRC32C, MD5, SHA1 -> seed == 0;
      case POSTGRESQL, CITUS, JAVA, PYTHON -> seed == 0;
    };
  }

  public static Optional<HashFunction> ofWord(String word) {
    return Arrays.stream(values()).filter(function -> function.word.equals(word)).findFirst();
  }
}
