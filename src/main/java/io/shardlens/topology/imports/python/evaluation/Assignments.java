package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Entry;
import io.shardlens.topology.imports.python.evaluation.Value.Failure;
import io.shardlens.topology.imports.python.evaluation.Value.Mapping;
import io.shardlens.topology.imports.python.evaluation.Value.Sequence;
import io.shardlens.topology.imports.python.evaluation.Value.Text;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.syntax.Expression;
import io.shardlens.topology.imports.python.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Statements that give names and entries a value. A dictionary is never changed, a new one takes
/// its name.
final class Assignments {
  /// Methods that change what they are called on, in a way that is not followed.
  private static final Set<String> CHANGES =
      Set.of(
          "pop",
          "popitem",
          "clear",
          "remove",
          "insert",
          "sort",
          "reverse",
          "add",
          "discard",
          "append",
          "extend",
          "update",
          "setdefault");

  private final Interpreter interpreter;

  Assignments(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Flow assign(Statement.Assign assign, Scope scope) {
    if (assign.value() == null) {
      return Flow.NEXT;
    }
    Value value = interpreter.value(assign.value(), scope);
    if (value instanceof Failure(ImportPlace place, String error)) {
      for (Expression target : assign.targets()) {
        root(target).ifPresent(name -> scope.bind(name, new Unknown(place, "a failure: " + error)));
      }
      return new Flow.Raised(place, error);
    }
    Flow flow = Flow.NEXT;
    for (Expression target : assign.targets()) {
      Flow assigned = assign(target, value, scope);
      flow = assigned instanceof Flow.Next ? flow : assigned;
    }
    return flow;
  }

  private Flow assign(Expression target, Value value, Scope scope) {
    return switch (target) {
      case Expression.Subscript(
              _,
              Expression.Attribute(_, _, String owner),
              Expression.Text(_, String key))
          when owner.equals("config") -> {
        scope.module().bind(key, value);
        yield Flow.NEXT;
      }
      case Expression.Subscript(ImportPlace place, Expression container, Expression index) ->
          put(place, container, interpreter.value(index, scope), value, scope);
      case Expression.Attribute(ImportPlace place, Expression of, String name) ->
          attribute(place, interpreter.value(of, scope), name, value);
      default -> {
        if (!interpreter.assign(target, value, scope)) {
          unknown(target, scope);
        }
        yield Flow.NEXT;
      }
    };
  }

  private static void unknown(Expression target, Scope scope) {
    switch (target) {
      case Expression.Name(ImportPlace place, String name) ->
          scope.bind(name, new Unknown(place, "a part of something that is not known"));
      case Expression.Display(_, _, List<Expression> targets) ->
          targets.forEach(each -> unknown(each, scope));
      case Expression.Starred(_, Expression value) -> unknown(value, scope);
      default -> {
        // Binds no name.
      }
    }
  }

  private Flow attribute(ImportPlace place, Value of, String name, Value value) {
    if (!(of instanceof Value.Instance instance)) {
      return Flow.NEXT;
    }
    if (!interpreter.mayChange(instance)) {
      return new Flow.Unclear(place, "an attribute that is changed");
    }
    instance.scope().bind(name, Lookups.named(value, name));
    return Flow.NEXT;
  }

  private Flow put(ImportPlace place, Expression container, Value key, Value value, Scope scope) {
    return switch (interpreter.value(container, scope)) {
      case Mapping mapping ->
          replace(
              container,
              interpreter.displays().mapping(place, mapping, List.of(new Entry(key, value))),
              scope);
      case Sequence _, Unknown _ -> doubted(place, container, scope);
      default -> Flow.NEXT;
    };
  }

  /// Gives the name, or the entry, that held the old value the new one.
  private Flow replace(Expression holder, Value value, Scope scope) {
    return switch (holder) {
      case Expression.Name(_, String name) -> {
        Scope owner = interpreter.cases() == null ? scope.owner(name) : scope;
        owner.bind(name, value);
        yield Flow.NEXT;
      }
      case Expression.Subscript(ImportPlace place, Expression container, Expression index) ->
          put(place, container, interpreter.value(index, scope), value, scope);
      case Expression.Attribute(ImportPlace place, Expression of, String name) ->
          attribute(place, interpreter.value(of, scope), name, value);
      default -> Flow.NEXT;
    };
  }

  private Flow doubted(ImportPlace place, Expression container, Scope scope) {
    if (interpreter.cases() != null) {
      return new Flow.Unclear(place, "a change that is not followed");
    }
    root(container).ifPresent(name -> scope.doubt(name, place));
    return Flow.NEXT;
  }

  Flow augment(Statement.Augment augment, Scope scope) {
    Value before = interpreter.value(augment.target(), scope);
    Value value = interpreter.value(augment.value(), scope);
    Value after =
        Arithmetic.binary(augment.place(), augment.operator(), before, value, interpreter.cases());
    return after instanceof Failure(ImportPlace place, String error)
        ? new Flow.Raised(place, error)
        : replace(augment.target(), after, scope);
  }

  /// An expression that stands alone: a call that changes something, or that nothing depends on.
  Flow evaluate(ImportPlace place, Expression expression, Scope scope) {
    if (expression instanceof Expression.Call call
        && call.callee() instanceof Expression.Attribute(_, Expression owner, String method)) {
      if (owner instanceof Expression.Attribute(_, _, String config)
          && config.equals("config")
          && (method.equals("update") || method.equals("from_mapping"))) {
        configure(call, scope);
        return Flow.NEXT;
      }
      Value target = interpreter.value(owner, scope);
      if (CHANGES.contains(method) && (target instanceof Mapping || target instanceof Sequence)) {
        Optional<Value> changed = changed(target, method, call, scope);
        return changed.isPresent()
            ? replace(owner, changed.get(), scope)
            : doubted(place, owner, scope);
      }
    }
    Value value = interpreter.value(expression, scope);
    if (value instanceof Value.Call call && interpreter.cases() == null) {
      interpreter.program().standing(call);
    }
    return value instanceof Failure(ImportPlace at, String error)
        ? new Flow.Raised(at, error)
        : Flow.NEXT;
  }

  private void configure(Expression.Call call, Scope scope) {
    for (Expression argument : call.arguments()) {
      if (interpreter.value(argument, scope) instanceof Mapping mapping) {
        for (Entry entry : mapping.entries()) {
          if (entry.key() instanceof Text(_, String name)) {
            scope.module().bind(name, entry.value());
          }
        }
      }
    }
    for (Expression.Keyword keyword : call.keywords()) {
      if (keyword.name() != null) {
        scope.module().bind(keyword.name(), interpreter.value(keyword.value(), scope));
      }
    }
  }

  /// What a dictionary or list is after a method; empty where that is not followed.
  private Optional<Value> changed(Value target, String method, Expression.Call call, Scope scope) {
    List<Value> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      if (interpreter.displays().element(argument, scope, arguments) != null) {
        return Optional.empty();
      }
    }
    ImportPlace place = call.place();
    if (target instanceof Mapping mapping && method.equals("update")) {
      List<Entry> entries = new ArrayList<>();
      for (Value argument : arguments) {
        if (!(argument instanceof Mapping added)) {
          return Optional.empty();
        }
        entries.addAll(added.entries());
      }
      for (Expression.Keyword keyword : call.keywords()) {
        if (keyword.name() == null) {
          return Optional.empty();
        }
        Value value = interpreter.value(keyword.value(), scope);
        entries.add(new Entry(new Text(place, keyword.name()), value));
      }
      return Optional.of(interpreter.displays().mapping(place, mapping, entries));
    }
    if (target instanceof Sequence(_, Expression.Kind kind, List<Value> elements)
        && kind == Expression.Kind.LIST
        && arguments.size() == 1
        && (method.equals("append") || method.equals("extend"))) {
      Optional<List<Value>> added =
          method.equals("append")
              ? Optional.of(arguments)
              : Lookups.elements(arguments.getFirst(), interpreter.budget());
      List<Value> all = new ArrayList<>(elements);
      added.ifPresent(all::addAll);
      return added.map(_ -> interpreter.displays().sequence(place, kind, all));
    }
    return Optional.empty();
  }

  /// The name that a target belongs to: `DATABASES` of `DATABASES["a"]["HOST"]`.
  static Optional<String> root(Expression target) {
    Expression expression = target;
    while (true) {
      switch (expression) {
        case Expression.Subscript(_, Expression of, _) -> expression = of;
        case Expression.Attribute(_, Expression of, _) -> expression = of;
        case Expression.Name(_, String name) -> {
          return Optional.of(name);
        }
        default -> {
          return Optional.empty();
        }
      }
    }
  }
}
