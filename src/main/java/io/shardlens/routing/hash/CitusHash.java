package io.shardlens.routing.hash;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;

/// The 32-bit hash functions of PostgreSQL (`hashint8`, `hashtext`, `uuid_hash` and so on), by
/// which Citus distributes rows: signed, without a seed.
///
/// The extended functions with seed 0 have the same lower half; PostgreSQL guarantees that
/// (`src/include/access/hash.h`, `HASHEXTENDED_PROC`). So this is the port that [PostgresHash] is,
/// with its words on encodings and collations.
public final class CitusHash {

  private CitusHash() {}

  /// The hash of a key column, by the support function of its type.
  ///
  /// @throws IllegalArgumentException when the value is not of the type's kind
  public static int ofColumn(KeyType type, KeyValue value) {
    return (int) PostgresHash.ofColumn(type, value, 0);
  }

  /// The catalog's name of the function that [#ofColumn] computes.
  public static String functionName(KeyType type) {
    return PostgresHash.functionName(type).replaceFirst("_?extended$", "");
  }

  /// `hashint4`: of an integer, a smallint, and of the days since 2000-01-01 that a date is.
  public static int ofInteger(int value) {
    return (int) PostgresHash.ofInteger(value, 0);
  }

  /// `hashint8`: of a bigint, and of the microseconds since 2000-01-01 that a timestamp is, with a
  /// time zone or without.
  public static int ofBigint(long value) {
    return (int) PostgresHash.ofBigint(value, 0);
  }

  /// `hash_bytes` of a part of an array: of the UTF-8 bytes of a text, of the 16 bytes of a uuid.
  ///
  /// @throws IndexOutOfBoundsException when the part is not within the array
  public static int ofBytes(byte[] bytes, int offset, int length) {
    return (int) PostgresHash.ofBytes(bytes, offset, length, 0);
  }
}
