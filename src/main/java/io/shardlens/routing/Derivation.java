package io.shardlens.routing;

import java.util.List;

/// How a route was found: every step from the typed text to the shard, in order, as people are
/// shown it.
public record Derivation(List<Step> steps) {

  public Derivation {
    steps = List.copyOf(steps);
  }

  /// One arrow of the way.
  ///
  /// @param name what the step makes: `Typed text`, `Value`, `Hash`, `Range 2 of 4`, `Shard`
  /// @param result the outcome, in a form that can be copied
  /// @param how the rule that was applied, in words
  public record Step(String name, String result, String how) {}
}
