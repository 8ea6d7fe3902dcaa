package io.shardlens.topology.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;

/// The integers between two bounds, both included, and what arithmetic makes of them.
///
/// A result covers every value that a pair of integers can yield; pairs for which the operation
/// fails, by leaving 64 bits or by a division by zero, yield none. Bounds of `+ - * /` lie at the
/// corners, as these operations are monotone in each operand while the divisor keeps its sign.
///
/// @param highest not below `lowest`
record IntegerInterval(long lowest, long highest) {
  static final IntegerInterval ALL = new IntegerInterval(Long.MIN_VALUE, Long.MAX_VALUE);

  boolean isOne() {
    return lowest == highest;
  }

  boolean contains(long value) {
    return lowest <= value && value <= highest;
  }

  static Optional<IntegerInterval> between(long lowest, long highest) {
    return lowest <= highest ? Optional.of(new IntegerInterval(lowest, highest)) : Optional.empty();
  }

  Optional<IntegerInterval> intersection(IntegerInterval other) {
    return between(Math.max(lowest, other.lowest), Math.min(highest, other.highest));
  }

  Optional<IntegerInterval> plus(IntegerInterval other) {
    return corners(other, BigInteger::add);
  }

  Optional<IntegerInterval> minus(IntegerInterval other) {
    return corners(other, BigInteger::subtract);
  }

  Optional<IntegerInterval> times(IntegerInterval other) {
    return corners(other, BigInteger::multiply);
  }

  List<IntegerInterval> dividedBy(IntegerInterval divisor) {
    return divided(divisor, BigInteger::divide);
  }

  List<IntegerInterval> floorDividedBy(IntegerInterval divisor) {
    return divided(divisor, IntegerInterval::floorDivided);
  }

  private List<IntegerInterval> divided(
      IntegerInterval divisor, BinaryOperator<BigInteger> division) {
    List<IntegerInterval> results = new ArrayList<>();
    divisor.negative().flatMap(part -> corners(part, division)).ifPresent(results::add);
    divisor.positive().flatMap(part -> corners(part, division)).ifPresent(results::add);
    return results;
  }

  /// The remainder with the sign of the dividend.
  List<IntegerInterval> remainderBy(IntegerInterval divisor) {
    List<IntegerInterval> results = new ArrayList<>();
    if (divisor.contains(Long.MIN_VALUE)) {
      // It is larger than any other dividend, and divides itself.
      results.add(this);
      results.add(new IntegerInterval(0, 0));
    }
    for (IntegerInterval modulus : divisor.moduli()) {
      between(Math.max(lowest, 0), highest)
          .ifPresent(part -> results.add(part.remainder(modulus, (a, m) -> a % m)));
      between(lowest, Math.min(highest, -1))
          .ifPresent(part ->
              results.add(
                  part.isQuotientOf(modulus, (a, m) -> a / m)
                      ? new IntegerInterval(
                          part.lowest % modulus.lowest, part.highest % modulus.lowest)
                      : new IntegerInterval(Math.max(part.lowest, -(modulus.highest - 1)), 0)));
    }
    return results;
  }

  /// The remainder with the sign of the divisor.
  List<IntegerInterval> floorRemainderBy(IntegerInterval divisor) {
    List<IntegerInterval> results = new ArrayList<>();
    divisor
        .positive()
        .ifPresent(modulus ->
            results.add(
                lowest >= 0 || isQuotientOf(modulus, Math::floorDiv)
                    ? remainder(modulus, Math::floorMod)
                    : new IntegerInterval(0, modulus.highest - 1)));
    divisor
        .negative()
        .ifPresent(modulus ->
            results.add(
                isQuotientOf(modulus, Math::floorDiv)
                    ? new IntegerInterval(
                        Math.floorMod(lowest, modulus.lowest),
                        Math.floorMod(highest, modulus.lowest))
                    : new IntegerInterval(modulus.lowest + 1, 0)));
    return results;
  }

  /// Of a dividend that is not negative, or that has one quotient.
  private IntegerInterval remainder(IntegerInterval modulus, LongBinaryOperator remainder) {
    if (isQuotientOf(modulus, Math::floorDiv)) {
      return new IntegerInterval(
          remainder.applyAsLong(lowest, modulus.lowest),
          remainder.applyAsLong(highest, modulus.lowest));
    }
    return highest < modulus.lowest
        ? this
        : new IntegerInterval(0, Math.min(highest, modulus.highest - 1));
  }

  /// Whether the modulus is one number and all integers of this interval have one quotient by it,
  /// so that their remainders grow with them.
  private boolean isQuotientOf(IntegerInterval modulus, LongBinaryOperator quotient) {
    return modulus.isOne()
        && quotient.applyAsLong(lowest, modulus.lowest)
            == quotient.applyAsLong(highest, modulus.lowest);
  }

  /// What the integers other than 0 and the smallest one, whose opposite has no 64 bits, are
  /// without their sign.
  private List<IntegerInterval> moduli() {
    List<IntegerInterval> moduli = new ArrayList<>();
    positive().ifPresent(moduli::add);
    negative()
        .flatMap(part -> between(Math.max(part.lowest, Long.MIN_VALUE + 1), part.highest))
        .ifPresent(part -> moduli.add(new IntegerInterval(-part.highest, -part.lowest)));
    return moduli;
  }

  private Optional<IntegerInterval> positive() {
    return between(Math.max(lowest, 1), highest);
  }

  private Optional<IntegerInterval> negative() {
    return between(lowest, Math.min(highest, -1));
  }

  /// Whether `+`, `-` or `*` of some pair may leave 64 bits.
  boolean canOverflow(ArithmeticOperator operator, IntegerInterval other) {
    List<BigInteger> bounds =
        bounds(
            other,
            switch (operator) {
              case ADD -> BigInteger::add;
              case SUBTRACT -> BigInteger::subtract;
              case MULTIPLY -> BigInteger::multiply;
              case DIVIDE, REMAINDER ->
                  throw new IllegalArgumentException("Not monotone: " + operator);
            });
    return bounds.stream().anyMatch(bound -> bound.bitLength() >= Long.SIZE);
  }

  private Optional<IntegerInterval> corners(
      IntegerInterval other, BinaryOperator<BigInteger> operation) {
    List<BigInteger> bounds = bounds(other, operation);
    return within64Bits(bounds.getFirst(), bounds.getLast());
  }

  /// The smallest and the largest result, which may have more than 64 bits.
  private List<BigInteger> bounds(IntegerInterval other, BinaryOperator<BigInteger> operation) {
    BigInteger first =
        operation.apply(BigInteger.valueOf(lowest), BigInteger.valueOf(other.lowest));
    BigInteger smallest = first;
    BigInteger largest = first;
    for (long left : new long[] {lowest, highest}) {
      for (long right : new long[] {other.lowest, other.highest}) {
        BigInteger corner = operation.apply(BigInteger.valueOf(left), BigInteger.valueOf(right));
        smallest = smallest.min(corner);
        largest = largest.max(corner);
      }
    }
    return List.of(smallest, largest);
  }

  private static Optional<IntegerInterval> within64Bits(BigInteger lowest, BigInteger highest) {
    BigInteger from = lowest.max(BigInteger.valueOf(Long.MIN_VALUE));
    BigInteger to = highest.min(BigInteger.valueOf(Long.MAX_VALUE));
    return from.compareTo(to) <= 0
        ? Optional.of(new IntegerInterval(from.longValueExact(), to.longValueExact()))
        : Optional.empty();
  }

  private static BigInteger floorDivided(BigInteger left, BigInteger right) {
    BigInteger[] quotient = left.divideAndRemainder(right);
    boolean rounded = quotient[1].signum() != 0 && quotient[1].signum() != right.signum();
    return rounded ? quotient[0].subtract(BigInteger.ONE) : quotient[0];
  }
}
