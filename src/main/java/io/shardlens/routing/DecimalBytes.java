package io.shardlens.routing;

/// Whole numbers and their decimal text in bytes, without a String between.
final class DecimalBytes {

  /// The bytes of the longest text: `-9223372036854775808`.
  static final int LONGEST = 20;

  private DecimalBytes() {}

  /// Writes a number to the end of a buffer of [#LONGEST] bytes or more.
  ///
  /// @return where its text begins
  static int write(long number, byte[] buffer) {
    int at = buffer.length;
    // Negative numbers reach one further than positive ones.
    long left = number > 0 ? -number : number;
    do {
      buffer[--at] = (byte) ('0' - left % 10);
      left /= 10;
    } while (left != 0);
    if (number < 0) {
      buffer[--at] = '-';
    }
    return at;
  }

  /// Whether the bytes are a whole number with no more than 18 digits and a sign before them at
  /// most: the texts that [#read] takes. Others may be numbers, too.
  static boolean isShort(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    int digits = end - at;
    if (digits < 1 || digits > 18) {
      return false;
    }
    for (; at < end; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    return true;
  }

  /// The number of a text that [#isShort].
  static long read(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    boolean negative = bytes[at] == '-';
    if (negative || bytes[at] == '+') {
      at++;
    }
    long number = 0;
    for (; at < end; at++) {
      number = number * 10 + (bytes[at] - '0');
    }
    return negative ? -number : number;
  }

  /// Writes the lowest bytes of a number, the highest of them first.
  static void bigEndian(long number, byte[] into, int offset, int count) {
    for (int i = 0; i < count; i++) {
      into[offset + i] = (byte) (number >>> (8 * (count - 1 - i)));
    }
  }
}
