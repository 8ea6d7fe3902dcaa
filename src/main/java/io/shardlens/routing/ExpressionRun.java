package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.expression.ComparisonOperator;
import io.shardlens.topology.expression.Expression;
import io.shardlens.topology.expression.ParsedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One evaluation of an expression over one key, which notes each step that says something.
final class ExpressionRun {
  private final ParsedExpression expression;
  private final List<? extends KeyValue> key;
  private final @Nullable List<Derivation.Step> steps;

  /// @param steps takes the steps; `null` where nobody reads them
  ExpressionRun(
      ParsedExpression expression,
      List<? extends KeyValue> key,
      @Nullable List<Derivation.Step> steps) {
    this.expression = expression;
    this.key = key;
    this.steps = steps;
  }

  /// The value of the whole expression, or `null` where no branch of its `CASE` holds.
  @Nullable ExpressionValue result() throws ExpressionFailure {
    return result(expression.root());
  }

  /// @param step is made only where steps are read
  void step(Supplier<Derivation.Step> step) {
    if (steps != null) {
      steps.add(step.get());
    }
  }

  private @Nullable ExpressionValue result(Expression part) throws ExpressionFailure {
    if (!(part instanceof Expression.Case choice)) {
      return value(part);
    }
    Expression taken = taken(choice);
    return taken == null ? null : result(taken);
  }

  private ExpressionValue value(Expression part) throws ExpressionFailure {
    return switch (part) {
      case Expression.IntegerLiteral(_, long value) -> new ExpressionValue.Int(value);
      case Expression.TextLiteral(_, String value) -> new ExpressionValue.Text(value);
      case Expression.Key column -> ExpressionValue.of(key.get(column.position()));
      case Expression.Case choice -> value(takenForSure(choice));
      case Expression.Comparison _,
          Expression.And _,
          Expression.Or _,
          Expression.Not _,
          Expression.Between _,
          Expression.In _ ->
          new ExpressionValue.Truth(holds(part));
      case Expression.Arithmetic _, Expression.Negation _, Expression.Call _ -> computed(part);
      case Expression.Concatenation(_, Expression left, Expression right) -> {
        String a = text(left);
        String b = text(right);
        ExpressionValue joined = new ExpressionValue.Text(a + b);
        note(part, joined, () -> quoted(a) + " || " + quoted(b));
        yield joined;
      }
    };
  }

  /// The value of a part that may fail by itself, which its failure then names.
  private ExpressionValue computed(Expression part) throws ExpressionFailure {
    try {
      return switch (part) {
        case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
        case Expression.Negation(_, Expression operand) -> {
          long value = integer(operand);
          ExpressionValue result = new ExpressionValue.Int(IntegerRules.negated(value));
          note(part, result, () -> "the opposite of " + value);
          yield result;
        }
        case Expression.Call call -> call(call);
        default -> throw new IllegalArgumentException("Cannot fail by itself: " + part);
      };
    } catch (ExpressionFailure failure) {
      throw failure.in(shown(part));
    }
  }

  private ExpressionValue arithmetic(Expression.Arithmetic part) throws ExpressionFailure {
    long left = integer(part.left());
    long right = integer(part.right());
    ExpressionValue result =
        new ExpressionValue.Int(IntegerRules.apply(part.operator(), left, right));
    note(part, result, () -> left + " " + part.operator().symbol() + " " + right);
    return result;
  }

  private ExpressionValue call(Expression.Call call) throws ExpressionFailure {
    List<ExpressionValue> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      arguments.add(value(argument));
    }
    ExpressionValue result = ExpressionCalls.call(call.function(), arguments);
    note(
        call,
        result,
        () ->
            call.function().word()
                + arguments.stream()
                    .map(ExpressionValue::shown)
                    .collect(Collectors.joining(", ", "(", ")")));
    return result;
  }

  private boolean holds(Expression part) throws ExpressionFailure {
    return switch (part) {
      case Expression.Comparison(_, var operator, Expression left, Expression right) -> {
        ExpressionValue a = value(left);
        ExpressionValue b = value(right);
        boolean holds = ExpressionValue.holds(operator, a, b);
        note(
            part,
            new ExpressionValue.Truth(holds),
            () -> a.shown() + " " + operator.symbol() + " " + b.shown());
        yield holds;
      }
      case Expression.And(_, Expression left, Expression right) -> holds(left) && holds(right);
      case Expression.Or(_, Expression left, Expression right) -> holds(left) || holds(right);
      case Expression.Not(_, Expression operand) -> !holds(operand);
      case Expression.Between between -> isBetween(between);
      case Expression.In in -> isListed(in);
      default -> ((ExpressionValue.Truth) value(part)).value();
    };
  }

  private boolean isBetween(Expression.Between part) throws ExpressionFailure {
    ExpressionValue operand = value(part.operand());
    boolean inside =
        ExpressionValue.holds(ComparisonOperator.GREATER_OR_EQUAL, operand, value(part.lowest()))
            && ExpressionValue.holds(
                ComparisonOperator.LESS_OR_EQUAL, operand, value(part.highest()));
    boolean holds = inside != part.negated();
    note(
        part,
        new ExpressionValue.Truth(holds),
        () -> operand.shown() + (inside ? " is" : " is not") + " within the bounds");
    return holds;
  }

  private boolean isListed(Expression.In part) throws ExpressionFailure {
    ExpressionValue operand = value(part.operand());
    boolean listed = false;
    for (Expression value : part.values()) {
      listed |= operand.equals(value(value));
    }
    boolean isListed = listed;
    boolean holds = listed != part.negated();
    note(
        part,
        new ExpressionValue.Truth(holds),
        () -> operand.shown() + (isListed ? " is" : " is not") + " listed");
    return holds;
  }

  private Expression takenForSure(Expression.Case choice) throws ExpressionFailure {
    Expression taken = taken(choice);
    if (taken == null) {
      throw new IllegalStateException("Only a CASE that gives the result may lack an ELSE");
    }
    return taken;
  }

  /// The result of the first branch that applies, or of `ELSE`; `null` where there is none.
  private @Nullable Expression taken(Expression.Case choice) throws ExpressionFailure {
    Expression operand = choice.operand();
    ExpressionValue compared = operand == null ? null : value(operand);
    int count = choice.branches().size();
    for (int i = 0; i < count; i++) {
      Expression.Branch branch = choice.branches().get(i);
      boolean applies =
          compared == null
              ? holds(branch.when())
              : ExpressionValue.holds(ComparisonOperator.EQUAL, compared, value(branch.when()));
      if (applies) {
        taken(branch, i + 1, count);
        return branch.result();
      }
    }
    takenElse(choice.otherwise(), count);
    return choice.otherwise();
  }

  private void taken(Expression.Branch branch, int number, int count) {
    step(() ->
        new Derivation.Step(
            "CASE",
            "branch " + number + " of " + count,
            "WHEN " + shown(branch.when()) + " THEN " + shown(branch.result())));
  }

  private void takenElse(@Nullable Expression otherwise, int count) {
    step(() ->
        new Derivation.Step(
            "CASE",
            otherwise == null ? "no branch" : "ELSE",
            (count == 1 ? "its branch does not apply" : "none of its branches applies")
                + (otherwise == null ? ", and it has no ELSE" : ": " + shown(otherwise))));
  }

  private long integer(Expression part) throws ExpressionFailure {
    return ((ExpressionValue.Int) value(part)).value();
  }

  private String text(Expression part) throws ExpressionFailure {
    return ((ExpressionValue.Text) value(part)).value();
  }

  private void note(Expression part, ExpressionValue result, Supplier<String> how) {
    step(() -> new Derivation.Step(shown(part), result.shown(), how.get()));
  }

  private String shown(Expression part) {
    return ExpressionValue.shortened(expression.textOf(part));
  }

  private static String quoted(String text) {
    return new ExpressionValue.Text(text).shown();
  }
}
