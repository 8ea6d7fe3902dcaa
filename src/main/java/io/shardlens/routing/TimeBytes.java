package io.shardlens.routing;

import io.shardlens.topology.KeyType;

/// Days and moments of the years 1 to 9999 and their text in bytes, without objects between. Counts
/// and texts are those of [io.shardlens.topology.KeyTime].
final class TimeBytes {

  /// The answer to a text of another form, which may be a time, too. No text of our form means it.
  static final long RARE = Long.MIN_VALUE;

  /// The bytes of the longest text: `2024-01-31 12:00:00.123456+00`.
  static final int LONGEST = 29;

  private static final int DATE = 10;
  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;

  /// Days from 0000-03-01, from where leap days come last, to 2000-01-01.
  private static final long EPOCH = 730_425;

  private static final long FIRST_DAY = day(1, 1, 1);
  private static final long LAST_DAY = day(9999, 12, 31);

  private TimeBytes() {}

  /// The number of a time.
  ///
  /// @return [KeyType#ofOrdinal]'s number, or [#RARE]
  static long read(KeyType type, byte[] text, int offset, int length) {
    if (length < DATE || text[offset + 4] != '-' || text[offset + 7] != '-') {
      return RARE;
    }
    int year = digits(text, offset, 2) * 100 + digits(text, offset + 2, 2);
    int month = digits(text, offset + 5, 2);
    int day = digits(text, offset + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) {
      return RARE;
    }
    long days = day(year, month, day);
    if (type == KeyType.DATE) {
      return length == DATE ? days : RARE;
    }
    if (length == DATE) {
      return type == KeyType.TIMESTAMP ? days * DAY : RARE;
    }
    return moment(type, days * DAY, text, offset + DATE, offset + length);
  }

  /// The day with the time of day that follows it, ` 12:00[:00[.123456]]`, and an offset where the
  /// type has one.
  private static long moment(KeyType type, long midnight, byte[] text, int start, int end) {
    if (end - start < 6 || (text[start] != ' ' && text[start] != 'T') || text[start + 3] != ':') {
      return RARE;
    }
    int hour = digits(text, start + 1, 2);
    int minute = digits(text, start + 4, 2);
    int at = start + 6;
    boolean seconds = end - at >= 3 && text[at] == ':';
    int second = seconds ? digits(text, at + 1, 2) : 0;
    at += seconds ? 3 : 0;
    if (!within(hour, 23) || !within(minute, 59) || !within(second, 59)) {
      return RARE;
    }
    long micros = 0;
    if (seconds && at < end && text[at] == '.') {
      int unit = (int) SECOND;
      for (at++; at < end && unit > 1 && text[at] >= '0' && text[at] <= '9'; at++) {
        unit /= 10;
        micros += (long) unit * (text[at] - '0');
      }
      if (unit == SECOND) {
        return RARE;
      }
    }
    long local = midnight + ((hour * 60L + minute) * 60 + second) * SECOND + micros;
    if (type == KeyType.TIMESTAMP) {
      return at == end ? local : RARE;
    }
    long east = offset(text, at, end);
    return east == RARE ? RARE : local - east * SECOND;
  }

  private static boolean within(int number, int highest) {
    return number >= 0 && number <= highest;
  }

  /// `Z`, `+01`, `+0130` or `+01:30` in seconds, or [#RARE].
  private static long offset(byte[] text, int start, int end) {
    int length = end - start;
    if (length == 1 && text[start] == 'Z') {
      return 0;
    }
    boolean colon = length == 6 && text[start + 3] == ':';
    if ((length != 3 && length != 5 && !colon) || (text[start] != '+' && text[start] != '-')) {
      return RARE;
    }
    int hours = digits(text, start + 1, 2);
    int minutes = length == 3 ? 0 : digits(text, end - 2, 2);
    // ZoneOffset ends at 18 hours.
    if (!within(hours, 17) || !within(minutes, 59)) {
      return RARE;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return text[start] == '-' ? -seconds : seconds;
  }

  /// The number of decimal digits, or a negative one where a byte is none.
  private static int digits(byte[] text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -10_000;
      }
      number = 10 * number + text[i] - '0';
    }
    return number;
  }

  private static int lengthOfMonth(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /// Days since 2000-01-01, in years that begin in March, so that leap days come last (the
  /// algorithm of `java.time.LocalDate` and of Howard Hinnant's `days_from_civil`).
  private static long day(int year, int month, int day) {
    long years = month > 2 ? year : year - 1L;
    int months = month > 2 ? month - 3 : month + 9;
    return 365 * years
        + years / 4
        - years / 100
        + years / 400
        + (153 * months + 2) / 5
        + day
        - 1
        - EPOCH;
  }

  /// Writes a time as PostgreSQL prints it.
  ///
  /// @param into has room for [#LONGEST] bytes after the offset
  /// @return how many bytes were written; 0 for a year of another number of digits
  static int write(KeyType type, long number, byte[] into, int offset) {
    long days = type == KeyType.DATE ? number : Math.floorDiv(number, DAY);
    if (days < FIRST_DAY || days > LAST_DAY) {
      return 0;
    }
    writeDay(days, into, offset);
    if (type == KeyType.DATE) {
      return DATE;
    }
    long micros = Math.floorMod(number, DAY);
    int end = offset + DATE;
    into[end] = ' ';
    put((int) (micros / (3_600 * SECOND)), 2, into, end + 1);
    into[end + 3] = ':';
    put((int) (micros / (60 * SECOND) % 60), 2, into, end + 4);
    into[end + 6] = ':';
    put((int) (micros / SECOND % 60), 2, into, end + 7);
    end += 9;
    int fraction = (int) (micros % SECOND);
    if (fraction != 0) {
      into[end] = '.';
      put(fraction, 6, into, end + 1);
      end += 7;
      while (into[end - 1] == '0') {
        end--;
      }
    }
    if (type == KeyType.TIMESTAMPTZ) {
      into[end++] = '+';
      into[end++] = '0';
      into[end++] = '0';
    }
    return end - offset;
  }

  /// The way back of [#day]: Howard Hinnant's `civil_from_days`.
  private static void writeDay(long days, byte[] into, int offset) {
    long left = days + EPOCH;
    long century = left / 146_097;
    int ofCentury = (int) (left % 146_097);
    int year = (ofCentury - ofCentury / 1_460 + ofCentury / 36_524 - ofCentury / 146_096) / 365;
    int ofYear = ofCentury - (365 * year + year / 4 - year / 100);
    int months = (5 * ofYear + 2) / 153;
    int month = months < 10 ? months + 3 : months - 9;
    put((int) (400 * century) + year + (month <= 2 ? 1 : 0), 4, into, offset);
    into[offset + 4] = '-';
    put(month, 2, into, offset + 5);
    into[offset + 7] = '-';
    put(ofYear - (153 * months + 2) / 5 + 1, 2, into, offset + 8);
  }

  private static void put(int number, int digits, byte[] into, int offset) {
    int left = number;
    for (int i = offset + digits - 1; i >= offset; i--) {
      into[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }
}
