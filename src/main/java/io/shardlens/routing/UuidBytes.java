package io.shardlens.routing;

/// Uuids and their text in bytes, without a String between.
final class UuidBytes {

  /// The bytes of the text that PostgreSQL prints.
  static final int TEXT = 36;

  private static final int DIGITS = 32;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private UuidBytes() {}

  /// Whether the bytes are 32 hexadecimal digits, with the four hyphens at their places or without
  /// any: the texts that [#half] takes. Others may be uuids, too.
  static boolean isUuid(byte[] bytes, int offset, int length) {
    if (length != TEXT && length != DIGITS) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      byte at = bytes[offset + i];
      boolean hyphen = length == TEXT && isHyphen(i);
      if (hyphen ? at != '-' : digit(at) < 0) {
        return false;
      }
    }
    return true;
  }

  /// Where the text that PostgreSQL prints has its hyphens.
  private static boolean isHyphen(int position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
  }

  private static int digit(byte character) {
    if (character >= '0' && character <= '9') {
      return character - '0';
    }
    int lower = character | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /// Half of a uuid whose text [#isUuid].
  ///
  /// @param half 0 for the upper one, 1 for the lower one
  static long half(byte[] bytes, int offset, int half) {
    long number = 0;
    int digits = 0;
    for (int at = offset; digits < DIGITS / 2 * (half + 1); at++) {
      if (bytes[at] != '-') {
        number = (number << 4) | digit(bytes[at]);
        digits++;
      }
    }
    return number;
  }

  /// Writes the text that PostgreSQL prints.
  ///
  /// @param into has room for [#TEXT] bytes after the offset
  static void write(long upper, long lower, byte[] into, int offset) {
    int digits = 0;
    for (int i = 0; i < TEXT; i++) {
      if (isHyphen(i)) {
        into[offset + i] = '-';
      } else {
        long half = digits < DIGITS / 2 ? upper : lower;
        into[offset + i] = HEX[(int) (half >>> (60 - 4 * (digits % 16))) & 0xf];
        digits++;
      }
    }
  }

  /// Writes the 16 bytes in the order in which the text has them.
  static void writeBytes(long upper, long lower, byte[] into) {
    DecimalBytes.bigEndian(upper, into, 0, Long.BYTES);
    DecimalBytes.bigEndian(lower, into, Long.BYTES, Long.BYTES);
  }
}
