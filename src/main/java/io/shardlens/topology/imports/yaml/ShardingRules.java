package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a sharding rule, of version 5 or 4: which tables it shards, over which physical tables,
/// and by which strategy.
final class ShardingRules {

  private final Settings rule;
  private final Collection<String> dataSources;
  private final Findings findings;
  private final Map<String, Algorithm> algorithms = new LinkedHashMap<>();

  /// @param dataSources in the order of the file
  ShardingRules(Settings rule, Collection<String> dataSources) {
    this.rule = rule;
    this.dataSources = dataSources;
    this.findings = rule.findings();
    rule.each("shardingAlgorithms")
        .forEach((name, algorithm) -> algorithms.put(name, AlgorithmReader.read(algorithm)));
  }

  /// A table that the rule names.
  ///
  /// @param nodes its physical tables, by data source; at least one
  /// @param strategy what picks among the targets, or empty where nothing does
  record Table(
      ImportPlace place,
      String name,
      Map<String, List<String>> nodes,
      Optional<Targets> targets,
      Optional<Strategy> strategy) {}

  /// What picks a data source or a table by a column.
  record Strategy(ImportPlace place, String column, Algorithm algorithm) {}

  /// The sharded tables in the order of the file; what is not understood is reported and left out.
  List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    rule.each("tables").forEach((name, table) -> table(name, table).ifPresent(tables::add));
    rule.each("autoTables").forEach((name, table) -> autoTable(name, table).ifPresent(tables::add));
    return tables;
  }

  private Optional<Table> table(String name, Settings table) {
    if (name.isBlank()) {
      findings.problem(table.place(), "A table needs a name");
      return Optional.empty();
    }
    String written = table.text("actualDataNodes").orElse("");
    ImportPlace place = table.place("actualDataNodes");
    try {
      Map<String, List<String>> nodes =
          written.isBlank() ? everywhere(name) : nodes(names(written), table);
      return nodes.isEmpty() ? Optional.empty() : Optional.of(placed(name, table, nodes));
    } catch (InlineException e) {
      notUnderstood(place, name, e.getMessage());
      return Optional.empty();
    }
  }

  /// Without data nodes the table is in each data source, under its own name.
  private Map<String, List<String>> everywhere(String name) {
    Map<String, List<String>> nodes = new LinkedHashMap<>();
    dataSources.forEach(source -> nodes.put(source, List.of(name)));
    return nodes;
  }

  private static List<String> names(String written) throws InlineException {
    InlineEvaluator evaluator = new InlineEvaluator(_ -> Optional.empty());
    List<String> names = new ArrayList<>();
    for (InlineTemplate template : InlineTemplate.parseList(written)) {
      names.addAll(template.names(evaluator));
      if (names.size() > InlineTemplate.MAXIMUM_NAMES) {
        throw new InlineException(
            "it has more than " + InlineTemplate.MAXIMUM_NAMES + " physical tables");
      }
    }
    return names;
  }

  /// `ds_0.t_order_1`, or `ds_0.schema.t_order_1`.
  private Map<String, List<String>> nodes(List<String> names, Settings table)
      throws InlineException {
    Map<String, List<String>> nodes = new LinkedHashMap<>();
    for (String name : names) {
      int dot = name.indexOf('.');
      String source = dot < 0 ? name : name.substring(0, dot);
      if (dot < 1 || dot + 1 == name.length()) {
        throw new InlineException("its data nodes are not of the form data_source.table");
      }
      if (!dataSources.contains(source)) {
        throw new InlineException(
            "it lies in " + Shown.quoted(source) + ", which is no data source of the file");
      }
      nodes.computeIfAbsent(source, _ -> new ArrayList<>()).add(name.substring(dot + 1));
    }
    if (nodes.isEmpty()) {
      findings.notUnderstood(table.place(), "A table without data nodes was left out");
    }
    return nodes;
  }

  private Table placed(String name, Settings table, Map<String, List<String>> nodes) {
    Optional<Strategy> byDatabase = strategy(table, "databaseStrategy", "defaultDatabaseStrategy");
    if (byDatabase.isPresent() || nodes.size() == 1) {
      return new Table(
          table.place(), name, nodes, Optional.of(sources(nodes.keySet())), byDatabase);
    }
    return new Table(
        table.place(),
        name,
        nodes,
        tables(name, nodes),
        strategy(table, "tableStrategy", "defaultTableStrategy"));
  }

  private static Targets sources(Collection<String> names) {
    Map<String, ShardId> shards = new LinkedHashMap<>();
    names.forEach(name -> shards.put(name, new ShardId(name)));
    return Targets.ofDataSources(shards);
  }

  /// The physical tables as targets, where the name of one tells its data source.
  private static Optional<Targets> tables(String name, Map<String, List<String>> nodes) {
    Map<String, ShardId> shards = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> node : nodes.entrySet()) {
      for (String table : node.getValue()) {
        if (shards.putIfAbsent(table, new ShardId(node.getKey())) != null) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(Targets.ofTables(name, shards));
  }

  /// The tables of an automatic table are numbered, and dealt to the data sources in turn
  /// (`DataNodeUtils.getFormatDataNodes`).
  private Optional<Table> autoTable(String name, Settings table) {
    Optional<Strategy> strategy = strategy(table, "shardingStrategy", "");
    long amount = strategy.map(found -> found.algorithm.amount()).orElse(-1L);
    List<String> sources;
    try {
      String written = table.text("actualDataSources").orElse("");
      sources = written.isBlank() ? List.copyOf(dataSources) : names(written);
    } catch (InlineException e) {
      notUnderstood(table.place("actualDataSources"), name, e.getMessage());
      return Optional.empty();
    }
    if (amount < 1 || amount > InlineTemplate.MAXIMUM_NAMES) {
      notUnderstood(table.place(), name, reason(strategy));
      return Optional.empty();
    }
    if (sources.isEmpty() || !dataSources.containsAll(sources)) {
      notUnderstood(table.place(), name, "it lies in a data source that the file does not have");
      return Optional.empty();
    }
    Map<String, List<String>> nodes = new LinkedHashMap<>();
    for (int i = 0; i < amount; i++) {
      nodes
          .computeIfAbsent(sources.get(i % sources.size()), _ -> new ArrayList<>())
          .add(name + "_" + i);
    }
    return Optional.of(
        new Table(table.place(), name, nodes, numbered(name, amount, sources), strategy));
  }

  private static Optional<Targets> numbered(String name, long amount, List<String> sources) {
    Map<String, ShardId> shards = new LinkedHashMap<>();
    for (int i = 0; i < amount; i++) {
      shards.put(name + "_" + i, new ShardId(sources.get(i % sources.size())));
    }
    return Optional.of(Targets.ofTables(name, shards));
  }

  private static String reason(Optional<Strategy> strategy) {
    return strategy
        .map(Strategy::algorithm)
        .map(algorithm ->
            algorithm instanceof Algorithm.NotUnderstood(String reason)
                ? reason
                : "its algorithm does not say how many tables there are")
        .orElse("it has no sharding strategy");
  }

  /// A table's own strategy, or the default one; `none` says that there is none.
  private Optional<Strategy> strategy(Settings table, String own, String byDefault) {
    Optional<Settings> found = table.inner(own).or(() -> rule.inner(byDefault));
    return found.flatMap(strategy ->
        strategy.has("none")
            ? Optional.empty()
            : strategy
                .inner("standard")
                .map(this::standard)
                .or(() -> strategy.inner("inline").map(this::inline))
                .or(() -> Optional.of(other(strategy))));
  }

  private Strategy standard(Settings standard) {
    String column =
        standard.text("shardingColumn").or(() -> rule.text("defaultShardingColumn")).orElse("");
    Optional<String> named = standard.text("shardingAlgorithmName");
    Algorithm algorithm =
        named
            .map(name ->
                algorithms.getOrDefault(
                    name,
                    new Algorithm.NotUnderstood(
                        "the algorithm " + Shown.quoted(name) + " is not in the file")))
            .orElseGet(() -> new Algorithm.NotUnderstood("its algorithm is a Java class"));
    return new Strategy(
        standard.place(),
        column,
        column.isBlank() ? new Algorithm.NotUnderstood("it names no sharding column") : algorithm);
  }

  /// Version 4.
  private Strategy inline(Settings inline) {
    return new Strategy(
        inline.place(),
        inline.text("shardingColumn").orElse(""),
        inline
            .text("algorithmExpression")
            .<Algorithm>map(Algorithm.Inline::new)
            .orElseGet(() -> new Algorithm.NotUnderstood("it has no algorithmExpression")));
  }

  private static Strategy other(Settings strategy) {
    return new Strategy(
        strategy.place(),
        "",
        new Algorithm.NotUnderstood(
            "strategies over several columns, by hints or of a kind of their own are not read"));
  }

  private void notUnderstood(ImportPlace place, String table, String reason) {
    findings.notUnderstood(place, "The table " + Shown.quoted(table) + " was left out: " + reason);
  }
}
