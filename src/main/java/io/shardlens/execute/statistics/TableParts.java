package io.shardlens.execute.statistics;

import io.shardlens.execute.Parameter;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.TenantTables;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a table of the topology lies: on which shards, and there under which names.
record TableParts(Topology topology, TableDefinition table) {

  /// The beginning of a statement about a table with its partitions and children, whose names are
  /// the first parameter: `part` has the oid of each.
  static final String PARTS =
      """
      WITH RECURSIVE part(oid) AS (
        SELECT n::regclass::oid FROM unnest($1::text[]) AS n
        UNION
        SELECT i.inhrelid FROM part JOIN pg_catalog.pg_inherits i ON i.inhparent = part.oid)\
      """;

  /// @throws IllegalArgumentException for a table that the topology does not declare
  static TableParts of(Topology topology, TableName name) {
    return new TableParts(
        topology,
        topology
            .table(name)
            .orElseThrow(
                () -> new IllegalArgumentException("The topology declares no table " + name)));
  }

  /// The shards that hold rows of it.
  List<ShardId> shards() {
    return switch (table) {
      case TableDefinition.Sharded sharded -> topology.routing(sharded.routing()).shards();
      case TableDefinition.Unsharded unsharded -> List.of(unsharded.shard());
      case TableDefinition.Reference _ -> topology.shards().stream().map(Shard::id).toList();
    };
  }

  /// The rule of a table that each tenant has in a schema of its own.
  Optional<RoutingRule.Tenants> tenants() {
    return table instanceof TableDefinition.Sharded sharded
            && topology.routing(sharded.routing()).rule() instanceof RoutingRule.Tenants rule
        ? Optional.of(rule)
        : Optional.empty();
  }

  /// The names of the table on a shard, as the parameter of [#PARTS].
  Parameter names(ShardId shard, ShardSession session) throws ShardFailure {
    Optional<RoutingRule.Tenants> tenants = tenants();
    List<TableName> names =
        tenants.isPresent()
            ? TenantTables.names(shard, session, tenants.get(), table.name())
            : List.of(table.name());
    return new Parameter.TextArray(new ArrayList<>(names.stream().map(Identifier::quote).toList()));
  }
}
