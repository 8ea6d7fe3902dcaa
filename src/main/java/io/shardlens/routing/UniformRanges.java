package io.shardlens.routing;

import io.shardlens.topology.BucketRule;
import io.shardlens.topology.RoutingRule;
import java.util.List;

/// The ranges of the hash that a rule of equal parts means.
public final class UniformRanges {

  private UniformRanges() {}

  /// Ascending, covering the whole space of the hash.
  ///
  /// @throws IllegalArgumentException for a rule of another kind
  public static List<BucketRule.HashRange> of(RoutingRule.Buckets rule) {
    if (rule.bucket() instanceof BucketRule.Uniform(var owners)) {
      return HashSpace.of(rule.number()).cut(owners);
    }
    throw new IllegalArgumentException("The rule has no equal parts");
  }
}
