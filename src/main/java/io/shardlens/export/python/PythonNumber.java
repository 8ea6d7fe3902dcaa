package io.shardlens.export.python;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.NumberSource.HashPart;
import io.shardlens.topology.NumberSource.KeyBytes;
import io.shardlens.topology.expression.PythonLiteral;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// How a key becomes the number that picks its shard, in Python.
///
/// @param nullable whether a value may be `None` here
record PythonNumber(PythonModule module, List<PythonKey> key, boolean nullable) {

  private static final String SEED =
      "0x" + HexFormat.of().withUpperCase().toHexDigits(PostgresHash.PARTITION_SEED);

  /// Lines that leave the number in a variable `number`.
  List<String> lines(NumberSource source) throws NotExpressibleException {
    return switch (source) {
      case NumberSource.Identity _ -> List.of("number = " + key.getFirst().value());
      case NumberSource.BitField field ->
          List.of(
              "number = %s >> %d & 0x%X"
                  .formatted(key.getFirst().value(), field.shift(), (1L << field.width()) - 1));
      case NumberSource.Hash hash ->
          switch (hash.function()) {
            case POSTGRESQL -> rowHash();
            case CITUS ->
                List.of(
                    "number = _signed(" + postgresHash(key.getFirst(), "0") + " & 0xFFFFFFFF, 32)");
            case JAVA -> List.of("number = " + javaHash(key.getFirst()));
            case PYTHON -> List.of("number = _python_hash(" + key.getFirst().value() + ")");
            default ->
                List.of("data = " + bytes(hash.bytes()), "number = " + number(hash, "data", ""));
          };
    };
  }

  private List<String> rowHash() {
    List<String> lines = new ArrayList<>(List.of("number = 0"));
    for (PythonKey column : key) {
      String taken = "number = _postgres_combined(number, " + postgresHash(column, SEED) + ")";
      if (nullable) {
        lines.add("if " + column.value() + " is not None:");
        lines.add("    " + taken);
      } else {
        lines.add(taken);
      }
    }
    return lines;
  }

  private static String postgresHash(PythonKey column, String seed) {
    return switch (column.type()) {
      case SMALLINT, INTEGER, BIGINT, DATE, TIMESTAMP, TIMESTAMPTZ ->
          "_postgres_hash_integer(" + column.value() + ", " + seed + ")";
      case TEXT, VARCHAR, CHAR ->
          "_postgres_hash_bytes(" + column.value() + ".encode(), " + seed + ")";
      case UUID -> "_postgres_hash_bytes(" + column.value() + ".bytes, " + seed + ")";
    };
  }

  private static String javaHash(PythonKey column) throws NotExpressibleException {
    return switch (column.type()) {
      case SMALLINT, INTEGER -> column.value();
      case BIGINT -> "_java_long_hash(" + column.value() + ")";
      case TEXT, VARCHAR, CHAR -> "_java_text_hash(" + column.value() + ")";
      case UUID -> "_java_uuid_hash(" + column.value() + ")";
      case DATE, TIMESTAMP, TIMESTAMPTZ ->
          throw new NotExpressibleException("no one Java class stands for a date or a time");
    };
  }

  /// The bytes of the key.
  private String bytes(KeyBytes bytes) {
    String first = key.getFirst().value();
    return switch (bytes.form()) {
      case TEXT -> encoded(joinedText(bytes.separator()), bytes.charset());
      case INT32_LITTLE_ENDIAN -> "_int32_bytes(" + first + ", \"little\")";
      case INT32_BIG_ENDIAN -> "_int32_bytes(" + first + ", \"big\")";
      case INT64_LITTLE_ENDIAN -> first + ".to_bytes(8, \"little\", signed=True)";
      case INT64_BIG_ENDIAN -> first + ".to_bytes(8, \"big\", signed=True)";
      case UUID -> first + ".bytes";
    };
  }

  /// @param text an expression that gives a text
  static String encoded(String text, KeyBytes.Charset charset) {
    String operand = text.contains(" + ") ? "(" + text + ")" : text;
    return switch (charset) {
      case UTF_8 -> operand + ".encode()";
      case UTF_16_LITTLE_ENDIAN -> operand + ".encode(\"utf-16-le\")";
      case UTF_16_BIG_ENDIAN -> operand + ".encode(\"utf-16-be\")";
      case LATIN_1 -> "_latin1_bytes(" + text + ")";
    };
  }

  /// The texts of all columns with a separator between them.
  String joinedText(String separator) {
    return key.size() == 1
        ? key.getFirst().text()
        : PythonLiteral.quoted(separator)
            + key.stream().map(PythonKey::text).collect(Collectors.joining(", ", ".join([", "])"));
  }

  /// The number of bytes that are ready to be hashed.
  ///
  /// @param data an expression that gives the bytes
  /// @param first an expression that gives the first byte of the hash that counts, or empty where
  ///   the routing says it
  String number(NumberSource.Hash hash, String data, String first) throws NotExpressibleException {
    HashPart part = hash.part();
    boolean whole = part.bytes() == hash.function().bits() / 8;
    if (whole && part.bigEndian() && first.isEmpty() && givesNumber(hash)) {
      return hash.signed()
          ? "_signed(" + hashed(hash, data) + ", " + hash.function().bits() + ")"
          : hashed(hash, data);
    }
    String digest =
        givesNumber(hash)
            ? hashed(hash, data) + ".to_bytes(" + hash.function().bits() / 8 + ", \"big\")"
            : hashed(hash, data);
    String slice;
    if (!first.isEmpty()) {
      slice = "[" + first + " : " + first + " + " + part.bytes() + "]";
    } else if (whole) {
      slice = "";
    } else {
      slice = "[" + part.from() + " : " + (part.from() + part.bytes()) + "]";
    }
    return "int.from_bytes("
        + digest
        + slice
        + (part.bigEndian() ? ", \"big\"" : ", \"little\"")
        + (hash.signed() ? ", signed=True)" : ")");
  }

  /// Whether the Python of a function gives a number; the others give bytes.
  private static boolean givesNumber(NumberSource.Hash hash) {
    return hash.function().bits() <= 64;
  }

  private String hashed(NumberSource.Hash hash, String data) throws NotExpressibleException {
    return switch (hash.function()) {
      case MURMUR3_32 -> "_murmur3_32(" + data + ", " + (hash.seed() & 0xffffffffL) + ")";
      case MURMUR3_128 -> "_murmur3_128(" + data + ", " + unsigned(hash.seed()) + ")";
      case XXHASH64 -> "_xxhash64(" + data + ", " + unsigned(hash.seed()) + ")";
      case SIPHASH_2_4 -> "_siphash(" + data + ", " + unsigned(hash.seed()) + ")";
      case FNV1A_32 -> "_fnv1a_32(" + data + ")";
      case FNV1A_64 -> "_fnv1a_64(" + data + ")";
      case CRC16 -> {
        module.imports("import binascii");
        yield "binascii.crc_hqx(" + data + ", 0)";
      }
      case CRC32 -> {
        module.imports("import zlib");
        yield "zlib.crc32(" + data + ")";
      }
      case CRC32C -> "_crc32c(" + data + ")";
      case MD5, SHA1 -> {
        module.imports("import hashlib");
        yield "hashlib.%s(%s, usedforsecurity=False).digest()"
            .formatted(hash.function().word(), data);
      }
      case POSTGRESQL, CITUS, JAVA, PYTHON ->
          throw new NotExpressibleException(hash.function().word() + " hashes no bytes");
    };
  }

  private static String unsigned(long seed) {
    return Long.toUnsignedString(seed);
  }
}
