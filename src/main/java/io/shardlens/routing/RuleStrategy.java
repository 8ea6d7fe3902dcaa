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
sealed interface RuleStrategy
    permits RangedStrategy,
        BucketStrategy,
        ListStrategy,
        TenantStrategy,
        RingStrategy,
        RendezvousStrategy,
        DirectoryStrategy,
        GroupedStrategy,
        SingleStrategy,
        ComputedStrategy {

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

  /// Whether a key always lands where it landed before, so that shards may be left out by it.
  default boolean isFixed() {
    return true;
  }

  /// @param types of the key as the rule sees it
  /// @param lookup asks directories
  static RuleStrategy of(RoutingRule rule, List<KeyType> types, DirectoryLookup lookup) {
    return switch (rule) {
      case RoutingRule.Ranged ranged -> new RangedStrategy(ranged, types);
      case RoutingRule.Buckets buckets -> new BucketStrategy(buckets, types);
      case RoutingRule.ListOfValues list -> new ListStrategy(list);
      case RoutingRule.Tenants tenants -> new TenantStrategy(tenants);
      case RoutingRule.Ring ring -> new RingStrategy(ring, types);
      case RoutingRule.Rendezvous rendezvous -> new RendezvousStrategy(rendezvous, types);
      case RoutingRule.Directory directory -> new DirectoryStrategy(directory, lookup);
      case RoutingRule.Grouped grouped -> new GroupedStrategy(grouped, types, lookup);
      case RoutingRule.Single single -> new SingleStrategy(single);
      case RoutingRule.Computed computed -> new ComputedStrategy(computed, types);
    };
  }
}
