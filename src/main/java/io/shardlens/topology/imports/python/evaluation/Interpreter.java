package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Failure;
import io.shardlens.topology.imports.python.evaluation.Value.Truth;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.syntax.Expression;
import io.shardlens.topology.imports.python.syntax.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what an expression stands for. Total: what cannot be said is a [Value.Unknown], what
/// Python would refuse a [Value.Failure], which goes through every operation.
final class Interpreter {
  /// Expressions within expressions, functions included.
  private static final int MAXIMUM_DEPTH = 250;

  private final Program program;
  private final Budget budget;
  private final @Nullable Cases cases;
  private final Comparisons comparisons;
  private final Lookups lookups;
  private final Calls calls;
  private final Displays displays;
  private int depth;
  private Value.@Nullable Instance built;

  /// @param cases the cases of the function that is followed, or `null` for a module, which is
  ///   followed once
  Interpreter(Program program, Budget budget, @Nullable Cases cases) {
    this.program = program;
    this.budget = budget;
    this.cases = cases;
    this.comparisons = new Comparisons(budget, cases);
    this.lookups = new Lookups(program, budget, cases);
    this.displays = new Displays(this);
    this.calls = new Calls(this, lookups, comparisons);
  }

  Budget budget() {
    return budget;
  }

  Program program() {
    return program;
  }

  @Nullable Cases cases() {
    return cases;
  }

  Lookups lookups() {
    return lookups;
  }

  Displays displays() {
    return displays;
  }

  Value value(Expression expression, Scope scope) {
    if (!budget.spend(1)) {
      return new Unknown(expression.place(), "more work than an import may be");
    }
    if (depth >= MAXIMUM_DEPTH) {
      return new Unknown(expression.place(), "nested too deep");
    }
    depth++;
    Value value = evaluate(expression, scope);
    depth--;
    return value;
  }

  private Value evaluate(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Text(ImportPlace place, String text) -> new Value.Text(place, text);
      case Expression.Whole(ImportPlace place, long number) -> new Value.Whole(place, number);
      case Expression.Fraction(ImportPlace place, double number) ->
          new Value.Fraction(place, number);
      case Expression.Truth(ImportPlace place, boolean holds) -> new Truth(place, holds);
      case Expression.Nothing(ImportPlace place) -> new Value.Nothing(place);
      case Expression.Formatted formatted -> formatted(formatted, scope);
      case Expression.Name(ImportPlace place, String name) -> lookups.name(place, name, scope);
      case Expression.Attribute(ImportPlace place, Expression target, String name) ->
          lookups.attribute(place, value(target, scope), name);
      case Expression.Call call -> calls.call(call, scope);
      case Expression.Subscript(
              ImportPlace place,
              Expression target,
              Expression.Slice(_, var first, var end)) ->
          Digests.slice(
              place,
              value(target, scope),
              first == null ? new Value.Nothing(place) : value(first, scope),
              end == null ? new Value.Nothing(place) : value(end, scope));
      case Expression.Subscript(ImportPlace place, Expression target, Expression index) ->
          lookups.item(place, value(target, scope), value(index, scope));
      case Expression.Slice(ImportPlace place, _, _) -> new Unknown(place, "a slice");
      case Expression.Display display -> displays.display(display, scope);
      case Expression.Dictionary dictionary -> displays.dictionary(dictionary, scope);
      case Expression.Comprehension comprehension -> displays.comprehension(comprehension, scope);
      case Expression.Starred(ImportPlace place, _) ->
          new Unknown(place, "a star that is not known");
      case Expression.Binary(
              ImportPlace place,
              String operator,
              Expression left,
              Expression right) ->
          Arithmetic.binary(place, operator, value(left, scope), value(right, scope), cases);
      case Expression.Unary(ImportPlace place, String operator, Expression operand) ->
          Arithmetic.unary(place, operator, value(operand, scope));
      case Expression.Not(ImportPlace place, Expression operand) ->
          comparisons.not(place, comparisons.truth(value(operand, scope)));
      case Expression.Logic logic -> logic(logic, scope);
      case Expression.Comparison comparison -> comparison(comparison, scope);
      case Expression.Conditional conditional -> conditional(conditional, scope);
      case Expression.Lambda(
              ImportPlace place,
              List<Expression.Parameter> parameters,
              Expression body) ->
          new Value.Function(
              place,
              "lambda",
              parameters,
              List.of(new Statement.Return(place, body)),
              scope,
              Value.Binding.INSTANCE,
              null);
      case Expression.Yield(ImportPlace place, _) ->
          new Unknown(place, "a yield within an expression");
      case Expression.NotUnderstood(ImportPlace place, String what) -> new Unknown(place, what);
    };
  }

  /// Whether a condition holds; where that is not known, the value that stands in the way.
  Value truth(Expression test, Scope scope) {
    Value truth = comparisons.truth(value(test, scope));
    return truth instanceof Value.Undecided ? program.decided(test.place()) : truth;
  }

  private Value formatted(Expression.Formatted formatted, Scope scope) {
    List<Value> parts = new ArrayList<>();
    for (Expression.Piece piece : formatted.pieces()) {
      parts.add(Texts.formatted(value(piece.value(), scope), piece.format()));
    }
    return Texts.joined(formatted.place(), parts);
  }

  /// Binds names to a value, or to its elements; false where the target is something else.
  boolean assign(Expression target, Value value, Scope scope) {
    return switch (target) {
      case Expression.Name(_, String name) -> {
        scope.bind(name, Lookups.named(value, name));
        yield true;
      }
      case Expression.Display(_, _, List<Expression> targets) -> {
        Optional<List<Value>> elements = Lookups.elements(value, budget);
        if (elements.isEmpty() || elements.get().size() != targets.size()) {
          yield false;
        }
        boolean all = true;
        for (int i = 0; i < targets.size(); i++) {
          all &= assign(targets.get(i), elements.get().get(i), scope);
        }
        yield all;
      }
      default -> false;
    };
  }

  private Value logic(Expression.Logic logic, Scope scope) {
    Value value = new Truth(logic.place(), logic.and());
    for (Expression operand : logic.operands()) {
      value = value(operand, scope);
      if (!logic.and() && value instanceof Value.Setting(ImportPlace place, String name, _)) {
        // `os.environ.get("X") or "preset"`
        Value preset = value(logic.operands().getLast(), scope);
        return new Value.Setting(place, name, preset);
      }
      Value truth = comparisons.truth(value);
      if (!(truth instanceof Truth(_, boolean holds))) {
        return truth;
      }
      if (holds != logic.and()) {
        return value;
      }
    }
    return value;
  }

  private Value comparison(Expression.Comparison comparison, Scope scope) {
    Value left = value(comparison.first(), scope);
    Value result = left;
    for (Expression.Comparand comparand : comparison.rest()) {
      Value right = value(comparand.value(), scope);
      result = comparisons.compare(comparison.place(), left, comparand.operator(), right);
      if (!(result instanceof Truth(_, boolean holds)) || !holds) {
        return result;
      }
      left = right;
    }
    return result;
  }

  private Value conditional(Expression.Conditional conditional, Scope scope) {
    for (Expression.Choice choice : conditional.choices()) {
      Value truth = truth(choice.test(), scope);
      if (!(truth instanceof Truth(_, boolean holds))) {
        return truth;
      }
      if (holds) {
        return value(choice.value(), scope);
      }
    }
    return value(conditional.otherwise(), scope);
  }

  /// Calls a function of the sources with values.
  Value apply(
      ImportPlace place,
      Value.Function function,
      List<Value> arguments,
      Map<String, Value> keywords) {
    if (depth >= MAXIMUM_DEPTH) {
      return new Unknown(place, "a function that calls itself too often");
    }
    depth += 10;
    Map<String, Value> rest = new LinkedHashMap<>(keywords);
    Scope local = new Scope(Scope.Kind.FUNCTION, function.scope());
    Value refused = Arguments.bind(this, function, arguments, rest, local, place);
    Value result =
        refused != null
            ? refused
            : returned(new Execution(this).run(function.body(), local), place);
    depth -= 10;
    return result;
  }

  /// Calls a function of the sources with its inputs as they are named.
  void apply(ImportPlace place, Value.Function function) {
    Map<String, Value> inputs = new LinkedHashMap<>();
    for (Expression.Parameter parameter : function.parameters()) {
      if (parameter.stars() == 0 && parameter.preset() == null) {
        inputs.put(
            parameter.name(),
            new Value.Symbol(parameter.place(), parameter.name(), parameter.name(), ""));
      }
    }
    apply(place, function, List.of(), inputs);
  }

  Value instance(Value.Type type) {
    return calls.instance(new Calls.Given(type.place(), List.of(), Map.of()), type);
  }

  /// Follows the constructor of an instance, which alone may give it attributes later.
  void build(Value.Instance instance, Value.Function constructor, Calls.Given given) {
    Value.Instance before = built;
    built = instance;
    apply(
        given.place(),
        constructor.bound(instance, instance.type()),
        given.arguments(),
        given.keywords());
    built = before;
  }

  /// Whether attributes of an instance may be set: in a function that is followed case by case,
  /// what was made before it must stay as it is.
  boolean mayChange(Value.Instance instance) {
    return cases == null || (built != null && instance.scope() == built.scope());
  }

  private static Value returned(Flow flow, ImportPlace place) {
    return switch (flow) {
      case Flow.Next _ -> new Value.Nothing(place);
      case Flow.Left _ -> new Unknown(place, "a loop that is left");
      case Flow.Returned(Value value) -> value;
      case Flow.Raised(ImportPlace at, String error) -> new Failure(at, error);
      case Flow.Unclear(ImportPlace at, String why) -> new Unknown(at, why);
    };
  }
}
