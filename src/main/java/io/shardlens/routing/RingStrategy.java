package io.shardlens.routing;

import io.shardlens.routing.hash.HashRing;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
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
    this.ring = RingPoints.of(rule, hash);
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
