package io.shardlens.record;

import io.shardlens.routing.Route;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import java.util.List;

/// The table in which the rows of a key are: the table of the topology, or the one of that name in
/// the schema of a tenant.
///
/// @param key the columns of the shard key
/// @param ofTenant whether the schema is that of a tenant
/// @param ofOneTenant whether all rows of the schema are that tenant's, so that its tables need not
///   have the key column
record RecordPlace(TableName table, List<String> key, boolean ofTenant, boolean ofOneTenant) {

  RecordPlace {
    key = List.copyOf(key);
  }

  static RecordPlace of(
      TableDefinition.Sharded table, Route.Owned owned, RoutingDefinition routing) {
    return owned
        .schema()
        .map(schema ->
            new RecordPlace(
                new TableName(schema, table.name().name()),
                table.key(),
                true,
                routing.rule() instanceof RoutingRule.Tenants tenants
                    && tenants.isOfOneTenant(owned.shard(), schema)))
        .orElseGet(() -> of(table));
  }

  static RecordPlace of(TableDefinition.Sharded table) {
    return new RecordPlace(table.name(), table.key(), false, false);
  }

  /// The table of a record that was read.
  static RecordPlace of(ShardRecord record) {
    return new RecordPlace(
        record.table(),
        record.fields().stream()
            .filter(FieldDefinition::shardKey)
            .map(FieldDefinition::name)
            .toList(),
        false,
        false);
  }
}
