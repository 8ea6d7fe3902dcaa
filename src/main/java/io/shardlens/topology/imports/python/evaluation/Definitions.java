package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Opaque;
import io.shardlens.topology.imports.python.evaluation.Value.Symbol;
import io.shardlens.topology.imports.python.syntax.Expression;
import io.shardlens.topology.imports.python.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Functions, classes and imports.
final class Definitions {
  /// What begins with these is in no source of an application.
  private static final Set<String> LIBRARIES =
      Set.of(
          "django",
          "flask",
          "flask_sqlalchemy",
          "sqlalchemy",
          "sqlmodel",
          "fastapi",
          "starlette",
          "pydantic",
          "pydantic_settings",
          "os",
          "sys",
          "typing",
          "decouple",
          "environ",
          "environs",
          "dotenv",
          "asyncpg",
          "psycopg",
          "psycopg2");

  private static final int MOST_ANCESTORS = 30;

  private final Interpreter interpreter;

  Definitions(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Flow define(Statement.Define define, Scope scope) {
    Value.Binding binding = Value.Binding.INSTANCE;
    for (Expression decorator : define.decorators()) {
      if (decorator instanceof Expression.Name(_, String name)) {
        binding =
            switch (name) {
              case "staticmethod" -> Value.Binding.NOTHING;
              case "classmethod" -> Value.Binding.TYPE;
              default -> binding;
            };
      }
    }
    changedByName(define.body(), scope, 0);
    scope.bind(
        define.name(),
        new Value.Function(
            define.place(),
            define.name(),
            define.parameters(),
            define.body(),
            scope.visibleToFunctions(),
            binding,
            null));
    return Flow.NEXT;
  }

  /// A name that a function declares `global` is what that function last made of it.
  private static void changedByName(List<Statement> body, Scope scope, int depth) {
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Global(ImportPlace place, List<String> names) ->
            names.forEach(name -> scope.module().doubt(name, place));
        case Statement.If(_, List<Statement.Branch> branches, List<Statement> otherwise) -> {
          branches.forEach(branch -> changedByName(branch.body(), scope, depth + 1));
          changedByName(otherwise, scope, depth + 1);
        }
        default -> {
          // Python wants the declaration before the use, which is at the start in practice.
        }
      }
    }
  }

  Flow type(Statement.Type type, Scope scope, Execution execution) {
    Scope members = new Scope(Scope.Kind.TYPE, scope.visibleToFunctions());
    List<String> bases = new ArrayList<>();
    List<Value.Type> ancestors = new ArrayList<>();
    for (Expression expression : type.bases()) {
      switch (interpreter.value(expression, scope)) {
        case Value.Type parent -> {
          addDistinct(ancestors, parent);
          parent.ancestors().forEach(each -> addDistinct(ancestors, each));
          bases.add(parent.name());
          bases.addAll(parent.bases().subList(0, Math.min(20, parent.bases().size())));
        }
        case Opaque opaque -> bases.add(opaque.path());
        default -> {
          // A base that says nothing.
        }
      }
    }
    annotated(type.body(), members);
    execution.run(type.body(), members);
    scope.bind(type.name(), new Value.Type(type.place(), type.name(), bases, ancestors, members));
    return Flow.NEXT;
  }

  private static void addDistinct(List<Value.Type> ancestors, Value.Type type) {
    if (ancestors.size() < MOST_ANCESTORS
        && ancestors.stream().noneMatch(each -> each.scope() == type.scope())) {
      ancestors.add(type);
    }
  }

  /// `name: type` without a value is a member, too.
  private static void annotated(List<Statement> body, Scope members) {
    for (Statement statement : body) {
      if (statement
              instanceof Statement.Assign(_, List<Expression> targets, Expression annotation, _)
          && annotation != null
          && targets.getFirst() instanceof Expression.Name(ImportPlace place, String name)) {
        members.annotate(name, Annotations.name(annotation));
        members.bind(name, new Symbol(place, name, name, Annotations.name(annotation)));
      }
    }
  }

  Flow imported(Statement.Import imported, Scope scope) {
    ImportPlace place = imported.place();
    Optional<Scope> module =
        imported.module().isEmpty() ? Optional.empty() : module(imported.module());
    if (imported.all()) {
      if (module.isEmpty()) {
        interpreter
            .program()
            .remark(place, "an import of every name of a module that is not given", Set.of());
      }
      module.ifPresent(from ->
          from.names().stream()
              .filter(name -> !name.startsWith("_"))
              .forEach(name -> bind(scope, name, from.get(name))));
      return Flow.NEXT;
    }
    for (Statement.Imported each : imported.names()) {
      String path =
          imported.module().isEmpty()
              ? each.path()
              : (imported.module() + "." + each.path()).replaceFirst("^\\.+", "");
      Value value = module.map(from -> from.get(each.path())).orElse(null);
      if (value == null) {
        value =
            module(path)
                .<Value>map(from -> new Value.Module(place, from))
                .orElse(new Symbol(place, path, each.name(), ""));
      }
      scope.bind(each.name(), value);
    }
    return Flow.NEXT;
  }

  private static void bind(
      Scope scope, String name, @org.jspecify.annotations.Nullable Value value) {
    if (value != null) {
      scope.bind(name, value);
    }
  }

  private Optional<Scope> module(String path) {
    int dot = path.indexOf('.');
    String root = dot < 0 ? path : path.substring(0, dot);
    return LIBRARIES.contains(root) ? Optional.empty() : interpreter.program().module(path);
  }
}
