package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.nio.charset.StandardCharsets;

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
final class PostgresHash {

  /// `HASH_PARTITION_SEED` of `partbounds.c`.
  static final long PARTITION_SEED = 0x7A5B22367996DCFDL;

  /// The constant of `hash_combine64`.
  static final long COMBINE_CONSTANT = 0x49a0f4dd15e5a8e3L;

  private static final int INITIAL_STATE = 0x9e3779b9 + 3923095;

  private PostgresHash() {}

  /// The hash of one key column, by the support function of its type.
  ///
  /// @throws IllegalArgumentException when the value is not of the type's kind
  static long ofColumn(KeyType type, KeyValue value, long seed) {
    return switch (value) {
      case KeyValue.Int(long number) when type.isInteger() -> ofBigint(number, seed);
      case KeyValue.Text text when type.isText() -> ofBytes(bytes(type, text), seed);
      case KeyValue.Uuid uuid when type == KeyType.UUID -> ofBytes(bytes(uuid), seed);
      case KeyValue.Int _, KeyValue.Text _, KeyValue.Uuid _ ->
          throw new IllegalArgumentException("The key is no " + type.word());
    };
  }

  /// The catalog's name of the function that [#ofColumn] computes.
  static String functionName(KeyType type) {
    return switch (type) {
      case SMALLINT -> "hashint2extended";
      case INTEGER -> "hashint4extended";
      case BIGINT -> "hashint8extended";
      case TEXT, VARCHAR -> "hashtextextended";
      case CHAR -> "hashbpcharextended";
      case UUID -> "uuid_hash_extended";
    };
  }

  /// `hash_combine64`: takes the hash of one more column into the hash of a row.
  static long combine(long rowHash, long columnHash) {
    return rowHash ^ (columnHash + COMBINE_CONSTANT + (rowHash << 54) + (rowHash >>> 7));
  }

  /// `hashint8extended`, and with it `hashint4extended` and `hashint2extended`, which give the same
  /// for the same number.
  static long ofBigint(long value, long seed) {
    return ofWord(folded(value), seed);
  }

  /// The 32 bits that stand for an integer: the upper half is folded in so that a number that fits
  /// in 32 bits hashes alike in every integer type.
  static int folded(long value) {
    int low = (int) value;
    int high = (int) (value >>> 32);
    return low ^ (value >= 0 ? high : ~high);
  }

  /// The bytes of a text that count: trailing blanks mean nothing in a `char`.
  static byte[] bytes(KeyType type, KeyValue.Text value) {
    String text = value.text();
    int end = text.length();
    while (type == KeyType.CHAR && end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end).getBytes(StandardCharsets.UTF_8);
  }

  /// The 16 bytes of a uuid, in the order in which they are written.
  static byte[] bytes(KeyValue.Uuid value) {
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

  /// `hash_bytes_uint32_extended`.
  static long ofWord(int word, long seed) {
    State state = new State(Integer.BYTES, seed);
    state.a += word;
    return state.result();
  }

  /// `hash_bytes_extended`.
  static long ofBytes(byte[] bytes, long seed) {
    State state = new State(bytes.length, seed);
    int offset = 0;
    for (; bytes.length - offset >= 12; offset += 12) {
      state.a += word(bytes, offset, 4);
      state.b += word(bytes, offset + 4, 4);
      state.c += word(bytes, offset + 8, 4);
      state.mix();
    }
    int left = bytes.length - offset;
    state.a += word(bytes, offset, Math.min(left, 4));
    state.b += word(bytes, offset + 4, Math.clamp(left - 4, 0, 4));
    // The lowest byte of c is kept for the length, which has gone in at the start.
    state.c += word(bytes, offset + 8, Math.clamp(left - 8, 0, 3)) << 8;
    return state.result();
  }

  /// Up to four bytes as a little-endian number.
  private static int word(byte[] bytes, int offset, int count) {
    int word = 0;
    for (int i = 0; i < count; i++) {
      word |= (bytes[offset + i] & 0xff) << (8 * i);
    }
    return word;
  }

  /// The three words of lookup3, with `mix` and `final` of `hashfn.c`.
  private static final class State {
    private int a;
    private int b;
    private int c;

    State(int length, long seed) {
      a = INITIAL_STATE + length;
      b = a;
      c = a;
      if (seed != 0) {
        a += (int) (seed >>> 32);
        b += (int) seed;
        mix();
      }
    }

    void mix() {
      a -= c;
      a ^= Integer.rotateLeft(c, 4);
      c += b;
      b -= a;
      b ^= Integer.rotateLeft(a, 6);
      a += c;
      c -= b;
      c ^= Integer.rotateLeft(b, 8);
      b += a;
      a -= c;
      a ^= Integer.rotateLeft(c, 16);
      c += b;
      b -= a;
      b ^= Integer.rotateLeft(a, 19);
      a += c;
      c -= b;
      c ^= Integer.rotateLeft(b, 4);
      b += a;
    }

    long result() {
      c ^= b;
      c -= Integer.rotateLeft(b, 14);
      a ^= c;
      a -= Integer.rotateLeft(c, 11);
      b ^= a;
      b -= Integer.rotateLeft(a, 25);
      c ^= b;
      c -= Integer.rotateLeft(b, 16);
      a ^= c;
      a -= Integer.rotateLeft(c, 4);
      b ^= a;
      b -= Integer.rotateLeft(a, 14);
      c ^= b;
      c -= Integer.rotateLeft(b, 24);
      return ((long) b << 32) | (c & 0xffffffffL);
    }
  }
}
