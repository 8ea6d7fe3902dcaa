package io.shardlens.routing;

import io.shardlens.routing.hash.HashRing;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A consistent-hash ring after Karger et al., "Consistent Hashing and Random Trees" (1997).
final class RingStrategy implements RuleStrategy {
  private final RoutingRule.Ring rule;
  private final HashedKey hash;
  private final HashRing ring;

  RingStrategy(RoutingRule.Ring rule, List<KeyType> types) {
    this.rule = rule;
    this.hash = new HashedKey(rule.key(), types);
    this.ring = ring(rule, hash);
  }

  static HashRing ring(RoutingRule.Ring rule, HashedKey hash) {
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

  @Override
  public Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    return switch (hash.of(key, steps)) {
      case KeyNumber.None(String reason) -> new Landing.Nowhere(reason);
      case KeyNumber.Of(BigInteger number) -> {
        int met = ring.met(number.longValue());
        RoutingRule.Member owner = rule.members().get(ring.ownerOfPoint(met));
        boolean wraps = Long.compareUnsigned(ring.point(met), number.longValue()) < 0;
        steps.add(
            new Derivation.Step(
                "Point " + (met + 1) + " of " + ring.size(),
                Long.toUnsignedString(ring.point(met)) + " of " + owner.name(),
                "the first point "
                    + (rule.strictlyAfter() ? "after" : "at or after")
                    + " the number"
                    + (wraps ? ", round the end to the smallest" : "")));
        yield new Landing.On(owner.shard());
      }
    };
  }

  @Override
  public Set<ShardId> shardsIn(List<ColumnKeys> box) {
    return new LinkedHashSet<>(rule.shards());
  }
}
