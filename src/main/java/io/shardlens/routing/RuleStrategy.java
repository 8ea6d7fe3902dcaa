package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A rule at work. It sees keys after their preparation; overridden keys, and NULL where the
/// routing says something else of it, never come here. Immutable and thread-safe.
sealed interface RuleStrategy permits RangedStrategy, BucketStrategy, ListStrategy, SingleStrategy {

  /// Where a key lands.
  ///
  /// @param key one value per key column, of the rule's types; `null` is NULL
  /// @param steps takes the steps of the way, in order
  Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps);

  /// Every shard that can hold a row whose key columns lie in these sets, of which none is empty.
  /// Never leaves out a shard that could: where the rule cannot tell, all of its shards. A key that
  /// no shard owns is nobody's here.
  ///
  /// @param box one set per key column
  Set<ShardId> shardsIn(List<ColumnKeys> box);

  /// @param types of the key as the rule sees it
  static RuleStrategy of(RoutingRule rule, List<KeyType> types) {
    return switch (rule) {
      case RoutingRule.Ranged ranged -> new RangedStrategy(ranged, types);
      case RoutingRule.Buckets buckets -> new BucketStrategy(buckets, types);
      case RoutingRule.ListOfValues list -> new ListStrategy(list);
      case RoutingRule.Single single -> new SingleStrategy(single);
      case RoutingRule.Tenants _,
          RoutingRule.Ring _,
          RoutingRule.Rendezvous _,
          RoutingRule.Directory _,
          RoutingRule.Grouped _,
          RoutingRule.Computed _ ->
          throw new IllegalArgumentException(rule.strategy());
    };
  }
}
