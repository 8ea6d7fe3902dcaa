package io.shardlens.export.sql;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.NumberSource.HashPart;
import io.shardlens.topology.NumberSource.KeyBytes;
import io.shardlens.topology.expression.SqlLiteral;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How a key becomes the number that picks its shard, in SQL.
///
/// @param nullable whether a column may be NULL here
record SqlNumber(SqlSteps steps, List<SqlKey> key, boolean nullable) {

  /// How many numbers 64 bits have.
  static final BigInteger WORDS = BigInteger.ONE.shiftLeft(64);

  /// The sum of `hash_combine64` is made positive by this and has its sign put right by it: two and
  /// a half times all words.
  private static final BigInteger POSITIVE = WORDS.multiply(BigInteger.valueOf(5)).shiftRight(1);

  /// An expression that gives the number; a column of the last step, or computed once only.
  String of(NumberSource source) throws NotExpressibleException {
    SqlKey first = key.getFirst();
    return switch (source) {
      case NumberSource.Identity _ ->
          first.type().isInteger() ? first.value() : steps.step("number", first.number());
      case NumberSource.BitField field ->
          "((%s >> %d) & %d)"
              .formatted(ordinal(first) + "::bigint", field.shift(), (1L << field.width()) - 1);
      case NumberSource.Hash hash ->
          switch (hash.function()) {
            case POSTGRESQL -> rowHash();
            case CITUS -> postgresHash(first, "");
            case JAVA -> javaHash(first);
            case PYTHON -> pythonHash(ordinal(first));
            default -> number(hash, text(hash));
          };
    };
  }

  private String ordinal(SqlKey column) {
    return column.type().isInteger() ? column.value() : steps.step("number", column.number());
  }

  private String rowHash() {
    if (key.size() == 1) {
      BigInteger added = BigInteger.valueOf(PostgresHash.COMBINE_CONSTANT).add(WORDS);
      String hash = postgresHash(key.getFirst(), ", " + PostgresHash.PARTITION_SEED);
      String row = "mod(%s::numeric + %d, %d)".formatted(hash, added, WORDS);
      return steps.step("number", nullable ? "coalesce(" + row + ", 0)" : row);
    }
    List<String> names = IntStream.rangeClosed(1, key.size()).mapToObj(i -> "hash_" + i).toList();
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      hashes.add(
          postgresHash(key.get(i), ", " + PostgresHash.PARTITION_SEED) + " AS " + names.get(i));
    }
    steps.step(hashes);
    String row = combined("0::bigint", names.getFirst());
    for (int i = 1; i <= names.size(); i++) {
      List<String> columns = new ArrayList<>(names.subList(i, names.size()));
      columns.addFirst(row + " AS hashed");
      steps.step(columns);
      row = i < names.size() ? combined("hashed", names.get(i)) : "";
    }
    return steps.step("number", "mod(hashed::numeric + " + WORDS + ", " + WORDS + ")");
  }

  /// `hash_combine64`, computed as numeric, where nothing overflows.
  private String combined(String row, String hash) {
    String sum =
        "%s::numeric + %d + (%s << 54) + ((%s >> 7) & %d)"
            .formatted(hash, PostgresHash.COMBINE_CONSTANT, row, row, (1L << 57) - 1);
    String combined =
        "(%s # (mod(%s + %d, %d) - %d)::bigint)"
            .formatted(row, sum, POSITIVE, WORDS, WORDS.shiftRight(1));
    return nullable
        ? "CASE WHEN " + hash + " IS NULL THEN " + row + " ELSE " + combined + " END"
        : combined;
  }

  /// @param seed empty, or what follows the first argument of the extended function
  private static String postgresHash(SqlKey column, String seed) {
    String extended = seed.isEmpty() ? "" : "extended";
    String underscored = seed.isEmpty() ? "" : "_extended";
    return switch (column.type()) {
      case SMALLINT, INTEGER, BIGINT ->
          "hashint8" + extended + "(" + column.value() + "::bigint" + seed + ")";
      case TEXT, VARCHAR, CHAR -> "hashtext" + extended + "(" + column.compared() + seed + ")";
      case UUID -> "uuid_hash" + underscored + "(" + column.value() + seed + ")";
      case DATE -> "hashint4" + extended + "((" + column.number() + ")::integer" + seed + ")";
      case TIMESTAMP -> "timestamp_hash" + underscored + "(" + column.value() + seed + ")";
      case TIMESTAMPTZ ->
          "timestamp_hash" + underscored + "(" + column.value() + SqlKey.UTC + seed + ")";
    };
  }

  private String javaHash(SqlKey column) throws NotExpressibleException {
    return switch (column.type()) {
      case SMALLINT, INTEGER -> column.value();
      case BIGINT -> folded(column.value());
      case UUID -> {
        String digits = steps.step("digits", "replace(" + column.value() + "::text, '-', '')");
        yield folded(
            steps.step(
                "number",
                "('x' || substr(%s, 1, 16))::bit(64)::bigint # ('x' || substr(%s, 17))::bit(64)::bigint"
                    .formatted(digits, digits)));
      }
      case TEXT, VARCHAR, CHAR ->
          throw new NotExpressibleException("Java's hashCode of a text takes a loop in SQL");
      case DATE, TIMESTAMP, TIMESTAMPTZ ->
          throw new NotExpressibleException("no one Java class stands for a date or a time");
    };
  }

  /// Java's `Long.hashCode`: the lower 32 bits with their sign.
  private static String folded(String number) {
    return "((((%s # (%s >> 32)) & 4294967295) # 2147483648) - 2147483648)"
        .formatted(number, number);
  }

  private String pythonHash(String number) {
    String remainder =
        steps.step("number", "mod(" + number + "::numeric, " + ((1L << 61) - 1) + ")");
    return steps.step(
        "number", "CASE " + remainder + " WHEN -1 THEN -2 ELSE " + remainder + " END");
  }

  /// The bytes that are hashed, as `bytea`.
  private String text(NumberSource.Hash hash) throws NotExpressibleException {
    KeyBytes bytes = hash.bytes();
    SqlKey first = key.getFirst();
    return switch (bytes.form()) {
      case TEXT -> encoded(hash, joinedText(bytes.separator()));
      case INT64_BIG_ENDIAN -> "int8send((" + first.number() + ")::bigint)";
      case INT64_LITTLE_ENDIAN -> reversed("int8send((" + first.number() + ")::bigint)", 8);
      case INT32_BIG_ENDIAN -> int32(ordinal(first));
      case INT32_LITTLE_ENDIAN -> reversed(int32(ordinal(first)), 4);
      case UUID -> "uuid_send(" + first.value() + ")";
    };
  }

  private static String int32(String number) {
    return "CASE WHEN %s BETWEEN -2147483648 AND 2147483647 THEN int4send(%s::integer) END"
        .formatted(number, number);
  }

  private String reversed(String bytes, int count) {
    String straight = steps.step("bytes", bytes);
    return IntStream.range(0, count)
        .mapToObj(i -> "substr(" + straight + ", " + (count - i) + ", 1)")
        .collect(Collectors.joining(" || "));
  }

  /// The texts of all columns with a separator between them.
  String joinedText(String separator) {
    return key.stream()
        .map(SqlKey::text)
        .map(text -> text.contains(" ") ? "(" + text + ")" : text)
        .collect(
            Collectors.joining(
                separator.isEmpty() ? " || " : " || " + SqlLiteral.quoted(separator) + " || "));
  }

  /// @param text an expression that gives a text
  static String encoded(NumberSource.Hash hash, String text) throws NotExpressibleException {
    if (hash.bytes().charset() != KeyBytes.Charset.UTF_8) {
      throw new NotExpressibleException(
          "PostgreSQL cannot encode every text in " + hash.bytes().charset().word());
    }
    return "convert_to(" + text + ", 'UTF8')";
  }

  /// The number of bytes.
  ///
  /// @param bytes an expression that gives them as `bytea`
  String number(NumberSource.Hash hash, String bytes) throws NotExpressibleException {
    if (hash.function() != HashFunction.MD5) {
      throw new NotExpressibleException(
          "PostgreSQL has no " + hash.function().word() + " without an extension");
    }
    HashPart part = hash.part();
    String digest = steps.step("digest", "md5(" + bytes + ")");
    String digits = digits(part, digest);
    int bits = 8 * part.bytes();
    if (bits < 64) {
      String number = "('x' || %s)::bit(%d)::bigint".formatted(digits, bits);
      return signed(hash, steps.step("number", number), bits);
    }
    return signed(hash, steps.step("number", wide(steps.step("digits", digits), part)), bits);
  }

  private static String digits(HashPart part, String digest) {
    if (part.bigEndian()) {
      return "substr(%s, %d, %d)".formatted(digest, 2 * part.from() + 1, 2 * part.bytes());
    }
    return IntStream.range(0, part.bytes())
        .map(i -> part.from() + part.bytes() - 1 - i)
        .mapToObj(at -> "substr(" + digest + ", " + (2 * at + 1) + ", 2)")
        .collect(Collectors.joining(" || "));
  }

  /// Hexadecimal digits as numeric, four bytes at a time.
  private static String wide(String digits, HashPart part) {
    StringBuilder sum = new StringBuilder();
    for (int at = 0; at < part.bytes(); at += 4) {
      int size = Math.min(4, part.bytes() - at);
      BigInteger weight = BigInteger.ONE.shiftLeft(8 * (part.bytes() - at - size));
      sum.append(sum.isEmpty() ? "" : " + ")
          .append(
              "('x' || substr(%s, %d, %d))::bit(%d)::bigint::numeric * %d"
                  .formatted(digits, 2 * at + 1, 2 * size, 8 * size, weight));
    }
    return sum.toString();
  }

  private String signed(NumberSource.Hash hash, String number, int bits) {
    BigInteger all = BigInteger.ONE.shiftLeft(bits);
    return hash.signed()
        ? steps.step(
            "number",
            "CASE WHEN %s >= %d THEN %s - %d ELSE %s END"
                .formatted(number, all.shiftRight(1), number, all, number))
        : number;
  }
}
