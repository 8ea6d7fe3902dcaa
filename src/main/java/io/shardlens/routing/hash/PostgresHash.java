package io.shardlens.routing.hash;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The extended hash functions that PostgreSQL uses for `PARTITION BY HASH`, bit for bit, as a
/// little-endian server computes them (x86-64 and AArch64, every server in practice).
///
/// Ported from PostgreSQL: `src/common/hashfn.c` (`hash_bytes_extended`,
/// `hash_bytes_uint32_extended`: Bob Jenkins' lookup3 with a 64-bit seed and result),
/// `src/backend/access/hash/hashfunc.c` (the functions of the integer and text types),
/// `src/backend/utils/adt/varchar.c` (`hashbpcharextended`), `src/backend/utils/adt/uuid.c`,
/// `src/include/common/hashfn.h` (`hash_combine64`) and `src/backend/partitioning/partbounds.c`
/// (`compute_partition_hash_value`).
///
/// Text is hashed by its UTF-8 bytes, which is right for a database in UTF8 and a deterministic
/// collation; a nondeterministic collation hashes sort keys instead, which nobody outside of the
/// server can know.
public final class PostgresHash {

  /// `HASH_PARTITION_SEED` of `partbounds.c`.
  public static final long PARTITION_SEED = 0x7A5B22367996DCFDL;

  /// The constant of `hash_combine64`.
  public static final long COMBINE_CONSTANT = 0x49a0f4dd15e5a8e3L;

  private static final int INITIAL_STATE = 0x9e3779b9 + 3923095;

  /// lookup3 takes the bytes three words of four bytes at a time.
  private static final int BLOCK = 3 * Integer.BYTES;

  private static final byte[] NO_BYTES = {};

  private PostgresHash() {}

  /// The hash of one key column, by the support function of its type.
  ///
  /// @throws IllegalArgumentException when the value is not of the type's kind
  public static long ofColumn(KeyType type, KeyValue value, long seed) {
    return switch (value) {
      case KeyValue.Int(long number) when type.isInteger() -> ofBigint(number, seed);
      case KeyValue.Text text when type.isText() -> ofBytes(bytes(type, text), seed);
      case KeyValue.Uuid uuid when type == KeyType.UUID -> ofBytes(bytes(uuid), seed);
      case KeyValue.Day(int days) when type == KeyType.DATE -> ofInteger(days, seed);
      case KeyValue.Timestamp(long micros) when type == KeyType.TIMESTAMP -> ofBigint(micros, seed);
      case KeyValue.Moment(long micros) when type == KeyType.TIMESTAMPTZ -> ofBigint(micros, seed);
      case KeyValue.Int _,
          KeyValue.Text _,
          KeyValue.Uuid _,
          KeyValue.Day _,
          KeyValue.Timestamp _,
          KeyValue.Moment _,
          KeyValue.Tuple _ ->
          throw new IllegalArgumentException("The key is no " + type.word());
    };
  }

  /// The catalog's name of the function that [#ofColumn] computes.
  public static String functionName(KeyType type) {
    return switch (type) {
      case SMALLINT -> "hashint2extended";
      case INTEGER -> "hashint4extended";
      case BIGINT -> "hashint8extended";
      case TEXT, VARCHAR -> "hashtextextended";
      case CHAR -> "hashbpcharextended";
      case UUID -> "uuid_hash_extended";
      case DATE -> "hashint4extended";
      case TIMESTAMP, TIMESTAMPTZ -> "timestamp_hash_extended";
    };
  }

  /// `hash_combine64`: takes the hash of one more column into the hash of a row.
  public static long combine(long rowHash, long columnHash) {
    return rowHash ^ (columnHash + COMBINE_CONSTANT + (rowHash << 54) + (rowHash >>> 7));
  }

  /// `hashint8extended`: of a bigint, and of the microseconds since 2000-01-01 that a timestamp is,
  /// with a time zone or without.
  public static long ofBigint(long value, long seed) {
    return ofInteger(folded(value), seed);
  }

  /// `hashint4extended`: of an integer, a smallint, and of the days since 2000-01-01 that a date
  /// is. The same number hashes alike as a bigint.
  public static long ofInteger(int value, long seed) {
    return lookup3(NO_BYTES, 0, Integer.BYTES, value & 0xffffffffL, 0, seed);
  }

  /// The 32 bits that stand for an integer: the upper half is folded in so that a number that fits
  /// in 32 bits hashes alike in every integer type.
  public static int folded(long value) {
    int low = (int) value;
    int high = (int) (value >>> 32);
    return low ^ (value >= 0 ? high : ~high);
  }

  /// The bytes of a text that count: trailing blanks mean nothing in a `char`.
  public static byte[] bytes(KeyType type, KeyValue.Text value) {
    String text = value.text();
    int end = text.length();
    while (type == KeyType.CHAR && end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end).getBytes(StandardCharsets.UTF_8);
  }

  /// The 16 bytes of a uuid, in the order in which they are written.
  public static byte[] bytes(KeyValue.Uuid value) {
    byte[] bytes = new byte[16];
    putBigEndian(bytes, 0, value.value().getMostSignificantBits());
    putBigEndian(bytes, 8, value.value().getLeastSignificantBits());
    return bytes;
  }

  private static void putBigEndian(byte[] target, int offset, long value) {
    for (int i = 0; i < 8; i++) {
      target[offset + i] = (byte) (value >>> (56 - 8 * i));
    }
  }

  private static long ofBytes(byte[] bytes, long seed) {
    return ofBytes(bytes, 0, bytes.length, seed);
  }

  /// `hash_bytes_extended` of a part of an array: of the UTF-8 bytes of a text, of the 16 bytes of
  /// a uuid.
  ///
  /// @throws IndexOutOfBoundsException when the part is not within the array
  public static long ofBytes(byte[] bytes, int offset, int length, long seed) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int left = length % BLOCK;
    int end = offset + length - left;
    long firstWords = LittleEndian.partAt(bytes, end, Math.min(left, 8));
    // The lowest byte of the third word is kept for the length, which goes in at the start.
    int thirdWord = (int) LittleEndian.partAt(bytes, end + 8, Math.max(left - 8, 0)) << 8;
    return lookup3(bytes, offset, length, firstWords, thirdWord, seed);
  }

  /// Bob Jenkins' lookup3 as `hashfn.c` has it, with `mix` and `final`. The words of the last
  /// block, which is not full, are given; the whole blocks before it are read.
  private static long lookup3(
      byte[] bytes, int offset, int length, long lastWords, int lastWord, long seed) {
    int a = INITIAL_STATE + length;
    int b = a;
    int c = a;
    // A seed is mixed in like a block before the first one.
    for (int block = seed == 0 ? 0 : -1; block < length / BLOCK; block++) {
      if (block < 0) {
        a += (int) (seed >>> 32);
        b += (int) seed;
      } else {
        int at = offset + block * BLOCK;
        a += LittleEndian.intAt(bytes, at);
        b += LittleEndian.intAt(bytes, at + 4);
        c += LittleEndian.intAt(bytes, at + 8);
      }
      a = (a - c) ^ Integer.rotateLeft(c, 4);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 6);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 8);
      b += a;
      a = (a - c) ^ Integer.rotateLeft(c, 16);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 19);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 4);
      b += a;
    }
    return last(a + (int) lastWords, b + (int) (lastWords >>> 32), c + lastWord);
  }

  /// `final`, of which the extended functions return the last two words.
  private static long last(int a, int b, int c) {
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    c = (c ^ b) - Integer.rotateLeft(b, 24);
    return ((long) b << 32) | (c & 0xffffffffL);
  }
}
