package io.shardlens.routing;

import io.shardlens.routing.hash.ByteHash;
import io.shardlens.routing.hash.JavaHash;
import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.expression.ExpressionFunction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The hash functions of an expression, and the bytes that they read.
final class ExpressionHashes {

  private ExpressionHashes() {}

  /// @param arguments of the types that the function takes
  /// @throws IllegalArgumentException when the function is no hash
  static ExpressionValue hash(ExpressionFunction function, List<ExpressionValue> arguments) {
    return switch (function) {
      case MD5 -> hex(HashFunction.MD5, arguments);
      case SHA1 -> hex(HashFunction.SHA1, arguments);
      case SHA256 -> sha256(bytes(arguments.getFirst()));
      case CRC16 -> number(HashFunction.CRC16, arguments);
      case CRC32 -> number(HashFunction.CRC32, arguments);
      case CRC32C -> number(HashFunction.CRC32C, arguments);
      case FNV1A_32 -> number(HashFunction.FNV1A_32, arguments);
      case FNV1A_64 -> number(HashFunction.FNV1A_64, arguments);
      case MURMUR3_32 -> number(HashFunction.MURMUR3_32, arguments);
      case XXHASH64 -> number(HashFunction.XXHASH64, arguments);
      case JAVA_HASH -> javaHash(arguments.getFirst());
      case POSTGRES_HASH -> new ExpressionValue.Int(rowHash(arguments));
      default -> throw new IllegalArgumentException(function.word() + " is no hash");
    };
  }

  static ExpressionValue bytes(long value, int size, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(order);
    if (size == Long.BYTES) {
      buffer.putLong(value);
    } else {
      buffer.putInt((int) value);
    }
    return new ExpressionValue.Bytes(buffer.array());
  }

  static ExpressionValue uuidBytes(ExpressionValue uuid) {
    if (uuid instanceof ExpressionValue.Other(KeyValue.Uuid value)) {
      return new ExpressionValue.Bytes(PostgresHash.bytes(value));
    }
    throw new IllegalStateException("No parsed expression takes these for a uuid");
  }

  private static ExpressionValue number(HashFunction function, List<ExpressionValue> arguments) {
    byte[] bytes = bytes(arguments.getFirst());
    long seed =
        arguments.size() > 1 && arguments.get(1) instanceof ExpressionValue.Int(long value)
            ? value
            : 0;
    return new ExpressionValue.Int(ByteHash.of(function, seed).hash64(bytes, 0, bytes.length));
  }

  private static ExpressionValue hex(HashFunction function, List<ExpressionValue> arguments) {
    byte[] bytes = bytes(arguments.getFirst());
    ByteHash hash = ByteHash.of(function, 0);
    byte[] digest = new byte[hash.size()];
    hash.digest(bytes, 0, bytes.length, digest);
    return new ExpressionValue.Text(HexFormat.of().formatHex(digest));
  }

  private static ExpressionValue sha256(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new ExpressionValue.Text(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static ExpressionValue javaHash(ExpressionValue text) {
    KeyValue value = new KeyValue.Text(((ExpressionValue.Text) text).value());
    return new ExpressionValue.Int(JavaHash.ofColumn(KeyType.TEXT, value));
  }

  /// As `compute_partition_hash_value` of PostgreSQL's `partbounds.c`.
  private static long rowHash(List<ExpressionValue> values) {
    long rowHash = 0;
    for (ExpressionValue value : values) {
      long seed = PostgresHash.PARTITION_SEED;
      long hash =
          switch (value) {
            case ExpressionValue.Int(long number) -> PostgresHash.ofBigint(number, seed);
            case ExpressionValue.Text(String text) ->
                PostgresHash.ofColumn(KeyType.TEXT, new KeyValue.Text(text), seed);
            case ExpressionValue.Other(KeyValue key) ->
                PostgresHash.ofColumn(KeyType.UUID, key, seed);
            case ExpressionValue.Truth _, ExpressionValue.Bytes _ ->
                throw new IllegalStateException("No parsed expression hashes these");
          };
      rowHash = PostgresHash.combine(rowHash, hash);
    }
    return rowHash;
  }

  private static byte[] bytes(ExpressionValue value) {
    return switch (value) {
      case ExpressionValue.Text(String text) -> text.getBytes(StandardCharsets.UTF_8);
      case ExpressionValue.Bytes(byte[] bytes) -> bytes;
      case ExpressionValue.Int _, ExpressionValue.Truth _, ExpressionValue.Other _ ->
          throw new IllegalStateException("No parsed expression hashes these");
    };
  }
}
