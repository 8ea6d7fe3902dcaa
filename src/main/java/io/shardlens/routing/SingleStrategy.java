package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every key on one shard.
record SingleStrategy(RoutingRule.Single rule) implements RuleStrategy {

  @Override
  public Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    steps.add(new Derivation.Step("Single shard", rule.shard().value(), "all keys of the group"));
    return new Landing.On(rule.shard());
  }

  @Override
  public Set<ShardId> shardsIn(List<ColumnKeys> box) {
    return Set.of(rule.shard());
  }
}
