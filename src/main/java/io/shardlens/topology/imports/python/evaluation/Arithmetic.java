package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Domain.Remainder;
import io.shardlens.topology.imports.python.evaluation.Value.Failure;
import io.shardlens.topology.imports.python.evaluation.Value.Fraction;
import io.shardlens.topology.imports.python.evaluation.Value.Opaque;
import io.shardlens.topology.imports.python.evaluation.Value.Shifted;
import io.shardlens.topology.imports.python.evaluation.Value.Text;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.evaluation.Value.Whole;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Python's operators. `//` and `%` round to minus infinity, so that a remainder has the sign of
/// the divisor.
final class Arithmetic {
  /// More remainders than this are not told apart.
  static final int MAXIMUM_MODULUS = 4096;

  private Arithmetic() {}

  static Value unary(ImportPlace place, String operator, Value value) {
    return switch (value) {
      case Whole(_, long number) when operator.equals("-") && number != Long.MIN_VALUE ->
          new Whole(place, -number);
      case Whole whole when operator.equals("+") -> whole;
      case Whole(_, long number) when operator.equals("~") -> new Whole(place, ~number);
      case Fraction(_, double number) when operator.equals("-") -> new Fraction(place, -number);
      case Failure failure -> failure;
      default -> new Unknown(place, "arithmetic that is not known");
    };
  }

  /// @param cases `null` where no input is followed
  static Value binary(
      ImportPlace place, String operator, Value left, Value right, @Nullable Cases cases) {
    if (left instanceof Failure || right instanceof Failure) {
      return left instanceof Failure ? left : right;
    }
    if (left instanceof Value.Undecided || right instanceof Value.Undecided) {
      return left instanceof Value.Undecided ? left : right;
    }
    return switch (left) {
      case Whole(_, long a) when right instanceof Whole(_, long b) -> whole(place, operator, a, b);
      case Whole(_, long a) when operator.equals("+") && right instanceof Opaque input ->
          shifted(place, "+", new Shifted(place, input, 0, 1), a, cases);
      case Whole(_, long a) when right instanceof Fraction(_, double b) ->
          fraction(place, operator, (double) a, b);
      case Fraction(_, double a) when right instanceof Whole(_, long b) ->
          fraction(place, operator, a, (double) b);
      case Value.Digest digest when Digests.isWhole(digest, operator, right) -> digest;
      case Value.Digest digest when digest.form() != Value.Digest.Form.NUMBER ->
          new Unknown(place, "arithmetic that is not known");
      case Opaque input when right instanceof Whole(_, long b) ->
          shifted(place, operator, new Shifted(place, input, 0, 1), b, cases);
      case Shifted shifted when right instanceof Whole(_, long b) ->
          shifted(place, operator, shifted, b, cases);
      case Text format when operator.equals("%") -> Texts.percent(place, format, right);
      case Text _, Value.Template _, Value.Setting _ when operator.equals("+") && isText(right) ->
          Texts.joined(place, List.of(left, right));
      case Value.Sequence(_, var kind, List<Value> first)
          when operator.equals("+")
              && right instanceof Value.Sequence(_, var other, List<Value> second)
              && kind == other
              && first.size() + second.size() <= MAXIMUM_MODULUS -> {
        List<Value> all = new ArrayList<>(first);
        all.addAll(second);
        yield new Value.Sequence(place, kind, all);
      }
      case Value.Mapping first
          when operator.equals("|") && right instanceof Value.Mapping second -> {
        Value.Mapping both =
            first.size() + second.size() <= MAXIMUM_MODULUS ? first.with(second.entries()) : null;
        yield both == null ? new Unknown(place, "a dictionary that is too large") : both;
      }
      default -> new Unknown(place, "arithmetic that is not known");
    };
  }

  private static boolean isText(Value value) {
    return value instanceof Text
        || value instanceof Value.Template
        || value instanceof Value.Setting
        || value instanceof Unknown;
  }

  private static Value whole(ImportPlace place, String operator, long a, long b) {
    if (b == 0 && (operator.equals("//") || operator.equals("%") || operator.equals("/"))) {
      return new Failure(place, "ZeroDivisionError");
    }
    try {
      return switch (operator) {
        case "+" -> new Whole(place, Math.addExact(a, b));
        case "-" -> new Whole(place, Math.subtractExact(a, b));
        case "*" -> new Whole(place, Math.multiplyExact(a, b));
        case "**" -> power(place, a, b);
        case "//" -> new Whole(place, Math.floorDivExact(a, b));
        case "%" -> new Whole(place, Math.floorMod(a, b));
        case "/" -> new Fraction(place, (double) a / b);
        case "&" -> new Whole(place, a & b);
        case "|" -> new Whole(place, a | b);
        case "^" -> new Whole(place, a ^ b);
        case ">>" -> new Whole(place, Math.floorDivExact(a, twoToThe(b)));
        case "<<" -> new Whole(place, Math.multiplyExact(a, twoToThe(b)));
        default -> new Unknown(place, "arithmetic that is not known");
      };
    } catch (ArithmeticException e) {
      return new Unknown(place, "a number of more than 64 bits");
    }
  }

  private static long twoToThe(long exponent) {
    if (exponent < 0 || exponent > 62) {
      throw new ArithmeticException("beyond 64 bits");
    }
    return 1L << exponent;
  }

  private static Value power(ImportPlace place, long base, long exponent) {
    if (exponent < 0 || exponent > 64) {
      return new Unknown(place, "a power that is not known");
    }
    long power = 1;
    for (long i = 0; i < exponent; i++) {
      power = Math.multiplyExact(power, base);
    }
    return new Whole(place, power);
  }

  private static Value fraction(ImportPlace place, String operator, double a, double b) {
    return switch (operator) {
      case "+" -> new Fraction(place, a + b);
      case "-" -> new Fraction(place, a - b);
      case "*" -> new Fraction(place, a * b);
      default -> new Unknown(place, "arithmetic that is not known");
    };
  }

  private static Value shifted(
      ImportPlace place, String operator, Shifted left, long right, @Nullable Cases cases) {
    Unknown unknown = new Unknown(place, "arithmetic that is not known");
    try {
      if (left.divisor() == 1 && (operator.equals("+") || operator.equals("-"))) {
        long by = operator.equals("+") ? right : Math.negateExact(right);
        return new Shifted(place, left.of(), Math.addExact(left.offset(), by), 1);
      }
      if (right < 0 || (right == 0 && !operator.equals(">>"))) {
        return unknown;
      }
      return switch (operator) {
        case "//" -> divided(place, left, right);
        case ">>" -> divided(place, left, twoToThe(right));
        case "%" -> remainder(place, left, right, cases);
        // A mask of low bits is a remainder by a power of two.
        case "&" -> (right & (right + 1)) == 0 ? remainder(place, left, right + 1, cases) : unknown;
        default -> unknown;
      };
    } catch (ArithmeticException e) {
      return unknown;
    }
  }

  private static Value divided(ImportPlace place, Shifted left, long divisor) {
    return new Shifted(
        place, left.of(), left.offset(), Math.multiplyExact(left.divisor(), divisor));
  }

  /// One case for each remainder that the input can have.
  private static Value remainder(
      ImportPlace place, Shifted left, long modulus, @Nullable Cases cases) {
    if (cases == null || modulus > MAXIMUM_MODULUS || left.divisor() > MAXIMUM_MODULUS) {
      return new Unknown(place, "a remainder that is not known");
    }
    Domain before = cases.of(left.of());
    Remainder known = before.remainder() == null ? new Remainder(1, 0) : before.remainder();
    long period = leastCommonMultiple(known.modulus(), modulus * left.divisor());
    if (period > MAXIMUM_MODULUS) {
      return new Unknown(place, "a remainder by more than " + MAXIMUM_MODULUS);
    }
    int chosen =
        cases.choose(
            left.of(),
            (int) (period / known.modulus()),
            i -> before.withRemainder(period, known.value() + i * known.modulus()));
    long remainder = known.value() + chosen * known.modulus();
    long shifted = Math.floorMod(left.offset(), modulus * left.divisor()) + remainder;
    return new Whole(place, Math.floorMod(Math.floorDiv(shifted, left.divisor()), modulus));
  }

  private static long leastCommonMultiple(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return a / x * b;
  }
}
