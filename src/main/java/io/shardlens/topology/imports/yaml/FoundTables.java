package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundDefinitions;
import io.shardlens.topology.imports.FoundRoutings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tables of a topology, and the routings that they share.
///
/// A topology knows a table by one name on all shards. Where ShardingSphere has several physical
/// tables in one data source, or other names in each, there is such a name only if somebody made a
/// view; that is asked, once for all tables.
final class FoundTables {

  private static final String VIEWS = "views";
  private static final String YES = "yes";

  private final Findings findings;
  private final FoundRoutings routings = new FoundRoutings();
  private final FoundDefinitions definitions;
  private final List<Spread> spread = new ArrayList<>();

  FoundTables(Findings findings) {
    this.findings = findings;
    this.definitions = new FoundDefinitions(findings);
  }

  /// A table of several names.
  private record Spread(ImportPlace place, String name, TableDefinition definition) {}

  List<RoutingDefinition> routings() {
    Set<String> used = new LinkedHashSet<>();
    for (TableDefinition table : definitions.all()) {
      if (table instanceof TableDefinition.Sharded sharded) {
        used.add(sharded.routing());
      }
    }
    return routings.all().stream().filter(routing -> used.contains(routing.name())).toList();
  }

  List<TableDefinition> definitions() {
    return definitions.all();
  }

  void references(ImportPlace place, List<String> names) {
    for (String name : names) {
      definitions.add(place, new TableDefinition.Reference(FoundDefinitions.name(name)));
    }
  }

  void unsharded(ImportPlace place, String source, String name) {
    definitions.add(
        place, new TableDefinition.Unsharded(FoundDefinitions.name(name), new ShardId(source)));
  }

  void add(ShardingRules.Table table) {
    try {
      Optional<String> common = commonName(table);
      Optional<TableDefinition> definition =
          table.nodes().size() == 1
              ? Optional.of(unsharded(table, common))
              : sharded(table, common);
      if (definition.isPresent() && common.isPresent()) {
        definitions.add(table.place(), definition.get());
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
        FoundDefinitions.name(common.orElse(table.name())),
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
            FoundDefinitions.name(common.orElse(table.name())),
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
        definitions.add(table.place, table.definition);
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
}
