package io.shardlens.routing;

import io.shardlens.routing.hash.HashRing;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingRule;
import java.util.List;

/// The points that the members of a ring have on it.
public final class RingPoints {

  private RingPoints() {}

  /// @param types of the key as the rule sees it
  public static HashRing of(RoutingRule.Ring ring, List<KeyType> types) {
    return RingStrategy.ring(ring, new HashedKey(ring.key(), types));
  }
}
