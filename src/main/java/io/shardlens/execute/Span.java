package io.shardlens.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What lies from a lower bound, included, to an upper bound, excluded.
///
/// @param from `null` where it has no lower bound
/// @param to `null` where it has no upper bound
record Span<T>(@Nullable T from, @Nullable T to) {

  /// The same values in as few spans as they need.
  ///
  /// @param spans ascending, without overlap
  static <T> List<Span<T>> joined(List<Span<T>> spans) {
    List<Span<T>> joined = new ArrayList<>();
    for (Span<T> span : spans) {
      Span<T> last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.to() != null && Objects.equals(last.to(), span.from())) {
        joined.set(joined.size() - 1, new Span<>(last.from(), span.to()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  /// What lies in none of the spans.
  ///
  /// @param spans ascending, neither overlapping nor touching
  static <T> List<Span<T>> others(List<Span<T>> spans) {
    List<Span<T>> others = new ArrayList<>();
    T from = null;
    boolean open = true;
    for (Span<T> span : spans) {
      if (span.from() != null) {
        others.add(new Span<>(from, span.from()));
      }
      from = span.to();
      open = from != null;
    }
    if (open) {
      others.add(new Span<>(from, null));
    }
    return others;
  }

  /// The bounds of the spans: a value is in one of them if, counted from the first bound above, an
  /// odd number of bounds lies at or below it, or an even one where the first span has no lower
  /// bound.
  ///
  /// @param spans ascending, neither overlapping nor touching
  static <T> List<T> bounds(List<Span<T>> spans) {
    List<T> bounds = new ArrayList<>();
    for (Span<T> span : spans) {
      if (span.from() != null) {
        bounds.add(span.from());
      }
      if (span.to() != null) {
        bounds.add(span.to());
      }
    }
    return bounds;
  }
}
