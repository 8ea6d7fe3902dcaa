package io.shardlens.routing;

import io.shardlens.routing.hash.HashRing;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingRule;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The points that the members of a ring have on it.
public final class RingPoints {

  private RingPoints() {}

  /// @param types of the key as the rule sees it
  public static HashRing of(RoutingRule.Ring ring, List<KeyType> types) {
    return of(ring, new HashedKey(ring.key(), types));
  }

  static HashRing of(RoutingRule.Ring rule, HashedKey hash) {
    int pointsEach = rule.labels() * rule.pointsPerLabel();
    long[] points = new long[rule.members().size() * pointsEach];
    int[] owners = new int[points.length];
    for (int i = 0; i < points.length; i += rule.pointsPerLabel()) {
      int member = i / pointsEach;
      int label = i % pointsEach / rule.pointsPerLabel();
      byte[] digest =
          hash.digest(
              rule.label()
                  .replace("{shard}", rule.members().get(member).name())
                  .replace("{point}", Integer.toString(label))
                  .getBytes(StandardCharsets.UTF_8));
      for (int part = 0; part < rule.pointsPerLabel(); part++) {
        int from = rule.key().part().from() + part * rule.key().part().bytes();
        points[i + part] = hash.number(digest, from).longValue();
        owners[i + part] = member;
      }
    }
    return new HashRing(
        points, owners, rule.strictlyAfter() ? HashRing.Meets.NEXT : HashRing.Meets.SAME_OR_NEXT);
  }
}
