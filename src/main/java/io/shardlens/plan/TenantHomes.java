package io.shardlens.plan;

import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Finds the shard of a table that a statement names in the schema of a tenant: there it lies
/// whole, as an unsharded table does.
public final class TenantHomes {

  private TenantHomes() {}

  /// Empty where the schema is no tenant's, or tenants of two shards have schemas of that name.
  public static Optional<ShardId> home(Topology topology, TableName name) {
    if (topology.table(name).isPresent()) {
      return Optional.empty();
    }
    Set<ShardId> homes = new LinkedHashSet<>();
    for (TableDefinition.Sharded table : topology.shardedTables()) {
      if (table.name().name().equals(name.name())
          && topology.routing(table.routing()).rule() instanceof RoutingRule.Tenants rule) {
        rule.shards().stream()
            .filter(shard -> rule.hasSchema(shard, name.schema()))
            .forEach(homes::add);
      }
    }
    return homes.size() == 1 ? Optional.of(homes.iterator().next()) : Optional.empty();
  }

  static Optional<TableDefinition> table(Topology topology, TableName name) {
    return home(topology, name).map(home -> new TableDefinition.Unsharded(name, home));
  }
}
