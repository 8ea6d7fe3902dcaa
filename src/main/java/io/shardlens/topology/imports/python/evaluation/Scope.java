package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of a module, a class or a call.
public final class Scope {
  /// Whose names they are.
  enum Kind {
    MODULE,
    TYPE,
    FUNCTION
  }

  private final Kind kind;
  private final @Nullable Scope outer;
  private final Map<String, Value> names = new LinkedHashMap<>();
  private final Map<String, String> annotations = new LinkedHashMap<>();
  private final Map<String, ImportPlace> doubted = new LinkedHashMap<>();

  Scope(Kind kind, @Nullable Scope outer) {
    this.kind = kind;
    this.outer = outer;
  }

  boolean isFunction() {
    return kind == Kind.FUNCTION;
  }

  /// The scope that functions defined here see: not that of a class.
  Scope visibleToFunctions() {
    return kind == Kind.TYPE && outer != null ? outer : this;
  }

  /// The names bound here, in the order in which they were bound first.
  public List<String> names() {
    return new ArrayList<>(names.keySet());
  }

  /// What a name is bound to here, or `null`.
  public @Nullable Value get(String name) {
    return names.get(name);
  }

  /// What a name is bound to here or around.
  @Nullable Value find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Value value = scope.names.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  void annotate(String name, String type) {
    annotations.put(name, type);
  }

  /// The type that a member of a class is annotated with, or empty: `int` of `Mapped[int]`.
  public String annotationOf(String name) {
    return annotations.getOrDefault(name, "");
  }

  void bind(String name, Value value) {
    names.put(name, value);
    doubted.remove(name);
  }

  /// Notes that a statement that was not followed may have changed what a name is bound to.
  void doubt(String name, ImportPlace place) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.names.containsKey(name)) {
        scope.doubted.putIfAbsent(name, place);
        return;
      }
    }
  }

  /// The statement that may have changed a name, or `null`.
  public @Nullable ImportPlace doubtOf(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.names.containsKey(name)) {
        return scope.doubted.get(name);
      }
    }
    return null;
  }

  /// The scope here or around that binds a name; this one where none does.
  Scope owner(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.names.containsKey(name)) {
        return scope;
      }
    }
    return this;
  }

  Scope module() {
    Scope scope = this;
    while (scope.outer != null) {
      scope = scope.outer;
    }
    return scope;
  }
}
