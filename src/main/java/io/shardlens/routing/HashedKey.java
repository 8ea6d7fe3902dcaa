package io.shardlens.routing;

import io.shardlens.routing.hash.ByteHash;
import io.shardlens.routing.hash.CitusHash;
import io.shardlens.routing.hash.JavaHash;
import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.routing.hash.PythonHash;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.NumberSource.HashPart;
import io.shardlens.topology.NumberSource.KeyBytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hashes a key by any function but PostgreSQL's row hash: the bytes of the key by one that reads
/// bytes, the typed value by one that knows types.
final class HashedKey implements KeyNumber {
  private final NumberSource.Hash hash;
  private final List<KeyType> types;
  private final Optional<ByteHash> function;

  HashedKey(NumberSource.Hash hash, List<KeyType> types) {
    this.hash = hash;
    this.types = List.copyOf(types);
    this.function =
        hash.function().readsBytes()
            ? Optional.of(ByteHash.of(hash.function(), hash.seed()))
            : Optional.empty();
  }

  @Override
  public Made of(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    List<KeyValue> values = new ArrayList<>();
    for (KeyValue value : key) {
      if (value == null) {
        return KeyNumber.ofNull();
      }
      values.add(value);
    }
    return switch (hash.function()) {
      case CITUS ->
          typed(
              CitusHash.ofColumn(types.getFirst(), values.getFirst()),
              CitusHash.functionName(types.getFirst()),
              steps);
      case JAVA ->
          typed(
              JavaHash.ofColumn(types.getFirst(), values.getFirst()),
              "hashCode() of a " + javaClass(types.getFirst()),
              steps);
      case PYTHON ->
          typed(
              PythonHash.ofInteger(((KeyValue.Countable) values.getFirst()).ordinal()),
              "hash() of a Python int",
              steps);
      default -> ofBytes(values, steps);
    };
  }

  private static Made typed(long value, String how, List<Derivation.Step> steps) {
    steps.add(new Derivation.Step("Hash", Long.toString(value), how));
    return new Of(BigInteger.valueOf(value));
  }

  private static String javaClass(KeyType type) {
    return switch (type) {
      case SMALLINT, INTEGER -> "Java Integer";
      case BIGINT -> "Java Long";
      case UUID -> "Java UUID";
      case TEXT, VARCHAR, CHAR, DATE, TIMESTAMP, TIMESTAMPTZ -> "Java String";
    };
  }

  private Made ofBytes(List<KeyValue> values, List<Derivation.Step> steps) {
    byte[] bytes;
    try {
      bytes = bytes(values);
    } catch (CharacterCodingException e) {
      return new None(unencodable());
    } catch (ArithmeticException e) {
      return new None("it does not fit in 32 bits");
    }
    steps.add(ShownBytes.step("Bytes", bytes, words()));
    return number(bytes, steps);
  }

  /// The number of bytes that are ready to be hashed.
  Of number(byte[] bytes, List<Derivation.Step> steps) {
    byte[] digest = digest(bytes);
    steps.add(
        new Derivation.Step(
            "Hash",
            HexFormat.of().formatHex(digest),
            hash.function().word() + (hash.seed() == 0 ? "" : ", seed " + hash.seed())));
    BigInteger number = number(digest, hash.part().from());
    steps.add(new Derivation.Step("Number", number.toString(), words(hash.part(), digest.length)));
    return new Of(number);
  }

  byte[] digest(byte[] bytes) {
    ByteHash ready = function.orElseThrow();
    byte[] digest = new byte[ready.size()];
    ready.digest(bytes, 0, bytes.length, digest);
    return digest;
  }

  /// The number that a part of a digest makes.
  ///
  /// @param from the part's first byte
  BigInteger number(byte[] digest, int from) {
    byte[] part = new byte[hash.part().bytes()];
    for (int i = 0; i < part.length; i++) {
      part[hash.part().bigEndian() ? i : part.length - 1 - i] = digest[from + i];
    }
    return hash.signed() ? new BigInteger(part) : new BigInteger(1, part);
  }

  private String words(HashPart part, int size) {
    String bytes =
        part.bytes() == size
            ? "all " + size + " bytes"
            : "bytes " + (part.from() + 1) + " to " + (part.from() + part.bytes()) + " of " + size;
    return bytes
        + (part.bigEndian() ? "" : ", the last the highest")
        + (hash.signed() ? ", signed" : ", unsigned");
  }

  private byte[] bytes(List<KeyValue> values) throws CharacterCodingException {
    KeyBytes form = hash.bytes();
    return switch (form.form()) {
      case TEXT ->
          encoded(
              String.join(form.separator(), values.stream().map(KeyValue::text).toList()), form);
      case INT32_BIG_ENDIAN -> int32(ordinal(values), false);
      case INT32_LITTLE_ENDIAN -> int32(ordinal(values), true);
      case INT64_BIG_ENDIAN -> ShownBytes.bigEndian(ordinal(values), 8);
      case INT64_LITTLE_ENDIAN -> ShownBytes.bigEndian(Long.reverseBytes(ordinal(values)), 8);
      case UUID -> PostgresHash.bytes((KeyValue.Uuid) values.getFirst());
    };
  }

  private static byte[] int32(long number, boolean littleEndian) {
    int narrow = Math.toIntExact(number);
    return ShownBytes.bigEndian(littleEndian ? Integer.reverseBytes(narrow) : narrow, 4);
  }

  private static long ordinal(List<KeyValue> values) {
    return ((KeyValue.Countable) values.getFirst()).ordinal();
  }

  /// @throws CharacterCodingException for a character that the charset does not have
  static byte[] encoded(String text, KeyBytes form) throws CharacterCodingException {
    ByteBuffer encoded = form.charset().charset().newEncoder().encode(CharBuffer.wrap(text));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  private String words() {
    KeyBytes form = hash.bytes();
    return switch (form.form()) {
      case TEXT ->
          form.charset().word().toUpperCase(java.util.Locale.ROOT)
              + (types.size() > 1 ? " of the columns joined by \"" + form.separator() + "\"" : "");
      case INT32_BIG_ENDIAN, INT64_BIG_ENDIAN -> "the number, big-endian";
      case INT32_LITTLE_ENDIAN, INT64_LITTLE_ENDIAN -> "the number, little-endian";
      case UUID -> "the uuid as written";
    };
  }

  String unencodable() {
    return "it has a character that " + hash.bytes().charset().word() + " has not";
  }

  /// Whether a function takes keys of a type at all.
  static boolean takes(HashFunction function, KeyType type) {
    return switch (function) {
      case PYTHON -> type.isInteger();
      case JAVA -> !type.isTime();
      default -> true;
    };
  }
}
