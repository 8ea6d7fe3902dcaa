package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.imports.yaml.InlineValue.Several;
import io.shardlens.topology.imports.yaml.InlineValue.Text;
import io.shardlens.topology.imports.yaml.InlineValue.Whole;
import io.shardlens.topology.imports.yaml.InlineValue.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Computes an inline expression as Groovy would, or says why not. Where Groovy's arithmetic would
/// silently overflow, or leave whole numbers, there is no value: a name made of such a number is
/// that of no data source.
final class InlineEvaluator {

  /// A longer range or list is refused.
  static final int MAXIMUM_ITEMS = 4096;

  private static final String OVERFLOW = "the arithmetic overflows";

  private final Known known;

  /// @param known the values of columns, and of any other part that the caller knows better
  InlineEvaluator(Known known) {
    this.known = known;
  }

  /// Values that are given rather than computed.
  @FunctionalInterface
  interface Known {
    /// Asked for every part of an expression, before its parts are.
    Optional<InlineValue> value(InlineExpression expression);
  }

  /// Evaluates what has no column.
  static InlineValue constant(InlineExpression expression) throws InlineException {
    return new InlineEvaluator(_ -> Optional.empty()).value(expression);
  }

  InlineValue value(InlineExpression expression) throws InlineException {
    Optional<InlineValue> given = known.value(expression);
    if (given.isPresent()) {
      return given.get();
    }
    return switch (expression) {
      case InlineExpression.Numeral(long number) -> new Whole(number, widthOf(number));
      case InlineExpression.Quoted(String text) -> new Text(text);
      case InlineExpression.Column _ ->
          throw new InlineException("a name stands in it that is not the sharding column's");
      case InlineExpression.Negation(InlineExpression operand) -> {
        Whole number = whole(operand);
        yield checked(Math::subtractExact, new Whole(0, Width.INTEGER), number);
      }
      case InlineExpression.Binary binary ->
          binary(binary.operator(), whole(binary.left()), whole(binary.right()));
      case InlineExpression.Span(InlineExpression first, InlineExpression last) ->
          span(whole(first), whole(last));
      case InlineExpression.Items(List<InlineExpression> items) -> items(items);
      case InlineExpression.Absolute(InlineExpression operand) -> absolute(whole(operand));
      case InlineExpression.HashCode(InlineExpression operand) -> hashCode(value(operand));
      case InlineExpression.AsText(InlineExpression operand) -> new Text(text(value(operand)));
      case InlineExpression.PadLeft(InlineExpression operand, int length, char filler) ->
          padLeft(value(operand), length, filler);
    };
  }

  /// A single value as it stands in a name.
  static String text(InlineValue value) throws InlineException {
    return switch (value) {
      case Whole(long number, _) -> Long.toString(number);
      case Text(String text) -> text;
      case Several _ -> throw new InlineException("a list stands where one value is expected");
    };
  }

  private Whole whole(InlineExpression expression) throws InlineException {
    if (value(expression) instanceof Whole number) {
      return number;
    }
    throw new InlineException("it computes with something that is no number");
  }

  private static Width widthOf(long number) {
    return number == (int) number ? Width.INTEGER : Width.LONG;
  }

  private static Whole binary(InlineExpression.Operator operator, Whole left, Whole right)
      throws InlineException {
    return switch (operator) {
      case PLUS -> checked(Math::addExact, left, right);
      case MINUS -> checked(Math::subtractExact, left, right);
      case TIMES -> checked(Math::multiplyExact, left, right);
      case DIVIDE -> {
        requireDivisor(right);
        if (left.value() % right.value() != 0) {
          throw new InlineException(
              "\"/\" leaves whole numbers, as Groovy divides; intdiv stays with them");
        }
        yield new Whole(checked(Math::divideExact, left, right).value(), Width.DECIMAL);
      }
      case REMAINDER -> {
        requireDivisor(right);
        requireWholeType(left, right);
        yield new Whole(left.value() % right.value(), wider(left, right));
      }
      case WHOLE_DIVIDE -> {
        requireDivisor(right);
        requireWholeType(left, right);
        yield checked(Math::divideExact, left, right);
      }
    };
  }

  private static void requireDivisor(Whole right) throws InlineException {
    if (right.value() == 0) {
      throw new InlineException("it divides by zero");
    }
  }

  private static void requireWholeType(Whole left, Whole right) throws InlineException {
    if (wider(left, right) == Width.DECIMAL) {
      throw new InlineException("it takes a remainder of a decimal number");
    }
  }

  private static Width wider(Whole left, Whole right) {
    return left.width().compareTo(right.width()) >= 0 ? left.width() : right.width();
  }

  @FunctionalInterface
  private interface Arithmetic {
    /// @throws ArithmeticException on overflow
    long apply(long left, long right);
  }

  private static Whole checked(Arithmetic arithmetic, Whole left, Whole right)
      throws InlineException {
    try {
      long result = arithmetic.apply(left.value(), right.value());
      Width width = wider(left, right);
      if (width != Width.INTEGER || result == (int) result) {
        return new Whole(result, width);
      }
    } catch (ArithmeticException e) {
      // Said below: an int overflows in the same words as a long.
    }
    throw new InlineException(OVERFLOW);
  }

  private static Whole absolute(Whole number) throws InlineException {
    return number.value() >= 0
        ? number
        : checked(Math::subtractExact, new Whole(0, Width.INTEGER), number);
  }

  /// The ends in either order, as Groovy's ranges run backwards, too.
  private static Several span(Whole first, Whole last) throws InlineException {
    long low = Math.min(first.value(), last.value());
    long high = Math.max(first.value(), last.value());
    if (low < Integer.MIN_VALUE || high > Integer.MAX_VALUE || high - low >= MAXIMUM_ITEMS) {
      throw new InlineException("a range in it has more than " + MAXIMUM_ITEMS + " values");
    }
    List<InlineValue> values = new ArrayList<>();
    int step = first.value() <= last.value() ? 1 : -1;
    for (long value = first.value(); value != last.value() + step; value += step) {
      values.add(new Whole(value, Width.INTEGER));
    }
    return new Several(values);
  }

  private Several items(List<InlineExpression> items) throws InlineException {
    List<InlineValue> values = new ArrayList<>();
    for (InlineExpression item : items) {
      InlineValue value = value(item);
      if (value instanceof Several) {
        throw new InlineException("a list stands within a list");
      }
      values.add(value);
    }
    return new Several(values);
  }

  private static Whole hashCode(InlineValue value) throws InlineException {
    return switch (value) {
      case Text(String text) -> new Whole(text.hashCode(), Width.INTEGER);
      case Whole(long number, Width width) when width == Width.INTEGER ->
          new Whole(number, Width.INTEGER);
      case Whole(long number, Width width) when width == Width.LONG ->
          new Whole(Long.hashCode(number), Width.INTEGER);
      case Whole _, Several _ ->
          throw new InlineException("it takes the hashCode of neither a text nor a whole number");
    };
  }

  private static Text padLeft(InlineValue value, int length, char filler) throws InlineException {
    if (value instanceof Text(String text)) {
      return new Text(String.valueOf(filler).repeat(Math.max(0, length - text.length())) + text);
    }
    throw new InlineException("it calls padLeft of something that is no text");
  }
}
