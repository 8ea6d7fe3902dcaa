package io.shardlens.topology.imports.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.imports.yaml.InlineValue.Whole;
import io.shardlens.topology.imports.yaml.InlineValue.Width;
import java.math.BigInteger;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random expressions, written with random brackets and blanks, against arithmetic over unbounded
/// integers that follows the tree they were written from.
class InlineExpressionPropertyTest {

  private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);

  /// A text, and its value or `null` where there is none.
  private record Written(String text, @Nullable BigInteger value, int binding, boolean decimal) {}

  @Test
  void randomExpressionsGiveWhatTheirTreesGive() throws InlineException {
    long seed = RandomSeed.ofThisRun();
    SplittableRandom random = new SplittableRandom(seed);
    int valued = 0;
    for (int i = 0; i < RandomSeed.cases(20_000, 1_000_000); i++) {
      int key = random.nextInt();
      Written written = expression(random, 3, key);
      if (written.text.length() > InlineParser.MAXIMUM_LENGTH) {
        continue;
      }
      valued += written.value == null ? 0 : 1;
      assertThat(computed(written.text, key))
          .as("%s for id %d, seed %d", written.text, key, seed)
          .isEqualTo(Optional.ofNullable(written.value));
    }
    assertThat(valued).isGreaterThan(1_000);
  }

  private static Optional<BigInteger> computed(String text, int key) throws InlineException {
    InlineExpression parsed = InlineParser.parse(text);
    try {
      InlineValue value =
          new InlineEvaluator(expression ->
              expression.equals(new InlineExpression.Column("id"))
                  ? Optional.of(new Whole(key, Width.INTEGER))
                  : Optional.empty())
              .value(parsed);
      return Optional.of(BigInteger.valueOf(((Whole) value).value()));
    } catch (InlineException e) {
      return Optional.empty();
    }
  }

  private static Written expression(SplittableRandom random, int depth, int key) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return random.nextInt(3) == 0
          ? new Written("id", BigInteger.valueOf(key), 9, false)
          : number(random);
    }
    return switch (random.nextInt(8)) {
      case 0 -> {
        Written inner = expression(random, depth - 1, key);
        yield result("-" + bracketed(inner, 4, random), negated(inner), 4, inner.decimal);
      }
      case 1 -> {
        Written inner = expression(random, depth - 1, key);
        BigInteger value =
            inner.value != null && inner.value.signum() < 0 ? negated(inner) : inner.value;
        yield result("Math.abs(" + inner.text + ")", value, 9, inner.decimal);
      }
      case 2 -> infix(random, "+", 2, depth, key);
      case 3 -> infix(random, "-", 2, depth, key);
      case 4 -> infix(random, "*", 3, depth, key);
      case 5 -> infix(random, "/", 3, depth, key);
      case 6 -> infix(random, "%", 3, depth, key);
      default -> {
        Written left = expression(random, depth - 1, key);
        Written right = expression(random, depth - 1, key);
        String text = bracketed(left, 9, random) + ".intdiv(" + right.text + ")";
        BigInteger value =
            left.decimal || right.decimal ? null : applied("intdiv", left.value, right.value);
        yield result(text, value, 9, false);
      }
    };
  }

  private static Written number(SplittableRandom random) {
    int value = random.nextInt(10) == 0 ? random.nextInt(Integer.MAX_VALUE) : random.nextInt(12);
    return new Written(Integer.toString(value), BigInteger.valueOf(value), 9, false);
  }

  private static Written infix(
      SplittableRandom random, String sign, int binding, int depth, int key) {
    Written left = expression(random, depth - 1, key);
    Written right = expression(random, depth - 1, key);
    String blank = random.nextBoolean() ? " " : "";
    String text =
        bracketed(left, binding, random)
            + blank
            + sign
            + blank
            + bracketed(right, binding + 1, random);
    boolean decimal = left.decimal || right.decimal;
    BigInteger value = decimal && sign.equals("%") ? null : applied(sign, left.value, right.value);
    return result(text, value, binding, decimal || sign.equals("/"));
  }

  private static String bracketed(Written inner, int binding, SplittableRandom random) {
    return inner.binding < binding || random.nextInt(5) == 0 ? "(" + inner.text + ")" : inner.text;
  }

  /// Every number here is an int, or a decimal, which is kept to 64 bits.
  private static Written result(
      String text, @Nullable BigInteger value, int binding, boolean decimal) {
    boolean fits =
        value != null
            && (decimal
                ? value.bitLength() < Long.SIZE
                : value.compareTo(INT_MIN) >= 0 && value.compareTo(INT_MAX) <= 0);
    return new Written(text, fits ? value : null, binding, decimal);
  }

  private static @Nullable BigInteger negated(Written inner) {
    return inner.value == null ? null : inner.value.negate();
  }

  private static @Nullable BigInteger applied(
      String sign, @Nullable BigInteger left, @Nullable BigInteger right) {
    if (left == null || right == null) {
      return null;
    }
    boolean divides = sign.equals("/") || sign.equals("%") || sign.equals("intdiv");
    if (divides && right.signum() == 0) {
      return null;
    }
    return switch (sign) {
      case "+" -> left.add(right);
      case "-" -> left.subtract(right);
      case "*" -> left.multiply(right);
      case "%" -> left.remainder(right);
      case "/" -> left.remainder(right).signum() == 0 ? left.divide(right) : null;
      default -> left.divide(right);
    };
  }
}
