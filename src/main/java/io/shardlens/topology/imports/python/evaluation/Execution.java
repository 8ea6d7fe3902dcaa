package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Failure;
import io.shardlens.topology.imports.python.evaluation.Value.Truth;
import io.shardlens.topology.imports.python.evaluation.Value.Undecided;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.syntax.Expression;
import io.shardlens.topology.imports.python.syntax.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Follows statements. In a module, what is not understood is passed over and the names in it are
/// doubted; in a function that is followed, it ends the case.
final class Execution {
  private final Interpreter interpreter;
  private final Assignments assignments;
  private final Definitions definitions;

  Execution(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.assignments = new Assignments(interpreter);
    this.definitions = new Definitions(interpreter);
  }

  Flow run(List<Statement> statements, Scope scope) {
    for (Statement statement : statements) {
      if (!interpreter.budget().spend(1)) {
        return new Flow.Unclear(statement.place(), "more work than an import may be");
      }
      Flow flow = step(statement, scope);
      boolean passedOver =
          (flow instanceof Flow.Unclear || flow instanceof Flow.Raised) && isModule(scope);
      if (!(flow instanceof Flow.Next) && !passedOver) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  /// Whether these are the statements of a file or a class, and not of a function.
  private boolean isModule(Scope scope) {
    return interpreter.cases() == null && !scope.isFunction();
  }

  private Flow step(Statement statement, Scope scope) {
    return switch (statement) {
      case Statement.Assign assign -> assignments.assign(assign, scope);
      case Statement.Augment augment -> assignments.augment(augment, scope);
      case Statement.Evaluate(_, Expression.Yield(ImportPlace place, Expression value)) ->
          value == null ? new Flow.Unclear(place, "a bare yield") : returned(value, scope);
      case Statement.Evaluate(ImportPlace place, Expression value) ->
          assignments.evaluate(place, value, scope);
      case Statement.Return(ImportPlace place, Expression value) ->
          value == null ? new Flow.Returned(new Value.Nothing(place)) : returned(value, scope);
      case Statement.Raise(ImportPlace place) -> new Flow.Raised(place, "");
      case Statement.Assert(ImportPlace place, Expression test) -> {
        Value truth = interpreter.truth(test, scope);
        yield truth instanceof Truth(_, boolean holds)
            ? holds ? Flow.NEXT : new Flow.Raised(place, "AssertionError")
            : stopped(truth, place);
      }
      case Statement.Pass _ -> Flow.NEXT;
      case Statement.Leave(ImportPlace place, boolean loop) -> new Flow.Left(place, loop);
      case Statement.If condition -> condition(condition, scope);
      case Statement.For loop -> loop(loop, scope);
      case Statement.Try attempt -> attempt(attempt, scope);
      case Statement.With with -> with(with, scope);
      case Statement.Define define -> definitions.define(define, scope);
      case Statement.Type type -> definitions.type(type, scope, this);
      case Statement.Import imported -> definitions.imported(imported, scope);
      case Statement.Global(ImportPlace place, _) ->
          new Flow.Unclear(place, "a global name that is changed");
      case Statement.Skipped(ImportPlace place, String what, Set<String> names) -> {
        if (isModule(scope)) {
          names.forEach(name -> scope.doubt(name, place));
          interpreter.program().remark(place, what, names);
        }
        yield new Flow.Unclear(place, what);
      }
    };
  }

  private Flow returned(Expression expression, Scope scope) {
    Value value = interpreter.value(expression, scope);
    return value instanceof Failure(ImportPlace place, String error)
        ? new Flow.Raised(place, error)
        : new Flow.Returned(value);
  }

  /// How statements end when a condition is no truth.
  private static Flow stopped(Value truth, ImportPlace place) {
    return switch (truth) {
      case Failure(ImportPlace at, String error) -> new Flow.Raised(at, error);
      case Undecided undecided -> new Flow.Returned(undecided);
      case Unknown(ImportPlace at, String why) -> new Flow.Unclear(at, why);
      default -> new Flow.Unclear(place, "a condition that is not known");
    };
  }

  private Flow condition(Statement.If condition, Scope scope) {
    for (Statement.Branch branch : condition.branches()) {
      Value truth = interpreter.truth(branch.test(), scope);
      if (!(truth instanceof Truth(_, boolean holds))) {
        return isModule(scope)
            ? undecided(condition, truth, scope)
            : stopped(truth, condition.place());
      }
      if (holds) {
        return run(branch.body(), scope);
      }
    }
    return run(condition.otherwise(), scope);
  }

  /// Whatever is assigned under a condition that is not known depends on it.
  private Flow undecided(Statement.If condition, Value truth, Scope scope) {
    ImportPlace place = condition.place();
    Undecided value =
        new Undecided(place, truth instanceof Undecided undecided ? undecided.condition() : place);
    condition
        .branches()
        .forEach(branch -> branch.body().forEach(each -> depend(each, scope, value)));
    condition.otherwise().forEach(each -> depend(each, scope, value));
    interpreter.program().remark(place, "a condition that the sources do not decide", Set.of());
    return Flow.NEXT;
  }

  private void depend(Statement statement, Scope scope, Undecided value) {
    switch (statement) {
      case Statement.Assign(_, List<Expression> targets, _, _) ->
          targets.forEach(
              target -> Assignments.root(target).ifPresent(name -> scope.bind(name, value)));
      case Statement.Augment(_, Expression target, _, _) ->
          Assignments.root(target).ifPresent(name -> scope.bind(name, value));
      case Statement.If(_, List<Statement.Branch> branches, List<Statement> otherwise) -> {
        branches.forEach(branch -> branch.body().forEach(each -> depend(each, scope, value)));
        otherwise.forEach(each -> depend(each, scope, value));
      }
      case Statement.Define define -> scope.bind(define.name(), value);
      case Statement.Skipped skipped -> step(skipped, scope);
      default -> {
        // Nothing that binds a name that matters.
      }
    }
  }

  private Flow loop(Statement.For loop, Scope scope) {
    Value iterable = interpreter.value(loop.iterable(), scope);
    Optional<List<Value>> elements = Lookups.elements(iterable, interpreter.budget());
    if (elements.isEmpty()) {
      Flow unclear =
          iterable instanceof Failure(ImportPlace place, String error)
              ? new Flow.Raised(place, error)
              : new Flow.Unclear(loop.place(), "a loop over something that is not known");
      if (isModule(scope)) {
        interpreter
            .program()
            .remark(loop.place(), "a loop over something that is not known", Set.of());
        loop.body().forEach(each -> depend(each, scope, new Undecided(loop.place(), loop.place())));
      }
      return unclear;
    }
    for (Value element : elements.get()) {
      if (!interpreter.assign(loop.target(), element, scope)) {
        return new Flow.Unclear(loop.place(), "a loop that is not known");
      }
      Flow flow = run(loop.body(), scope);
      if (flow instanceof Flow.Left(_, boolean leaves)) {
        if (leaves) {
          return Flow.NEXT;
        }
      } else if (!(flow instanceof Flow.Next)) {
        return flow;
      }
    }
    return run(loop.otherwise(), scope);
  }

  private Flow attempt(Statement.Try attempt, Scope scope) {
    Flow flow = run(attempt.body(), scope);
    if (flow instanceof Flow.Raised(ImportPlace place, String error)
        && !attempt.handlers().isEmpty()) {
      Statement.Handler handler = attempt.handlers().getFirst();
      if (!catches(handler, error, scope)) {
        return new Flow.Unclear(place, "an exception that may be caught");
      }
      flow = run(handler.body(), scope);
    } else if (flow instanceof Flow.Next) {
      flow = run(attempt.otherwise(), scope);
    }
    Flow last = run(attempt.last(), scope);
    return last instanceof Flow.Next || isIrrelevant(last, flow) ? flow : last;
  }

  /// What comes after the answer, such as closing a session, need not be understood.
  private static boolean isIrrelevant(Flow last, Flow flow) {
    return last instanceof Flow.Unclear && flow instanceof Flow.Returned;
  }

  private boolean catches(Statement.Handler handler, String error, Scope scope) {
    if (handler.type() == null) {
      return true;
    }
    Value type = interpreter.value(handler.type(), scope);
    List<Value> types =
        type instanceof Value.Sequence sequence ? sequence.elements() : List.of(type);
    return types.stream()
        .anyMatch(each ->
            each instanceof Value.Symbol(_, String path, _, _)
                && (path.equals("Exception")
                    || (!error.isEmpty() && path.equals(error))
                    || (path.equals("LookupError") && error.matches("(Key|Index)Error"))));
  }

  private Flow with(Statement.With with, Scope scope) {
    for (Statement.Item item : with.items()) {
      Value value = interpreter.value(item.value(), scope);
      if (value instanceof Failure(ImportPlace place, String error)) {
        return new Flow.Raised(place, error);
      }
      if (item.target() != null && !interpreter.assign(item.target(), value, scope)) {
        return new Flow.Unclear(with.place(), "a with statement that is not known");
      }
    }
    return run(with.body(), scope);
  }
}
