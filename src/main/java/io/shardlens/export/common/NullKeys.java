package io.shardlens.export.common;

import io.shardlens.topology.HashFunction;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;

/// What a target has to do with NULL.
public final class NullKeys {

  private NullKeys() {}

  /// Whether NULL goes through the rule itself, and the rule may find a shard for it.
  public static boolean goThrough(RoutingDefinition routing) {
    return routing.nulls() instanceof NullPolicy.AsRule && areTakenBy(routing.rule());
  }

  /// Whether a rule may find a shard for a key with NULL in it: PostgreSQL's row hash leaves NULL
  /// out, a list sends it to its default.
  public static boolean areTakenBy(RoutingRule rule) {
    return switch (rule) {
      case RoutingRule.ListOfValues list -> list.otherwise().isPresent();
      case RoutingRule.Buckets(NumberSource.Hash hash, var _) ->
          hash.function() == HashFunction.POSTGRESQL;
      case RoutingRule.Grouped grouped ->
          grouped.groups().stream().anyMatch(group -> areTakenBy(group.rule()))
              || grouped.otherwise().map(NullKeys::areTakenBy).orElse(false);
      case RoutingRule.Single _ -> true;
      case RoutingRule.Ranged _,
          RoutingRule.Tenants _,
          RoutingRule.Buckets _,
          RoutingRule.Ring _,
          RoutingRule.Rendezvous _,
          RoutingRule.Directory _,
          RoutingRule.Computed _ ->
          false;
    };
  }
}
