package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Followed.Case;
import io.shardlens.topology.imports.python.syntax.Expression;
import java.util.ArrayList;
import java.util.List;

/// Follows a function through all its cases.
final class Following {
  private static final int MOST_CASES = 20_000;

  private final Program program;
  private final Budget budget;
  private final Value.Function function;
  private final Cases cases = new Cases();

  private Following(Program program, Budget budget, Value.Function function) {
    this.program = program;
    this.budget = budget;
    this.function = function;
  }

  static Followed of(Program program, Budget budget, Value.Function function) {
    return new Following(program, budget, function).all();
  }

  private Followed all() {
    List<Case> found = new ArrayList<>();
    boolean more = true;
    while (more && found.size() < MOST_CASES && !budget.isSpent()) {
      Followed.Result result = one();
      if (cases.isPossible()) {
        found.add(new Case(cases.known(), result));
      }
      more = cases.next();
    }
    return new Followed(function, found, cases.inputs(), !more && !budget.isSpent());
  }

  private Followed.Result one() {
    Scope scope = new Scope(Scope.Kind.FUNCTION, function.scope());
    Value self = function.self();
    for (Expression.Parameter parameter : function.parameters()) {
      scope.bind(parameter.name(), self == null ? input(parameter) : self);
      self = null;
    }
    Interpreter interpreter = new Interpreter(program, budget, cases);
    ImportPlace place = function.place();
    return switch (new Execution(interpreter).run(function.body(), scope)) {
      case Flow.Next _ -> new Followed.Gives(new Value.Nothing(place));
      case Flow.Left(ImportPlace at, _) -> new Followed.Unclear(at, "a loop that is left");
      case Flow.Returned(Value.Unknown(ImportPlace at, String why)) ->
          new Followed.Unclear(at, why);
      case Flow.Returned(Value value) -> new Followed.Gives(value);
      case Flow.Raised(ImportPlace at, _) -> new Followed.Refuses(at);
      case Flow.Unclear(ImportPlace at, String why) -> new Followed.Unclear(at, why);
    };
  }

  private static Value input(Expression.Parameter parameter) {
    return new Value.Symbol(
        parameter.place(),
        parameter.name(),
        parameter.name(),
        parameter.stars() > 0 ? "" : Annotations.name(parameter.annotation()));
  }
}
