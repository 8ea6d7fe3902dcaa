package io.shardlens.routing.hash;

/// CRC-16/XMODEM: polynomial 0x1021, starting from 0, nothing reflected; `crc16.c` of Redis.
final class Crc16 {

  private static final int POLYNOMIAL = 0x1021;

  /// What each value of the upper byte adds.
  private static final char[] TABLE = table();

  private Crc16() {}

  static int hash(byte[] bytes, int offset, int length) {
    int crc = 0;
    for (int i = offset; i < offset + length; i++) {
      crc = (char) (crc << 8) ^ TABLE[(crc >>> 8) ^ (bytes[i] & 0xff)];
    }
    return crc;
  }

  private static char[] table() {
    char[] table = new char[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
      }
      table[i] = (char) crc;
    }
    return table;
  }
}
