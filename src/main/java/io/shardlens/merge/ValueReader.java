package io.shardlens.merge;

import io.shardlens.merge.SortValue.Exact;
import io.shardlens.merge.SortValue.Moment;
import io.shardlens.merge.SortValue.Real;
import io.shardlens.merge.SortValue.Whole;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Reads values to order by from PostgreSQL's text, without making a [String] of what is common.
final class ValueReader {

  private static final int NEGATIVE_INFINITE = 0;
  private static final int FINITE = 1;
  private static final int INFINITE = 2;
  private static final int NOT_A_NUMBER = 3;

  /// So many digits fit a `long` whatever they are.
  private static final int SAFE_DIGITS = 18;

  private static final long MICROS = 1_000_000;

  private ValueReader() {}

  /// An integer of 64 bits.
  static Whole whole(byte[] utf8, int offset, int length) {
    int first = length > 0 && utf8[offset] == '-' ? 1 : 0;
    return new Whole(
        length - first > SAFE_DIGITS
            ? Long.parseLong(text(utf8, offset, length))
            : first == 0
                ? digits(utf8, offset, offset + length)
                : -digits(utf8, offset + 1, offset + length));
  }

  /// @throws NumberFormatException unless there are digits and nothing else, as many as are safe
  private static long digits(byte[] utf8, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = utf8[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException(text(utf8, from, to - from));
      }
      value = 10 * value + digit;
    }
    if (from >= to || to - from > SAFE_DIGITS) {
      throw new NumberFormatException(text(utf8, from, to - from));
    }
    return value;
  }

  /// A floating-point number.
  static Real real(byte[] utf8, int offset, int length) {
    // Minus zero becomes zero.
    return new Real(Double.parseDouble(text(utf8, offset, length)) + 0.0);
  }

  /// A `numeric`.
  static Exact exact(byte[] utf8, int offset, int length) {
    int first = length > 0 && utf8[offset] == '-' ? 1 : 0;
    if (length - first > SAFE_DIGITS || length == first) {
      return named(utf8, offset, length);
    }
    long unscaled = 0;
    int point = -1;
    for (int i = first; i < length; i++) {
      int digit = utf8[offset + i] - '0';
      if (digit >= 0 && digit <= 9) {
        unscaled = 10 * unscaled + digit;
      } else if (utf8[offset + i] == '.' && point < 0) {
        point = i;
      } else {
        return named(utf8, offset, length);
      }
    }
    return new Exact(
        FINITE, first == 0 ? unscaled : -unscaled, point < 0 ? 0 : length - 1 - point, null);
  }

  private static Exact named(byte[] utf8, int offset, int length) {
    String text = text(utf8, offset, length);
    return switch (text) {
      case "-Infinity" -> new Exact(NEGATIVE_INFINITE, 0, 0, null);
      case "Infinity" -> new Exact(INFINITE, 0, 0, null);
      case "NaN" -> new Exact(NOT_A_NUMBER, 0, 0, null);
      default -> new Exact(FINITE, 0, 0, new BigDecimal(text));
    };
  }

  /// `YYYY-MM-DD`, with more digits of the year where there are more; then ` HH:MM:SS` where it has
  /// a time, with a fraction where that is not zero, and `+00` where it has a zone; then ` BC`.
  static Moment moment(byte[] utf8, int offset, int length) {
    int end = offset + length;
    if (length > 0 && utf8[end - 1] == 'y') {
      return switch (text(utf8, offset, length)) {
        case "-infinity" -> new Moment(Long.MIN_VALUE, 0);
        case "infinity" -> new Moment(Long.MAX_VALUE, 0);
        default -> throw new IllegalArgumentException(text(utf8, offset, length));
      };
    }
    boolean beforeChrist = length > 3 && utf8[end - 1] == 'C';
    if (beforeChrist) {
      end -= " BC".length();
    }
    int dash = next(utf8, offset, end, '-');
    int secondDash = next(utf8, dash + 1, end, '-');
    int space = next(utf8, secondDash + 1, end, ' ');
    int year = Math.toIntExact(digits(utf8, offset, dash));
    LocalDate date =
        LocalDate.of(
            beforeChrist ? 1 - year : year,
            (int) digits(utf8, dash + 1, secondDash),
            (int) digits(utf8, secondDash + 1, space));
    return new Moment(date.toEpochDay(), space == end ? 0 : micros(utf8, space + 1, end));
  }

  private static long micros(byte[] utf8, int from, int end) {
    int zone = end - "+00".length();
    int to = end;
    if (zone > from && utf8[zone] == '+' && utf8[zone + 1] == '0' && utf8[zone + 2] == '0') {
      to = zone;
    }
    int minutes = next(utf8, from, to, ':') + 1;
    int seconds = next(utf8, minutes, to, ':') + 1;
    int point = next(utf8, seconds, to, '.');
    if (next(utf8, from, to, '+') < to || next(utf8, from, to, '-') < to) {
      throw new IllegalStateException("Only times in UTC can be ordered by their text");
    }
    long second =
        3600 * digits(utf8, from, minutes - 1)
            + 60 * digits(utf8, minutes, seconds - 1)
            + digits(utf8, seconds, point);
    return second * MICROS + (point == to ? 0 : fraction(utf8, point + 1, to));
  }

  private static long fraction(byte[] utf8, int from, int to) {
    long micros = digits(utf8, from, to);
    if (to - from > 6) {
      throw new NumberFormatException(text(utf8, from, to - from));
    }
    for (int i = to - from; i < 6; i++) {
      micros *= 10;
    }
    return micros;
  }

  /// Where a byte comes next, `end` where it does not.
  private static int next(byte[] utf8, int from, int end, char wanted) {
    int at = from;
    while (at < end && utf8[at] != wanted) {
      at++;
    }
    return Math.min(at, end);
  }

  private static String text(byte[] utf8, int offset, int length) {
    return new String(utf8, offset, Math.max(0, length), StandardCharsets.UTF_8);
  }
}
