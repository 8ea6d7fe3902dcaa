package io.shardlens.topology.expression;

import java.util.Set;

/// An expression in another language.
public sealed interface Translation {

  /// @param text one expression of the language, which gives the position or the id of the shard
  ///   for every key for which this one does, and fails where this one fails; where no branch of a
  ///   `CASE` without `ELSE` holds, it is NULL or `None`
  /// @param preamble what the text relies on and has to stand before it, such as imports and
  ///   functions; each entry is complete by itself, and those of several translations may be put
  ///   together in one set
  record Translated(String text, Set<String> preamble) implements Translation {}

  /// @param problem which part cannot be said in the language, and why
  record NotExpressible(ExpressionProblem problem) implements Translation {}
}
