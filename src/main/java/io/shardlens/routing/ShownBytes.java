package io.shardlens.routing;

import java.util.HexFormat;

/// The bytes of a key, as a derivation shows them.
final class ShownBytes {

  /// Of longer keys the first bytes are shown only.
  private static final int SHOWN = 64;

  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

  private ShownBytes() {}

  static Derivation.Step step(String name, byte[] bytes, String form) {
    String count = bytes.length == 1 ? "1 byte, " : bytes.length + " bytes, ";
    if (bytes.length <= SHOWN) {
      return new Derivation.Step(
          name, bytes.length == 0 ? "none" : SPACED.formatHex(bytes), count + form);
    }
    return new Derivation.Step(
        name,
        SPACED.formatHex(bytes, 0, SHOWN) + " …",
        count + form + ", the first " + SHOWN + " shown");
  }

  /// The lowest bytes of a number, the most significant first.
  static byte[] bigEndian(long number, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (number >>> (8 * (count - 1 - i)));
    }
    return bytes;
  }
}
