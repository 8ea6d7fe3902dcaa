package io.shardlens.topology.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Splits keys by a condition: into those for which it can hold and those for which it can fail,
/// some of which may be the same keys. A key for which the condition has no value at all may be
/// left out of both.
final class ConditionBounds {
  private final ExpressionBounds values;

  ConditionBounds(ExpressionBounds values) {
    this.values = values;
  }

  PossibleKeys.Split split(Expression condition, PossibleKeys keys) {
    return switch (condition) {
      case Expression.And(_, Expression left, Expression right) -> {
        PossibleKeys.Split first = split(left, keys);
        PossibleKeys.Split second = splitOrNone(right, first.holds());
        yield new PossibleKeys.Split(
            second.holds(), PossibleKeys.union(first.fails(), second.fails()));
      }
      case Expression.Or(_, Expression left, Expression right) -> {
        PossibleKeys.Split first = split(left, keys);
        PossibleKeys.Split second = splitOrNone(right, first.fails());
        yield new PossibleKeys.Split(
            PossibleKeys.union(first.holds(), second.holds()), second.fails());
      }
      case Expression.Not(_, Expression operand) -> split(operand, keys).opposite();
      case Expression.Comparison(_, var operator, Expression left, Expression right) ->
          comparison(
              new Side(left, values.value(left, keys)),
              operator,
              new Side(right, values.value(right, keys)),
              keys);
      case Expression.Between between ->
          between.negated() ? between(between, keys).opposite() : between(between, keys);
      case Expression.In in -> in.negated() ? in(in, keys).opposite() : in(in, keys);
      case Expression.Case choice -> choice(choice, keys);
      default -> new PossibleKeys.Split(keys, keys);
    };
  }

  /// One side of a comparison with what it can be.
  private record Side(Expression part, PossibleValue value) {}

  /// Splits by `operand = other`, where it is known what the operand can be.
  PossibleKeys.Split equality(
      Expression operand, PossibleValue compared, Expression other, PossibleKeys keys) {
    return comparison(
        new Side(operand, compared),
        ComparisonOperator.EQUAL,
        new Side(other, values.value(other, keys)),
        keys);
  }

  private PossibleKeys.Split splitOrNone(Expression condition, @Nullable PossibleKeys keys) {
    return keys == null ? new PossibleKeys.Split(null, null) : split(condition, keys);
  }

  private PossibleKeys.Split choice(Expression.Case choice, PossibleKeys keys) {
    // A CASE among conditions is rare: what it says of the keys is not followed.
    return values.value(choice, keys) instanceof PossibleValue.Truth(boolean holds, boolean fails)
        ? new PossibleKeys.Split(holds ? keys : null, fails ? keys : null)
        : new PossibleKeys.Split(keys, keys);
  }

  private PossibleKeys.Split between(Expression.Between between, PossibleKeys keys) {
    Side operand = new Side(between.operand(), values.value(between.operand(), keys));
    PossibleKeys.Split above =
        comparison(
            operand,
            ComparisonOperator.GREATER_OR_EQUAL,
            new Side(between.lowest(), values.value(between.lowest(), keys)),
            keys);
    PossibleKeys left = above.holds();
    if (left == null) {
      return above;
    }
    PossibleKeys.Split below =
        comparison(
            operand,
            ComparisonOperator.LESS_OR_EQUAL,
            new Side(between.highest(), values.value(between.highest(), left)),
            left);
    return new PossibleKeys.Split(below.holds(), PossibleKeys.union(above.fails(), below.fails()));
  }

  private PossibleKeys.Split in(Expression.In in, PossibleKeys keys) {
    Side operand = new Side(in.operand(), values.value(in.operand(), keys));
    PossibleKeys holds = null;
    PossibleKeys left = keys;
    for (Expression value : in.values()) {
      if (left == null) {
        break;
      }
      PossibleKeys.Split split =
          comparison(
              operand, ComparisonOperator.EQUAL, new Side(value, values.value(value, left)), left);
      holds = PossibleKeys.union(holds, split.holds());
      left = split.fails();
    }
    return new PossibleKeys.Split(holds, left);
  }

  private static PossibleKeys.Split comparison(
      Side left, ComparisonOperator operator, Side right, PossibleKeys keys) {
    return new PossibleKeys.Split(
        narrowed(left, operator, right, keys), narrowed(left, operator.negated(), right, keys));
  }

  /// The keys for which a comparison can hold; `null` is none.
  private static @Nullable PossibleKeys narrowed(
      Side left, ComparisonOperator operator, Side right, PossibleKeys keys) {
    if (left.value() instanceof PossibleValue.Integers(IntegerSet a)
        && right.value() instanceof PossibleValue.Integers(IntegerSet b)) {
      if (partners(a, operator, b).isEmpty()) {
        return null;
      }
      PossibleKeys narrowed = keyNarrowed(left.part(), partners(a, operator, b), keys);
      return narrowed == null
          ? null
          : keyNarrowed(right.part(), partners(b, operator.mirrored(), a), narrowed);
    }
    return canHold(left.value(), operator, right.value()) ? keys : null;
  }

  private static @Nullable PossibleKeys keyNarrowed(
      Expression part, IntegerSet integers, PossibleKeys keys) {
    return part instanceof Expression.Key(_, int column, _) ? keys.only(column, integers) : keys;
  }

  /// Those of some integers for which a comparison with any of the others can hold.
  private static IntegerSet partners(
      IntegerSet integers, ComparisonOperator operator, IntegerSet others) {
    if (integers.isEmpty() || others.isEmpty()) {
      return IntegerSet.NONE;
    }
    return switch (operator) {
      case EQUAL -> integers.intersection(others);
      case NOT_EQUAL ->
          others.lowest() == others.highest() ? integers.without(others.lowest()) : integers;
      case LESS ->
          others.highest() == Long.MIN_VALUE
              ? IntegerSet.NONE
              : integers.intersection(IntegerSet.between(Long.MIN_VALUE, others.highest() - 1));
      case LESS_OR_EQUAL ->
          integers.intersection(IntegerSet.between(Long.MIN_VALUE, others.highest()));
      case GREATER ->
          others.lowest() == Long.MAX_VALUE
              ? IntegerSet.NONE
              : integers.intersection(IntegerSet.between(others.lowest() + 1, Long.MAX_VALUE));
      case GREATER_OR_EQUAL ->
          integers.intersection(IntegerSet.between(others.lowest(), Long.MAX_VALUE));
    };
  }

  private static boolean canHold(
      PossibleValue left, ComparisonOperator operator, PossibleValue right) {
    if (left.isNothing() || right.isNothing()) {
      return false;
    }
    if (left instanceof PossibleValue.Texts(Set<String> a)
        && right instanceof PossibleValue.Texts(Set<String> b)
        && a != null
        && b != null
        && (operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL)) {
      return a.stream()
          .anyMatch(
              first -> b.stream().anyMatch(second -> operator.holds(first.equals(second) ? 0 : 1)));
    }
    return true;
  }
}
