package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Listed values; all others, NULL among them, belong to the default shard where there is one.
final class ListStrategy implements RoutingStrategy {
  private final RoutingDefinition.ListOfValues definition;
  private final List<KeyValue> listed;

  ListStrategy(RoutingDefinition.ListOfValues definition) {
    this.definition = definition;
    this.listed = new ArrayList<>(definition.values().keySet());
  }

  @Override
  public RoutingDefinition definition() {
    return definition;
  }

  @Override
  public Route route(List<? extends @Nullable KeyValue> key) {
    KeyContract.check(definition, key);
    KeyValue value = key.getFirst();
    ShardId shard = value == null ? null : definition.values().get(value);
    return value != null && shard != null ? owned(value, shard) : unlisted(value);
  }

  @Override
  public Set<ShardId> shardsBetween(@Nullable KeyValue lowest, @Nullable KeyValue highest) {
    KeyInterval interval = KeyInterval.of(definition, lowest, highest);
    if (!interval.onlyKey().isEmpty()) {
      return route(interval.onlyKey()) instanceof Route.Owned owned
          ? Set.of(owned.shard())
          : Set.of();
    }
    if (interval.isEmpty()) {
      return Set.of();
    }
    Set<ShardId> shards = new LinkedHashSet<>();
    definition
        .values()
        .forEach((value, shard) -> {
          if (interval.contains(value)) {
            shards.add(shard);
          }
        });
    definition.otherwise().ifPresent(shards::add);
    return Collections.unmodifiableSet(shards);
  }

  private Route owned(KeyValue value, ShardId shard) {
    return new Route.Owned(
        shard,
        new Derivation(
            List.of(
                new Derivation.Step(
                    "Listed value " + (listed.indexOf(value) + 1) + " of " + listed.size(),
                    value.text(),
                    "the list names shard " + shard))));
  }

  private Route unlisted(@Nullable KeyValue value) {
    String key = value == null ? "NULL" : value.text();
    String unlisted = "not among the " + listed.size() + " listed values";
    return definition
        .otherwise()
        .<Route>map(shard ->
            new Route.Owned(
                shard,
                new Derivation(List.of(new Derivation.Step("Default", shard.value(), unlisted)))))
        .orElseGet(() ->
            new Route.Unowned(
                "No shard owns "
                    + key
                    + ": it is "
                    + unlisted
                    + " of routing "
                    + definition.name()
                    + ", which has no default shard",
                new Derivation(List.of(new Derivation.Step("List", "none", unlisted)))));
  }
}
