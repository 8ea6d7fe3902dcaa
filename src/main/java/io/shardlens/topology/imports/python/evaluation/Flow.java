package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;

/// How statements end.
sealed interface Flow {

  /// The statement behind them is next.
  record Next() implements Flow {}

  /// `break` or `continue`.
  record Left(ImportPlace place, boolean loop) implements Flow {}

  record Returned(Value value) implements Flow {}

  /// @param error the class of the exception, or empty
  record Raised(ImportPlace place, String error) implements Flow {}

  /// A statement that cannot be followed.
  record Unclear(ImportPlace place, String why) implements Flow {}

  Flow NEXT = new Next();
}
