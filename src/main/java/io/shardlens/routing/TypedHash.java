package io.shardlens.routing;

import io.shardlens.routing.hash.JavaHash;
import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.routing.hash.PythonHash;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The hashes of typed values, of the key at hand.
final class TypedHash {

  private TypedHash() {}

  /// Empty where the function takes no such keys.
  static Optional<LongSupplier> of(HashFunction function, List<KeyColumn> columns) {
    KeyColumn first = columns.getFirst();
    if (!HashedKey.takes(function, first.type())) {
      return Optional.empty();
    }
    return switch (function) {
      case POSTGRESQL -> Optional.of(rowHash(columns));
      case CITUS -> {
        LongSupplier hash = ofColumn(first, 0);
        yield Optional.of(() -> (int) hash.getAsLong());
      }
      case JAVA -> Optional.of(java(first));
      case PYTHON -> Optional.of(() -> PythonHash.ofInteger(first.number()));
      default -> Optional.empty();
    };
  }

  private static LongSupplier rowHash(List<KeyColumn> columns) {
    LongSupplier[] hashes =
        columns.stream()
            .map(column -> ofColumn(column, PostgresHash.PARTITION_SEED))
            .toArray(LongSupplier[]::new);
    LongSupplier first = hashes[0];
    if (hashes.length == 1) {
      return () -> PostgresHash.combine(0, first.getAsLong());
    }
    return () -> {
      long rowHash = 0;
      for (LongSupplier hash : hashes) {
        rowHash = PostgresHash.combine(rowHash, hash.getAsLong());
      }
      return rowHash;
    };
  }

  private static LongSupplier ofColumn(KeyColumn column, long seed) {
    return switch (column.type()) {
      case SMALLINT, INTEGER, BIGINT, TIMESTAMP, TIMESTAMPTZ ->
          () -> PostgresHash.ofBigint(column.number(), seed);
      case DATE -> () -> PostgresHash.ofInteger((int) column.number(), seed);
      case TEXT, VARCHAR, CHAR ->
          () -> PostgresHash.ofBytes(column.bytes(), column.offset(), column.length(), seed);
      case UUID -> {
        byte[] bytes = new byte[2 * Long.BYTES];
        yield () -> {
          UuidBytes.writeBytes(column.number(), column.lower(), bytes);
          return PostgresHash.ofBytes(bytes, 0, bytes.length, seed);
        };
      }
    };
  }

  private static LongSupplier java(KeyColumn column) {
    KeyType type = column.type();
    if (type.isText()) {
      return () -> JavaHash.ofText(column.bytes(), column.offset(), column.length());
    }
    return type == KeyType.UUID
        ? () -> Long.hashCode(column.number() ^ column.lower())
        : () -> JavaHash.ofNumber(type, column.number());
  }
}
