package io.shardlens.routing;

import java.math.BigInteger;
import java.util.HexFormat;

/// The text functions of an expression. Positions count characters (code points), from 1.
final class TextRules {
  /// Nobody writes longer numbers, and reading one takes time that grows with its square.
  private static final int MOST_HEX_DIGITS = 1_000;

  private TextRules() {}

  static long length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// Without blanks at both ends, as PostgreSQL's `btrim`.
  static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  /// PostgreSQL's `substring(text, start, length)`, of `text_substring` in `varlena.c`.
  static String substring(String text, int start, int length) throws ExpressionFailure {
    if (length < 0) {
      throw new ExpressionFailure("the length of substring is " + length + ", which is negative");
    }
    return between(text, start - 1L, start - 1L + length);
  }

  static String substring(String text, int start) {
    return between(text, start - 1L, Long.MAX_VALUE);
  }

  static String left(String text, int count) {
    return between(text, 0, count < 0 ? length(text) + count : count);
  }

  static String right(String text, int count) {
    return between(text, count < 0 ? -(long) count : length(text) - count, Long.MAX_VALUE);
  }

  /// @param from the first character, from 0
  /// @param to the character behind the last one
  private static String between(String text, long from, long to) {
    long length = length(text);
    int first = (int) Math.clamp(from, 0, length);
    int last = (int) Math.clamp(to, first, Math.max(first, length));
    int start = text.offsetByCodePoints(0, first);
    return text.substring(start, text.offsetByCodePoints(start, last - first));
  }

  static long integer(String text) throws ExpressionFailure {
    if (!text.matches("[+-]?[0-9]+")) {
      throw new ExpressionFailure(shown(text) + " is no integer: decimal digits are expected");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw new ExpressionFailure(shown(text) + " is out of the range of 64-bit integers");
    }
  }

  static long hexInteger(String text) throws ExpressionFailure {
    BigInteger value = hexNumber(text);
    if (value.bitLength() >= Long.SIZE) {
      throw new ExpressionFailure(
          shown(text) + " is out of the range of 64-bit integers: take fewer digits, or hex_mod");
    }
    return value.longValue();
  }

  /// @param divisor at least 1
  static long hexRemainder(String text, long divisor) throws ExpressionFailure {
    return hexNumber(text).mod(BigInteger.valueOf(divisor)).longValue();
  }

  private static BigInteger hexNumber(String text) throws ExpressionFailure {
    boolean digits = !text.isEmpty() && text.chars().allMatch(HexFormat::isHexDigit);
    if (!digits || text.length() > MOST_HEX_DIGITS) {
      throw new ExpressionFailure(
          shown(text)
              + " is no hexadecimal number: 1 to "
              + MOST_HEX_DIGITS
              + " digits 0-9 and a-f are expected");
    }
    return new BigInteger(text, 16);
  }

  private static String shown(String text) {
    return new ExpressionValue.Text(text).shown();
  }
}
