package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.python.evaluation.Value.Shifted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which inputs satisfy a comparison of `(input + offset) // divisor`.
final class NumberRules {
  /// Beyond this, doubles are not every whole number.
  private static final double EXACT = 0x1p53;

  private static final int MOST_NUMBERS = 1_000;

  private NumberRules() {}

  /// The inputs that give less than a bound; `null` beyond 64 bits.
  static @Nullable Intervals below(Shifted shifted, long bound) {
    try {
      return Intervals.below(first(shifted, bound));
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /// The inputs that give one of some numbers; `null` beyond 64 bits.
  static @Nullable Intervals of(Shifted shifted, List<Long> numbers) {
    if (numbers.size() > MOST_NUMBERS) {
      return null;
    }
    try {
      Intervals rest = Intervals.ALL;
      for (long number : numbers) {
        long first = first(shifted, number);
        Intervals one = Intervals.between(first, Math.addExact(first, shifted.divisor() - 1));
        rest = rest.and(one.not());
      }
      return rest.not();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /// The smallest input that gives a number.
  private static long first(Shifted shifted, long number) {
    return Math.subtractExact(Math.multiplyExact(number, shifted.divisor()), shifted.offset());
  }

  /// The bound so that whole numbers below it are those below the value (`exclusive`: those up to
  /// it); `null` for what is no number.
  static @Nullable Long bound(Value value, boolean upTo) {
    if (value instanceof Value.Whole(_, long number)) {
      return upTo && number == Long.MAX_VALUE ? null : Long.valueOf(upTo ? number + 1 : number);
    }
    if (value instanceof Value.Fraction(_, double number) && Math.abs(number) < EXACT) {
      return upTo ? (long) Math.floor(number) + 1 : (long) Math.ceil(number);
    }
    return null;
  }

  static @Nullable Double number(Value value) {
    return switch (value) {
      case Value.Whole(_, long number) when Math.abs((double) number) < EXACT -> (double) number;
      case Value.Fraction(_, double number) -> number;
      default -> null;
    };
  }
}
