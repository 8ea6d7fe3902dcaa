package io.shardlens.topology.expression;

import static io.shardlens.topology.expression.ExpressionType.BYTES;
import static io.shardlens.topology.expression.ExpressionType.INTEGER;
import static io.shardlens.topology.expression.ExpressionType.TEXT;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The functions that an expression may call. Where PostgreSQL has one of the same name, it means
/// the same, except where it says otherwise here.
public enum ExpressionFunction {
  ABS(INTEGER, FunctionParameter.INTEGER),
  /// Division rounded down, Python's `//`: `floor_div(-7, 4)` is `-2`.
  FLOOR_DIV(INTEGER, FunctionParameter.INTEGER, FunctionParameter.INTEGER),
  /// The remainder with the sign of the divisor, Python's `%`: `floor_mod(-7, 4)` is `1`.
  FLOOR_MOD(INTEGER, FunctionParameter.INTEGER, FunctionParameter.INTEGER),
  /// The remainder of the integer's 64 bits read as a number without a sign; for 64-bit hashes.
  UNSIGNED_MOD(INTEGER, FunctionParameter.INTEGER, FunctionParameter.DIVISOR),
  /// The low 32 bits read as a number with a sign; for languages whose 32-bit hashes have one.
  SIGNED32(INTEGER, FunctionParameter.INTEGER),

  /// In characters (code points).
  LENGTH(INTEGER, FunctionParameter.TEXT),
  /// Unicode's full default mapping, that of Python and Java, whatever the database's collation.
  LOWER(TEXT, FunctionParameter.TEXT),
  /// As [#LOWER].
  UPPER(TEXT, FunctionParameter.TEXT),
  /// Without blanks at both ends; only blanks, no other space.
  TRIM(TEXT, FunctionParameter.TEXT),
  /// From a character, counted from 1, as many as the third argument says, or all. A start before
  /// the first character uses up length, as in PostgreSQL; a negative length is an error.
  SUBSTRING(
      2, TEXT, FunctionParameter.TEXT, FunctionParameter.POSITION, FunctionParameter.POSITION),
  /// The first characters; of a negative number, all but the last.
  LEFT(TEXT, FunctionParameter.TEXT, FunctionParameter.POSITION),
  /// The last characters; of a negative number, all but the first.
  RIGHT(TEXT, FunctionParameter.TEXT, FunctionParameter.POSITION),
  /// Decimal digits with or without a sign and with nothing around them; others are an error.
  TO_INTEGER(INTEGER, FunctionParameter.TEXT),
  /// Decimal digits; of a uuid its canonical lower-case form; of a date or time PostgreSQL's ISO
  /// form, of a moment in UTC.
  TO_TEXT(TEXT, FunctionParameter.PRINTABLE),
  /// The value of hexadecimal digits, up to 2^63 - 1.
  HEX_TO_INTEGER(INTEGER, FunctionParameter.TEXT),
  /// The remainder of hexadecimal digits of any number, without a sign: Python's `int(text, 16) %
  /// n`.
  HEX_MOD(INTEGER, FunctionParameter.TEXT, FunctionParameter.DIVISOR),

  /// Eight bytes, the lowest first.
  INT64_LE(BYTES, FunctionParameter.INTEGER),
  /// Eight bytes, the highest first.
  INT64_BE(BYTES, FunctionParameter.INTEGER),
  /// Four bytes, the lowest first; an integer that does not fit is an error.
  INT32_LE(BYTES, FunctionParameter.INTEGER),
  /// Four bytes, the highest first; an integer that does not fit is an error.
  INT32_BE(BYTES, FunctionParameter.INTEGER),
  /// Sixteen bytes in the order in which a uuid is written.
  UUID_BYTES(BYTES, FunctionParameter.UUID),

  /// 32 hexadecimal digits. A text is hashed by its UTF-8 bytes, here and below.
  MD5(TEXT, FunctionParameter.HASHED),
  /// 40 hexadecimal digits.
  SHA1(TEXT, FunctionParameter.HASHED),
  /// 64 hexadecimal digits.
  SHA256(TEXT, FunctionParameter.HASHED),
  /// CRC-16/XMODEM, that of Redis Cluster; 0 to 65535.
  CRC16(INTEGER, FunctionParameter.HASHED),
  /// That of zlib; 0 to 2^32 - 1.
  CRC32(INTEGER, FunctionParameter.HASHED),
  /// Castagnoli; 0 to 2^32 - 1.
  CRC32C(INTEGER, FunctionParameter.HASHED),
  /// 0 to 2^32 - 1.
  FNV1A_32(INTEGER, FunctionParameter.HASHED),
  /// 64 bits, with a sign.
  FNV1A_64(INTEGER, FunctionParameter.HASHED),
  /// 0 to 2^32 - 1; the second argument is the seed, 0 where there is none.
  MURMUR3_32(1, INTEGER, FunctionParameter.HASHED, FunctionParameter.SEED),
  /// 64 bits, with a sign; the second argument is the seed, 0 where there is none.
  XXHASH64(1, INTEGER, FunctionParameter.HASHED, FunctionParameter.SEED),
  /// Java's `String.hashCode()`; 32 bits, with a sign.
  JAVA_HASH(INTEGER, FunctionParameter.TEXT),
  /// What `PARTITION BY HASH` computes of a row with these values; 64 bits, with a sign, so that
  /// the partition is `unsigned_mod(postgres_hash(key), n)`.
  POSTGRES_HASH(1, INTEGER, FunctionParameter.several(FunctionParameter.VALUE, 8));

  private final String word;
  private final int required;
  private final ExpressionType result;

  @SuppressWarnings("ImmutableEnumChecker") // always a List.of
  private final List<FunctionParameter> parameters;

  ExpressionFunction(ExpressionType result, FunctionParameter... parameters) {
    this(parameters.length, result, parameters);
  }

  ExpressionFunction(int required, ExpressionType result, FunctionParameter... parameters) {
    this.word = name().toLowerCase(Locale.ROOT);
    this.required = required;
    this.result = result;
    this.parameters = List.of(parameters);
  }

  /// Its name in an expression.
  public String word() {
    return word;
  }

  public ExpressionType result() {
    return result;
  }

  /// What the arguments may be; the last ones may be left out.
  List<FunctionParameter> parameters() {
    return parameters;
  }

  /// How many arguments there are at least.
  int required() {
    return required;
  }

  /// @param word in any case of letters
  public static Optional<ExpressionFunction> ofWord(String word) {
    return Arrays.stream(values())
        .filter(function -> function.word.equalsIgnoreCase(word))
        .findFirst();
  }
}
