package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.python.evaluation.Program;
import io.shardlens.topology.imports.python.evaluation.Scope;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.imports.python.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;

/// The functions and classes that an application defines itself.
final class Functions {
  private Functions() {}

  /// Every function of the sources, and every method that needs nothing but an instance.
  static List<Value.Function> all(Program program) {
    List<Value.Function> functions = new ArrayList<>();
    for (SourceFile file : program.files()) {
      Scope scope = program.scope(file);
      for (String name : scope.names()) {
        Value value = scope.get(name);
        if (value instanceof Value.Function function
            && function.place().source().equals(file.name())) {
          functions.add(function.named(name));
        } else if (value instanceof Value.Type type && type.place().source().equals(file.name())) {
          functions.addAll(methods(program, type));
        }
      }
    }
    return functions;
  }

  private static List<Value.Function> methods(Program program, Value.Type type) {
    List<Value.Function> methods = new ArrayList<>();
    for (String name : type.scope().names()) {
      if (!name.startsWith("__") && type.scope().get(name) instanceof Value.Function) {
        program.method(type, name).ifPresent(methods::add);
      }
    }
    return methods;
  }

  /// The classes of the sources.
  static List<Value.Type> types(Program program) {
    List<Value.Type> types = new ArrayList<>();
    for (SourceFile file : program.files()) {
      Scope scope = program.scope(file);
      for (String name : scope.names()) {
        if (scope.get(name) instanceof Value.Type type
            && type.place().source().equals(file.name())) {
          types.add(type);
        }
      }
    }
    return types;
  }
}
