package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of one key column of the rows that a condition lets through: every such row has
/// its value in this set, and the set may hold more.
public sealed interface ColumnKeys {

  /// NULL and every value.
  static ColumnKeys any() {
    return new Any();
  }

  /// Every value, and not NULL.
  static ColumnKeys notNull() {
    return new Between(null, null);
  }

  /// NULL and nothing else.
  static ColumnKeys onlyNull() {
    return new OnlyNull();
  }

  /// No value and no NULL: no row passes.
  static ColumnKeys none() {
    return new OneOf(Set.of());
  }

  record Any() implements ColumnKeys {}

  record OnlyNull() implements ColumnKeys {}

  /// @param values in a fixed order
  record OneOf(Set<KeyValue> values) implements ColumnKeys {
    public OneOf {
      values = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
  }

  /// The values between two bounds, both included.
  ///
  /// @param lowest `null` is no bound
  /// @param highest `null` is no bound
  record Between(@Nullable KeyValue lowest, @Nullable KeyValue highest) implements ColumnKeys {

    /// Whether the key may lie between the bounds.
    boolean contains(KeyValue key) {
      if (key instanceof KeyValue.Text && !Objects.equals(lowest, highest)) {
        return true;
      }
      return (lowest == null || lowest.compareTo(key) <= 0)
          && (highest == null || key.compareTo(highest) <= 0);
    }

    /// Between two texts anything may lie: the order of their collation is not known.
    boolean isEmpty() {
      return lowest != null
          && !(lowest instanceof KeyValue.Text)
          && highest != null
          && lowest.compareTo(highest) > 0;
    }
  }

  static ColumnKeys only(KeyValue value) {
    return new OneOf(Set.of(value));
  }

  /// The values for which a comparison with a constant is true, or a superset of them.
  ///
  /// Text has the order of its column's collation, which is not known here: an inequality of texts
  /// says nothing but that there is a value.
  ///
  /// @param type of the column
  /// @param operator `=`, `<>`, `!=`, `<`, `<=`, `>`, `>=`; any other says that there is a value
  static ColumnKeys compared(KeyType type, String operator, KeyValue constant) {
    if (operator.equals("=")) {
      return only(constant);
    }
    if (type.isText()) {
      return notNull();
    }
    return switch (operator) {
      case "<" -> below(constant);
      case "<=" -> new Between(null, constant);
      case ">" -> above(constant);
      case ">=" -> new Between(constant, null);
      default -> notNull();
    };
  }

  private static ColumnKeys below(KeyValue constant) {
    return switch (constant) {
      case KeyValue.Countable value when value.ordinal() == Long.MIN_VALUE -> none();
      case KeyValue.Countable value -> new Between(null, neighbour(value, -1));
      default -> new Between(null, constant);
    };
  }

  private static ColumnKeys above(KeyValue constant) {
    return switch (constant) {
      case KeyValue.Countable value when value.ordinal() == Long.MAX_VALUE -> none();
      case KeyValue.Countable value -> new Between(neighbour(value, 1), null);
      default -> new Between(constant, null);
    };
  }

  private static KeyValue neighbour(KeyValue.Countable value, int distance) {
    return switch (value) {
      case KeyValue.Int(long number) -> new KeyValue.Int(number + distance);
      case KeyValue.Day(int days) ->
          // Beyond the infinite days there are none; the bound itself is right enough.
          new KeyValue.Day(
              Math.clamp((long) days + distance, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case KeyValue.Timestamp(long micros) -> new KeyValue.Timestamp(micros + distance);
      case KeyValue.Moment(long micros) -> new KeyValue.Moment(micros + distance);
    };
  }

  /// Whether no row passes.
  default boolean isNone() {
    return switch (this) {
      case OneOf(Set<KeyValue> values) -> values.isEmpty();
      case Between between -> between.isEmpty();
      case Any _, OnlyNull _ -> false;
    };
  }

  /// Whether NULL is in the set.
  default boolean admitsNull() {
    return this instanceof Any || this instanceof OnlyNull;
  }

  /// The set without NULL.
  default ColumnKeys withoutNull() {
    return switch (this) {
      case Any _ -> notNull();
      case OnlyNull _ -> none();
      case OneOf _, Between _ -> this;
    };
  }

  /// What is in both sets.
  default ColumnKeys and(ColumnKeys other) {
    if (this instanceof Any) {
      return other;
    }
    if (other instanceof Any) {
      return this;
    }
    if (this instanceof OnlyNull || other instanceof OnlyNull) {
      return equals(other) ? this : none();
    }
    return switch (this) {
      case OneOf(Set<KeyValue> values) -> filtered(values, other);
      case Between(KeyValue lowest, KeyValue highest) ->
          other instanceof Between between
              ? new Between(larger(lowest, between.lowest()), smaller(highest, between.highest()))
              : filtered(((OneOf) other).values(), this);
      case Any _, OnlyNull _ -> throw new IllegalStateException("Handled above");
    };
  }

  private static ColumnKeys filtered(Set<KeyValue> values, ColumnKeys by) {
    List<KeyValue> left = new ArrayList<>();
    for (KeyValue value : values) {
      boolean kept =
          switch (by) {
            case OneOf(Set<KeyValue> others) -> others.contains(value);
            case Between between -> between.contains(value);
            case Any _, OnlyNull _ -> true;
          };
      if (kept) {
        left.add(value);
      }
    }
    return new OneOf(new LinkedHashSet<>(left));
  }

  private static @Nullable KeyValue larger(@Nullable KeyValue left, @Nullable KeyValue right) {
    return left == null || (right != null && right.compareTo(left) > 0) ? right : left;
  }

  private static @Nullable KeyValue smaller(@Nullable KeyValue left, @Nullable KeyValue right) {
    return left == null || (right != null && right.compareTo(left) < 0) ? right : left;
  }
}
