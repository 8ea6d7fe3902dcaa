package io.shardlens.topology.imports.python.syntax;

import io.shardlens.topology.imports.ImportPlace;
import java.util.Locale;

/// The numbers of Python: digits with underscores, three other bases, fractions.
final class PythonNumber {
  /// No number that is needed here is longer.
  private static final int MAXIMUM_LENGTH = 100;

  private PythonNumber() {}

  /// Reads a token of kind [TokenKind#NUMBER]; what does not fit in 64 bits is not understood.
  static Expression read(Token token, ImportPlace place) {
    String digits = token.text().replace("_", "").toLowerCase(Locale.ROOT);
    if (token.text().length() <= MAXIMUM_LENGTH) {
      try {
        if (digits.matches("0[xob][0-9a-f]+")) {
          int base = digits.charAt(1) == 'x' ? 16 : digits.charAt(1) == 'o' ? 8 : 2;
          return new Expression.Whole(place, Long.parseLong(digits.substring(2), base));
        }
        if (digits.matches("0+|[1-9][0-9]*")) {
          return new Expression.Whole(place, Long.parseLong(digits));
        }
        if (digits.matches("(?=.*[.e])[0-9]*\\.?[0-9]*(e[+-]?[0-9]+)?")) {
          return new Expression.Fraction(place, Double.parseDouble(digits));
        }
      } catch (NumberFormatException e) {
        // Too large: falls through to what is not understood.
      }
    }
    return new Expression.NotUnderstood(place, "a number of this form");
  }
}
