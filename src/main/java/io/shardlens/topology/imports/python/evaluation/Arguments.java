package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Entry;
import io.shardlens.topology.imports.python.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the arguments of a call become the names of a function.
final class Arguments {
  private Arguments() {}

  /// Binds the parameters; returns what stands in the way, or `null`.
  ///
  /// @param keywords those that are used are taken out
  static @Nullable Value bind(
      Interpreter interpreter,
      Value.Function function,
      List<Value> arguments,
      Map<String, Value> keywords,
      Scope local,
      ImportPlace place) {
    List<Value> positional = new ArrayList<>(arguments);
    if (function.self() != null) {
      positional.addFirst(function.self());
    }
    for (Expression.Parameter parameter : function.parameters()) {
      String name = parameter.name();
      if (parameter.stars() == 2) {
        List<Entry> entries = new ArrayList<>();
        keywords.forEach((key, value) -> entries.add(new Entry(new Value.Text(place, key), value)));
        keywords.clear();
        local.bind(
            name, interpreter.displays().mapping(place, Value.Mapping.empty(place), entries));
      } else if (parameter.stars() == 1) {
        local.bind(
            name,
            interpreter.displays().sequence(place, Expression.Kind.TUPLE, List.copyOf(positional)));
        positional.clear();
      } else if (!positional.isEmpty()) {
        local.bind(name, Lookups.named(positional.removeFirst(), name));
      } else if (keywords.containsKey(name)) {
        local.bind(name, Lookups.named(keywords.remove(name), name));
      } else if (parameter.preset() != null) {
        local.bind(name, interpreter.value(parameter.preset(), function.scope()));
      } else {
        return new Value.Failure(place, "TypeError");
      }
    }
    return positional.isEmpty() && keywords.isEmpty()
        ? null
        : new Value.Failure(place, "TypeError");
  }
}
