package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class ListStrategy implements RoutingStrategy {
  private final RoutingDefinition.ListOfValues definition;

  ListStrategy(RoutingDefinition.ListOfValues definition) {
    this.definition = definition;
  }

  @Override
  public RoutingDefinition definition() {
    return definition;
  }

  @Override
  public Route route(List<? extends @Nullable KeyValue> key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<ShardId> shardsBetween(@Nullable KeyValue lowest, @Nullable KeyValue highest) {
    throw new UnsupportedOperationException();
  }
}
