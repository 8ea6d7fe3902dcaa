package io.shardlens.plan;

import io.shardlens.plan.TableFacts.ColumnFacts;
import io.shardlens.routing.Router;
import io.shardlens.sql.ColumnReference;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tables of a simple query, bound to what the topology and the catalog say of them.
record Sources(List<Bound> all, Router router) {

  /// One table of `FROM`.
  record Bound(SimpleSelect.Source source, TableDefinition definition, TableFacts facts) {
    boolean isNullable() {
      return source.join() == SimpleSelect.Join.LEFT;
    }
  }

  /// A column and the table that it belongs to.
  record BoundColumn(Bound owner, ColumnFacts facts) {}

  /// Binds every table, or gives nothing when one is not a table of the topology or of the catalog.
  static Optional<Sources> bind(SimpleSelect select, Router router, Catalog catalog) {
    List<Bound> bound = new ArrayList<>();
    for (SimpleSelect.Source source : select.sources()) {
      Optional<TableDefinition> definition =
          source.schema().isEmpty()
              ? router.topology().tableNamed(source.table())
              : router.topology().table(new TableName(source.schema(), source.table()));
      Optional<TableFacts> facts = definition.flatMap(table -> catalog.table(table.name()));
      if (facts.isEmpty()) {
        return Optional.empty();
      }
      bound.add(new Bound(source, definition.orElseThrow(), facts.orElseThrow()));
    }
    return Optional.of(new Sources(List.copyOf(bound), router));
  }

  /// The column that a reference means, or empty where it is unknown or could be several.
  Optional<BoundColumn> resolve(ColumnReference reference) {
    List<BoundColumn> found = new ArrayList<>();
    for (Bound bound : all) {
      if (reference.qualifier().isEmpty() || reference.qualifier().equals(bound.source().alias())) {
        bound
            .facts()
            .column(reference.name())
            .ifPresent(facts -> found.add(new BoundColumn(bound, facts)));
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  List<Bound> sharded() {
    return all.stream()
        .filter(bound -> bound.definition() instanceof TableDefinition.Sharded)
        .toList();
  }

  /// The position of a column in its table's shard key, or -1 where it is not part of it, or is not
  /// of the type that the routing declares.
  int keyPosition(BoundColumn column) {
    if (!(column.owner().definition() instanceof TableDefinition.Sharded table)) {
      return -1;
    }
    int position = table.key().indexOf(column.facts().name());
    if (position < 0 || !column.facts().deterministic()) {
      return -1;
    }
    KeyType declared = router.strategy(table).definition().keyTypes().get(position);
    return column.facts().type().baseName().equals(declared.word()) ? position : -1;
  }
}
