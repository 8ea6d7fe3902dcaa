package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundRoutings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tables of a topology, and the routings that they share.
///
/// A topology knows a table by one name on all shards. Where ShardingSphere has several physical
/// tables in one data source, or other names in each, there is such a name only if somebody made a
/// view; that is asked, once for all tables.
final class FoundTables {

  private static final String SCHEMA = "public";
  private static final String VIEWS = "views";
  private static final String YES = "yes";

  private final Findings findings;
  private final FoundRoutings routings = new FoundRoutings();
  private final Map<TableName, TableDefinition> definitions = new LinkedHashMap<>();
  private final List<Spread> spread = new ArrayList<>();

  FoundTables(Findings findings) {
    this.findings = findings;
  }

  /// A table of several names.
  private record Spread(ImportPlace place, String name, TableDefinition definition) {}

  List<RoutingDefinition> routings() {
    Set<String> used = new LinkedHashSet<>();
    for (TableDefinition table : definitions.values()) {
      if (table instanceof TableDefinition.Sharded sharded) {
        used.add(sharded.routing());
      }
    }
    return routings.all().stream().filter(routing -> used.contains(routing.name())).toList();
  }

  List<TableDefinition> definitions() {
    return List.copyOf(definitions.values());
  }

  void references(ImportPlace place, List<String> names) {
    for (String name : names) {
      put(place, new TableDefinition.Reference(tableName(name)));
    }
  }

  void unsharded(ImportPlace place, String source, String name) {
    put(place, new TableDefinition.Unsharded(tableName(name), new ShardId(source)));
  }

  void add(ShardingRules.Table table) {
    try {
      Optional<String> common = commonName(table);
      Optional<TableDefinition> definition =
          table.nodes().size() == 1
              ? Optional.of(unsharded(table, common))
              : sharded(table, common);
      if (definition.isPresent() && common.isPresent()) {
        put(table.place(), definition.get());
      } else if (definition.isPresent()) {
        spread.add(new Spread(table.place(), table.name(), definition.get()));
      }
    } catch (AlgorithmRule.NoRule e) {
      findings.notUnderstood(
          table.place(),
          "The table " + Shown.quoted(table.name()) + " was left out: " + e.getMessage());
    }
  }

  /// The one name that the table has in every data source.
  private static Optional<String> commonName(ShardingRules.Table table) {
    Set<String> names = new LinkedHashSet<>();
    boolean single = true;
    for (List<String> physical : table.nodes().values()) {
      names.addAll(physical);
      single &= Set.copyOf(physical).size() == 1;
    }
    return single && names.size() == 1 ? Optional.of(names.iterator().next()) : Optional.empty();
  }

  private static TableDefinition unsharded(ShardingRules.Table table, Optional<String> common) {
    return new TableDefinition.Unsharded(
        tableName(common.orElse(table.name())),
        new ShardId(table.nodes().keySet().iterator().next()));
  }

  private Optional<TableDefinition> sharded(ShardingRules.Table table, Optional<String> common)
      throws AlgorithmRule.NoRule {
    ShardingRules.Strategy strategy =
        table
            .strategy()
            .orElseThrow(() ->
                new AlgorithmRule.NoRule(
                    "it lies in several data sources, and no strategy says which row is in which"));
    Targets targets =
        table
            .targets()
            .orElseThrow(() ->
                new AlgorithmRule.NoRule(
                    "no strategy picks the data source, and tables of one name lie in several"));
    AlgorithmRule.Use use = new AlgorithmRule.Use(strategy.place(), strategy.column(), targets);
    Optional<AlgorithmRule> found = AlgorithmRule.of(strategy.algorithm(), use, findings);
    return found.map(rule ->
        new TableDefinition.Sharded(
            tableName(common.orElse(table.name())),
            List.of(strategy.column()),
            routings.named(
                List.of(strategy.column()),
                List.of(rule.type()),
                rule.preparation(),
                rule.rule(),
                new NullPolicy.Refuse())));
  }

  /// Asks for the names that only a view can give, and takes the tables in where there are some.
  void askForViews() {
    if (spread.isEmpty()) {
      return;
    }
    Spread first = spread.getFirst();
    Optional<String> answer =
        findings.ask(
            VIEWS,
            first.place,
            Shown.quoted(first.name)
                + (spread.size() == 1 ? " has" : " and " + (spread.size() - 1) + " more have")
                + " several physical tables, and a topology knows a table by one name on every"
                + " shard. Is there a view of that name over them on every shard? Without views"
                + " they are left out",
            List.of(YES, "no"));
    for (Spread table : spread) {
      if (answer.filter(YES::equals).isPresent()) {
        put(table.place, table.definition);
      } else {
        findings.notUnderstood(
            table.place,
            "The table "
                + Shown.quoted(table.name)
                + " has several physical tables in a data source, or another name in each, which"
                + " a topology cannot say");
      }
    }
  }

  private void put(ImportPlace place, TableDefinition table) {
    if (definitions.putIfAbsent(table.name(), table) != null) {
      findings.problem(
          place, "The table " + Shown.quoted(table.name().toString()) + " is there twice");
      return;
    }
    findings.understood(place, Shown.quoted(table.name().shortName()) + words(table));
  }

  private static String words(TableDefinition table) {
    return switch (table) {
      case TableDefinition.Sharded(var _, List<String> key, String routing) ->
          " is sharded by "
              + Shown.quoted(key.getFirst())
              + " with the routing "
              + Shown.quoted(routing);
      case TableDefinition.Reference _ -> " is the same on every shard";
      case TableDefinition.Unsharded(var _, ShardId shard) ->
          " lies on " + Shown.quoted(shard.value());
    };
  }

  private static TableName tableName(String written) {
    int dot = written.indexOf('.');
    return dot > 0 && dot + 1 < written.length()
        ? new TableName(written.substring(0, dot), written.substring(dot + 1))
        : new TableName(SCHEMA, written);
  }
}
