package io.shardlens.topology.expression;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds which results an expression can have for keys within bounds, by interval arithmetic.
///
/// Never leaves out a possible result; may name one that is not. Keys for which the expression
/// fails have no result. Each part is looked at once for each set of keys that reaches it, so that
/// the time grows with the size of the expression only.
public final class ExpressionBounds {
  /// Asks about parts: comparisons may say something about a key, anything else only its value.
  private final ConditionBounds conditions = new ConditionBounds(this);

  private ExpressionBounds() {}

  /// @param keys the bounds of each key column, in order
  public static PossibleResults results(ParsedExpression expression, List<KeyBounds> keys) {
    List<ExpressionKey> columns = expression.keys();
    List<IntegerSet> sets =
        IntStream.range(0, columns.size())
            .mapToObj(i ->
                columns.get(i).type() == ExpressionType.INTEGER
                    ? IntegerSet.between(keys.get(i).lowest(), keys.get(i).highest())
                    : IntegerSet.ALL)
            .toList();
    if (sets.stream().anyMatch(IntegerSet::isEmpty)) {
      return new PossibleResults.Names(Set.of());
    }
    PossibleValue value = new ExpressionBounds().value(expression.root(), new PossibleKeys(sets));
    return switch (value) {
      case PossibleValue.Integers(IntegerSet set) ->
          new PossibleResults.Positions(
              set.intervals().stream()
                  .map(interval -> new KeyBounds(interval.lowest(), interval.highest()))
                  .collect(Collectors.toSet()));
      case PossibleValue.Texts(var known) when known != null -> new PossibleResults.Names(known);
      default -> new PossibleResults.All();
    };
  }

  /// What a part of an expression can yield for any key; integers only.
  ///
  /// @param columns how many key columns there are
  static IntegerSet integers(Expression part, int columns) {
    PossibleKeys keys =
        new PossibleKeys(IntStream.range(0, columns).mapToObj(_ -> IntegerSet.ALL).toList());
    return new ExpressionBounds().integers(part, keys);
  }

  PossibleValue value(Expression part, PossibleKeys keys) {
    return switch (part) {
      case Expression.TextLiteral(_, String value) -> PossibleValue.texts(Set.of(value));
      case Expression.Concatenation(_, Expression left, Expression right) ->
          PossibleValue.joined(value(left, keys), value(right, keys));
      case Expression.Case choice -> choice(choice, keys);
      default ->
          switch (part.type()) {
            case INTEGER -> new PossibleValue.Integers(integers(part, keys));
            case TEXT -> text(part, keys);
            case BOOLEAN -> {
              PossibleKeys.Split split = conditions.split(part, keys);
              yield new PossibleValue.Truth(split.holds() != null, split.fails() != null);
            }
            case UUID, TIME, BYTES -> new PossibleValue.Anything();
          };
    };
  }

  private PossibleValue text(Expression part, PossibleKeys keys) {
    return part instanceof Expression.Call(_, var function, List<Expression> arguments)
            && function == ExpressionFunction.TO_TEXT
        ? PossibleValue.printed(value(arguments.getFirst(), keys))
        : PossibleValue.ANY_TEXT;
  }

  IntegerSet integers(Expression part, PossibleKeys keys) {
    return switch (part) {
      case Expression.IntegerLiteral(_, long value) -> IntegerSet.of(value);
      case Expression.Key(_, int position, _) -> keys.columns().get(position);
      case Expression.Negation(_, Expression operand) ->
          IntegerSet.of(0)
              .each(integers(operand, keys), (zero, value) -> zero.minus(value).stream().toList());
      case Expression.Arithmetic(_, var operator, Expression left, Expression right) ->
          arithmetic(operator, integers(left, keys), integers(right, keys));
      case Expression.Call(_, var function, List<Expression> arguments) ->
          call(function, arguments, keys);
      default ->
          value(part, keys) instanceof PossibleValue.Integers(IntegerSet set)
              ? set
              : IntegerSet.ALL;
    };
  }

  private static IntegerSet arithmetic(
      ArithmeticOperator operator, IntegerSet left, IntegerSet right) {
    return left.each(
        right,
        switch (operator) {
          case ADD -> (a, b) -> a.plus(b).stream().toList();
          case SUBTRACT -> (a, b) -> a.minus(b).stream().toList();
          case MULTIPLY -> (a, b) -> a.times(b).stream().toList();
          case DIVIDE -> IntegerInterval::dividedBy;
          case REMAINDER -> IntegerInterval::remainderBy;
        });
  }

  private IntegerSet call(
      ExpressionFunction function, List<Expression> arguments, PossibleKeys keys) {
    return switch (function) {
      case ABS -> absolute(integers(arguments.getFirst(), keys));
      case FLOOR_DIV -> both(arguments, keys, IntegerInterval::floorDividedBy);
      case FLOOR_MOD -> both(arguments, keys, IntegerInterval::floorRemainderBy);
      case UNSIGNED_MOD -> {
        IntegerSet dividend = integers(arguments.getFirst(), keys);
        IntegerSet divisor = integers(arguments.get(1), keys);
        yield !dividend.isEmpty() && dividend.lowest() >= 0
            ? dividend.each(divisor, IntegerInterval::remainderBy)
            : IntegerSet.between(0, divisor.highest() - 1);
      }
      case HEX_MOD -> IntegerSet.between(0, integers(arguments.get(1), keys).highest() - 1);
      case LENGTH -> IntegerSet.between(0, Integer.MAX_VALUE);
      case HEX_TO_INTEGER -> IntegerSet.between(0, Long.MAX_VALUE);
      case CRC16 -> IntegerSet.between(0, 0xffff);
      case CRC32, CRC32C, FNV1A_32, MURMUR3_32 -> IntegerSet.between(0, 0xffff_ffffL);
      case SIGNED32, JAVA_HASH -> IntegerSet.between(Integer.MIN_VALUE, Integer.MAX_VALUE);
      default -> IntegerSet.ALL;
    };
  }

  private IntegerSet both(
      List<Expression> arguments,
      PossibleKeys keys,
      BiFunction<IntegerInterval, IntegerInterval, List<IntegerInterval>> operation) {
    return integers(arguments.getFirst(), keys).each(integers(arguments.get(1), keys), operation);
  }

  private static IntegerSet absolute(IntegerSet set) {
    IntegerSet negative = set.intersection(IntegerSet.between(Long.MIN_VALUE + 1, -1));
    return set.intersection(IntegerSet.between(0, Long.MAX_VALUE))
        .union(
            IntegerSet.of(0).each(negative, (zero, value) -> zero.minus(value).stream().toList()));
  }

  /// The results of all branches, each for the keys that can reach it.
  private PossibleValue choice(Expression.Case choice, PossibleKeys keys) {
    Expression operand = choice.operand();
    PossibleValue compared = operand == null ? null : value(operand, keys);
    PossibleValue results = PossibleValue.nothing(choice.type());
    PossibleKeys left = keys;
    for (Expression.Branch branch : choice.branches()) {
      PossibleKeys.Split split =
          operand == null || compared == null
              ? conditions.split(branch.when(), left)
              : conditions.equality(operand, compared, branch.when(), left);
      if (split.holds() != null) {
        results = PossibleValue.union(results, value(branch.result(), split.holds()));
      }
      if (split.fails() == null) {
        return results;
      }
      left = split.fails();
    }
    Expression otherwise = choice.otherwise();
    return otherwise == null ? results : PossibleValue.union(results, value(otherwise, left));
  }
}
