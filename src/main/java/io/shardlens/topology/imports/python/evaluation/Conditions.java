package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Truth;
import io.shardlens.topology.imports.python.syntax.Expression;
import java.util.List;

/// Several conditions, one after the other.
final class Conditions {
  private Conditions() {}

  /// The first that does not hold or is not known, else `True`.
  static Value all(
      Interpreter interpreter, List<Expression> conditions, Scope scope, ImportPlace place) {
    for (Expression condition : conditions) {
      Value truth = interpreter.truth(condition, scope);
      if (!(truth instanceof Truth(_, boolean holds)) || !holds) {
        return truth;
      }
    }
    return new Truth(place, true);
  }
}
