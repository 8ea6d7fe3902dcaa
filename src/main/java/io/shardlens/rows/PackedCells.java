package io.shardlens.rows;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How a row lies in bytes: for each cell its length plus one, seven bits a byte, the low ones
/// first and the high bit set on all but the last (LEB128); then its UTF-8. Zero is NULL.
///
/// Next to PostgreSQL's own DataRow message, which spends four bytes on each length and seven on
/// each row, a row is never longer here while its cells are shorter than two million bytes.
final class PackedCells {

  /// Bytes that a length takes at most.
  static final int MOST_LENGTH_BYTES = 5;

  private PackedCells() {}

  /// Where the bytes of the cell begin whose length is written at `position`.
  static int afterLength(byte[] bytes, int position) {
    int at = position;
    while (bytes[at] < 0) {
      at++;
    }
    return at + 1;
  }

  /// The length that is written at `position`, -1 for NULL.
  static int length(byte[] bytes, int position) {
    int at = position;
    int value = bytes[at] & 0x7f;
    for (int shift = 7; bytes[at] < 0; shift += 7) {
      at++;
      value |= (bytes[at] & 0x7f) << shift;
    }
    return value - 1;
  }

  /// Where the cell after the one at `position` is written.
  static int next(byte[] bytes, int position) {
    return afterLength(bytes, position) + Math.max(0, length(bytes, position));
  }

  /// The text of the cell that is written at `position`, `null` for NULL.
  static @Nullable String text(byte[] bytes, int position) {
    int length = length(bytes, position);
    return length < 0
        ? null
        : new String(bytes, afterLength(bytes, position), length, StandardCharsets.UTF_8);
  }

  /// Writes a length, -1 for NULL.
  ///
  /// @return where the bytes of the cell begin
  static int putLength(byte[] bytes, int position, int length) {
    int value = length + 1;
    int at = position;
    while (value > 0x7f) {
      bytes[at++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    bytes[at++] = (byte) value;
    return at;
  }
}
