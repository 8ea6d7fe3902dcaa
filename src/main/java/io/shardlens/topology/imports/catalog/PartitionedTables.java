package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundRoutings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.catalog.PartitionTree.KeyColumn;
import io.shardlens.topology.imports.catalog.PartitionTree.Partition;
import io.shardlens.topology.imports.catalog.PartitionTree.Table;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The sharded tables that partitioned tables make.
///
/// A topology knows a table by one name on all shards. Where the partitions have other names, or a
/// server holds several of them, that can only be the name of a view there, which is asked.
final class PartitionedTables {

  private static final String LEAVE_OUT = "-";

  private final PartitionTree tree;
  private final ForeignServers servers;
  private final ImportPlace place;
  private final Findings findings;
  private final FoundRoutings routings = new FoundRoutings();
  private final Map<TableName, TableDefinition> definitions = new LinkedHashMap<>();

  PartitionedTables(
      PartitionTree tree, ForeignServers servers, ImportPlace place, Findings findings) {
    this.tree = tree;
    this.servers = servers;
    this.place = place;
    this.findings = findings;
  }

  List<RoutingDefinition> routings() {
    return routings.all();
  }

  List<TableDefinition> definitions() {
    return List.copyOf(definitions.values());
  }

  /// Takes a partitioned table that is none's partition. One whose partitions all lie here is no
  /// matter of a topology.
  void add(Table table) {
    List<Partition> leaves =
        tree.of(table).stream().flatMap(partition -> tree.leaves(partition).stream()).toList();
    if (leaves.stream().allMatch(leaf -> leaf.server().isEmpty())) {
      return;
    }
    try {
      sharded(table, leaves);
    } catch (PartitionRule.NoRule e) {
      findings.notUnderstood(
          place, "The table " + shown(table) + " was left out: " + e.getMessage());
    }
  }

  private void sharded(Table table, List<Partition> leaves) throws PartitionRule.NoRule {
    List<KeyType> types = types(table);
    requireNames(table, leaves);
    requirePostgres(leaves);
    List<PartitionRule.Placed> placed = new ArrayList<>();
    for (Partition partition : tree.of(table)) {
      placed.add(new PartitionRule.Placed(bound(table, partition), shard(partition)));
    }
    PartitionRule rule = PartitionRule.of(types, placed);
    Optional<TableName> name = name(table, leaves);
    if (name.isEmpty()) {
      return;
    }
    List<String> columns = table.key().stream().map(column -> column.name().orElseThrow()).toList();
    String routing = routings.named(columns, types, List.of(), rule.rule(), rule.nulls());
    TableDefinition.Sharded sharded = new TableDefinition.Sharded(name.get(), columns, routing);
    if (definitions.putIfAbsent(name.get(), sharded) != null) {
      findings.problem(
          place, "Two tables are called " + Shown.quoted(name.get().toString()) + " on the shards");
      return;
    }
    findings.understood(
        place,
        shown(table)
            + " has "
            + placed.size()
            + " partitions, and is "
            + Shown.quoted(name.get().toString())
            + " on its shards, with the routing "
            + Shown.quoted(routing));
  }

  private static PartitionBound bound(Table table, Partition partition)
      throws PartitionRule.NoRule {
    Optional<PartitionBound> bound =
        BoundReader.read(partition.bound())
            .filter(read ->
                switch (read) {
                  case PartitionBound.Range _ -> table.strategy().equals("r");
                  case PartitionBound.In _ -> table.strategy().equals("l");
                  case PartitionBound.Hash _ -> table.strategy().equals("h");
                  case PartitionBound.Otherwise _ -> true;
                });
    return bound.orElseThrow(() ->
        new PartitionRule.NoRule(
            "the bound of its partition " + Shown.quoted(partition.name()) + " cannot be read"));
  }

  private static List<KeyType> types(Table table) throws PartitionRule.NoRule {
    List<KeyType> types = new ArrayList<>();
    for (KeyColumn column : table.key()) {
      Optional<KeyType> type = CatalogTypes.of(column.type());
      if (column.name().isEmpty()) {
        throw new PartitionRule.NoRule("it is partitioned by an expression");
      }
      if (type.isEmpty()) {
        throw new PartitionRule.NoRule(
            "keys of the type " + Shown.quoted(column.type()) + " cannot be expressed");
      }
      if (!column.usual()) {
        throw new PartitionRule.NoRule("its key has operators of its own");
      }
      boolean ranges = table.strategy().equals("r");
      if (type.get().isText() && (ranges ? !column.byBytes() : !column.exact())) {
        throw new PartitionRule.NoRule(
            "its key compares by a collation; only \"C\", or equality, can be expressed");
      }
      types.add(type.get());
    }
    return types;
  }

  /// No PostgreSQL has anything without a name, but who answers may be none.
  private static void requireNames(Table table, List<Partition> leaves)
      throws PartitionRule.NoRule {
    boolean named = !table.schema().isBlank() && !table.name().isBlank();
    for (Partition leaf : leaves) {
      named &= !leaf.schema().isBlank() && !leaf.name().isBlank();
      named &= leaf.server().filter(server -> server.name().isBlank()).isEmpty();
    }
    if (!named) {
      throw new PartitionRule.NoRule("it, a partition of it or its server has a blank name");
    }
  }

  private static void requirePostgres(List<Partition> leaves) throws PartitionRule.NoRule {
    for (Partition leaf : leaves) {
      if (leaf.server().filter(server -> !server.wrapper().equals("postgres_fdw")).isPresent()) {
        throw new PartitionRule.NoRule("a partition of it lies on a server that is no PostgreSQL");
      }
    }
  }

  /// The shard of a partition; partitions of it all lie there, or the table is not understood.
  private ShardId shard(Partition partition) throws PartitionRule.NoRule {
    Set<ShardId> shards = new LinkedHashSet<>();
    tree.leaves(partition).forEach(leaf -> shards.add(servers.of(leaf)));
    if (shards.size() > 1) {
      throw new PartitionRule.NoRule(
          "its partition "
              + Shown.quoted(partition.name())
              + " is partitioned again, over several servers");
    }
    if (shards.isEmpty()) {
      throw new PartitionRule.NoRule(
          "its partition "
              + Shown.quoted(partition.name())
              + " is partitioned again, and has no partition");
    }
    return shards.iterator().next();
  }

  private Optional<TableName> name(Table table, List<Partition> leaves) {
    Set<TableName> names = new LinkedHashSet<>();
    Set<ShardId> shards = new LinkedHashSet<>();
    for (Partition leaf : leaves) {
      names.add(
          leaf.server()
              .map(server -> new TableName(server.schema(), server.table()))
              .orElseGet(() -> new TableName(leaf.schema(), leaf.name())));
      shards.add(servers.of(leaf));
    }
    if (names.size() == 1 && shards.size() == leaves.size()) {
      return Optional.of(names.iterator().next());
    }
    String id = table.schema() + "." + table.name() + ".name";
    return findings
        .ask(
            id,
            place,
            "The partitions of "
                + shown(table)
                + " have several names, or several lie on one server. Which view, as schema.name,"
                + " shows them on every shard? It must be another name than the table's own, which"
                + " shows the rows of all. \""
                + LEAVE_OUT
                + "\" leaves the table out",
            List.of())
        .filter(answer -> !answer.equals(LEAVE_OUT))
        .flatMap(answer -> named(id, answer, table));
  }

  private Optional<TableName> named(String id, String answer, Table table) {
    String[] parts = answer.split("\\.", -1);
    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
      findings.refuseAnswer(id, place, "schema.name, or \"-\"");
      return Optional.empty();
    }
    TableName name = new TableName(parts[0], parts[1]);
    if (name.equals(new TableName(table.schema(), table.name()))) {
      findings.refuseAnswer(id, place, "another name than that of the table itself");
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private static String shown(Table table) {
    return Shown.quoted(table.schema() + "." + table.name());
  }
}
