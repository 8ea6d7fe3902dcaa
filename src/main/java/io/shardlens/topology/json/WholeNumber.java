package io.shardlens.topology.json;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Whole numbers that may be larger than what tools take JSON numbers for: numbers, or decimal or
/// hexadecimal texts.
final class WholeNumber {

  private WholeNumber() {}

  /// The number, or `null` when the value is none; then that has been reported.
  static @Nullable BigInteger read(String member, Located value, Problems problems) {
    String written =
        switch (value) {
          case Located.Numeral(Located.Place _, String literal, boolean whole) when whole ->
              literal;
          case Located.Text(Located.Place _, String text) -> text;
          default -> "";
        };
    if (written.matches("-?[0-9]{1,64}")) {
      return new BigInteger(written);
    }
    if (written.matches("0[xX][0-9A-Fa-f]{1,40}")) {
      return new BigInteger(written.substring(2), 16);
    }
    problems.add(
        value.place(),
        "\"" + member + "\" is a whole number, or a text such as \"12\" or \"0x7fff\"");
    return null;
  }
}
