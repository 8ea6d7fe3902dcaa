package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One rule that finds the shard of a key. Immutable and thread-safe.
public sealed interface RoutingStrategy permits RangeStrategy, PostgresHashStrategy, ListStrategy {

  RoutingDefinition definition();

  /// Where a key lands. The derivation begins with the steps that depend on the strategy; [Router]
  /// puts the typed text and its value before them.
  ///
  /// @param key one value per key column, of the declared types; `null` is NULL
  Route route(List<? extends @Nullable KeyValue> key);

  /// Every shard that can hold a row whose (single) key column lies between two bounds, both
  /// included; `null` is no bound. Never leaves out a shard that could: where the strategy cannot
  /// tell, all of its shards.
  Set<ShardId> shardsBetween(@Nullable KeyValue lowest, @Nullable KeyValue highest);

  static RoutingStrategy of(RoutingDefinition definition) {
    return switch (definition) {
      case RoutingDefinition.Range range -> new RangeStrategy(range);
      case RoutingDefinition.PostgresHash hash -> new PostgresHashStrategy(hash);
      case RoutingDefinition.ListOfValues list -> new ListStrategy(list);
    };
  }
}
