package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.python.syntax.Expression;
import org.jspecify.annotations.Nullable;

/// Types as they are annotated.
final class Annotations {
  private Annotations() {}

  /// The name of the type that matters: `int` of `Optional[int]`, `int | None`, `Mapped[int]`, and
  /// of `Annotated[int, …]`; empty where there is none.
  static String name(@Nullable Expression annotation) {
    return switch (annotation) {
      case Expression.Name(_, String name) -> name;
      case Expression.Attribute(_, _, String name) -> name;
      case Expression.Text(_, String name) when name.matches("[A-Za-z_]\\w{0,60}") -> name;
      case Expression.Subscript(_, _, Expression.Display(_, _, var elements))
          when !elements.isEmpty() ->
          name(elements.getFirst());
      case Expression.Subscript(_, _, Expression index) -> name(index);
      case Expression.Binary(_, String operator, Expression left, Expression right)
          when operator.equals("|") ->
          left instanceof Expression.Nothing ? name(right) : name(left);
      case null, default -> "";
    };
  }
}
