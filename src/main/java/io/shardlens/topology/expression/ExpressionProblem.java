package io.shardlens.topology.expression;

/// One thing that is wrong with an expression.
///
/// @param place the words that are wrong
/// @param message what is wrong and what to do
public record ExpressionProblem(Span place, String message) {

  /// `character 7: message`, counted from 1.
  @Override
  public String toString() {
    return "character " + (place.start() + 1) + ": " + message;
  }
}
