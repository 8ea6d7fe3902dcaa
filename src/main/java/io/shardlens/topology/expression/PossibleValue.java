package io.shardlens.topology.expression;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a part of an expression can yield, at most. A part that fails for every key yields nothing.
sealed interface PossibleValue {
  /// More texts than these are any text.
  int MOST_TEXTS = 64;

  PossibleValue ANY_TEXT = new Texts(null);

  boolean isNothing();

  record Integers(IntegerSet set) implements PossibleValue {
    @Override
    public boolean isNothing() {
      return set.isEmpty();
    }
  }

  /// @param known the texts; `null` is any text
  record Texts(@Nullable Set<String> known) implements PossibleValue {
    @Override
    public boolean isNothing() {
      return known != null && known.isEmpty();
    }
  }

  record Truth(boolean canHold, boolean canFail) implements PossibleValue {
    @Override
    public boolean isNothing() {
      return !canHold && !canFail;
    }
  }

  /// Bytes, a uuid or a time: anything.
  record Anything() implements PossibleValue {
    @Override
    public boolean isNothing() {
      return false;
    }
  }

  static PossibleValue texts(Set<String> texts) {
    return texts.size() > MOST_TEXTS ? ANY_TEXT : new Texts(Set.copyOf(texts));
  }

  /// Nothing, of a type.
  static PossibleValue nothing(ExpressionType type) {
    return switch (type) {
      case INTEGER -> new Integers(IntegerSet.NONE);
      case TEXT -> new Texts(Set.of());
      case BOOLEAN -> new Truth(false, false);
      case UUID, TIME, BYTES -> new Anything();
    };
  }

  /// What either of two values of one type can be.
  static PossibleValue union(PossibleValue left, PossibleValue right) {
    if (left instanceof Integers(IntegerSet a) && right instanceof Integers(IntegerSet b)) {
      return new Integers(a.union(b));
    }
    if (left instanceof Truth(boolean a, boolean b) && right instanceof Truth(var c, var d)) {
      return new Truth(a || c, b || d);
    }
    if (left instanceof Texts(var a) && right instanceof Texts(var b) && a != null && b != null) {
      Set<String> both = new HashSet<>(a);
      both.addAll(b);
      return texts(both);
    }
    return left instanceof Texts ? ANY_TEXT : new Anything();
  }

  /// Two texts joined.
  static PossibleValue joined(PossibleValue left, PossibleValue right) {
    if (left instanceof Texts(var a)
        && right instanceof Texts(var b)
        && a != null
        && b != null
        && (long) a.size() * b.size() <= MOST_TEXTS) {
      Set<String> joined = new HashSet<>();
      a.forEach(first -> b.forEach(second -> joined.add(first + second)));
      return texts(joined);
    }
    return left.isNothing() || right.isNothing() ? nothing(ExpressionType.TEXT) : ANY_TEXT;
  }

  /// The decimal digits of an integer.
  static PossibleValue printed(PossibleValue value) {
    Optional<List<Long>> integers =
        value instanceof Integers(IntegerSet set) ? set.values(MOST_TEXTS) : Optional.empty();
    return integers
        .map(list -> {
          Set<String> texts = new TreeSet<>();
          list.forEach(number -> texts.add(Long.toString(number)));
          return texts(texts);
        })
        .orElse(ANY_TEXT);
  }
}
