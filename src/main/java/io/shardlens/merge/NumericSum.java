package io.shardlens.merge;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A sum of PostgreSQL's `numeric`, with its NaN and infinities, and its division by a count.
///
/// The digits after the point are those that PostgreSQL shows: of a sum as many as its widest term
/// has, of a quotient as many as `select_div_scale` in `src/backend/utils/adt/numeric.c` chooses.
public final class NumericSum {

  private static final int SIGNIFICANT_DIGITS = 16;
  private static final int BASE_DIGITS = 4;
  private static final int MAX_SCALE = 1000;

  private BigDecimal finite = BigDecimal.ZERO;
  private boolean nan;
  private boolean infinite;
  private boolean minusInfinite;

  /// @param text a number as PostgreSQL prints it
  public void add(String text) {
    switch (text) {
      case "NaN" -> nan = true;
      case "Infinity" -> infinite = true;
      case "-Infinity" -> minusInfinite = true;
      default -> finite = finite.add(new BigDecimal(text));
    }
  }

  /// The sum as PostgreSQL prints it.
  public String sum() {
    String special = special();
    return special.isEmpty() ? finite.toPlainString() : special;
  }

  /// The sum divided by a count, as PostgreSQL's `avg` prints it.
  ///
  /// @param count above 0
  public String dividedBy(long count) {
    String special = special();
    return special.isEmpty()
        ? quotient(finite, BigDecimal.valueOf(count)).toPlainString()
        : special;
  }

  private String special() {
    if (nan || (infinite && minusInfinite)) {
      return "NaN";
    }
    return infinite ? "Infinity" : minusInfinite ? "-Infinity" : "";
  }

  /// What PostgreSQL's `numeric` division gives.
  static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
    int weight = weight(dividend) - weight(divisor);
    if (firstDigit(dividend) <= firstDigit(divisor)) {
      weight--;
    }
    int scale = SIGNIFICANT_DIGITS - weight * BASE_DIGITS;
    scale = Math.max(scale, Math.max(dividend.scale(), divisor.scale()));
    scale = Math.clamp(scale, 0, MAX_SCALE);
    return dividend.divide(divisor, scale, RoundingMode.HALF_UP);
  }

  /// The exponent of the first digit that is not zero, in PostgreSQL's base of 10 000; 0 for zero.
  private static int weight(BigDecimal number) {
    return number.signum() == 0
        ? 0
        : Math.floorDiv(number.precision() - number.scale() - 1, BASE_DIGITS);
  }

  /// That digit, from 1 to 9 999; 0 for zero.
  private static int firstDigit(BigDecimal number) {
    return number.signum() == 0
        ? 0
        : number.abs().movePointLeft(weight(number) * BASE_DIGITS).intValue();
  }
}
