package io.shardlens.topology.imports.python;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.python.ModelTable.ModelColumn;
import io.shardlens.topology.imports.python.Selection.Rule;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.json.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the tables that a selector is about: by the models that it names, else by the name of its
/// key, `user_id` being the `id` of `users`. With a table go those whose foreign keys point to its
/// key, since PostgreSQL checks those within one database.
final class TablePlanner {
  private final Findings findings;
  private final TableGuess guess;
  private final List<ModelTable> models;
  private final boolean several;
  private final Map<String, RoutingDefinition> routings = new LinkedHashMap<>();
  private final Map<TableName, TableDefinition> tables = new LinkedHashMap<>();

  /// @param several whether more than one rule is to be planned, so that questions name theirs
  TablePlanner(Findings findings, List<ModelTable> models, boolean several) {
    this.findings = findings;
    this.models = models;
    this.guess = new TableGuess(findings, models);
    this.several = several;
  }

  List<RoutingDefinition> routings() {
    return List.copyOf(routings.values());
  }

  List<TableDefinition> tables() {
    return List.copyOf(tables.values());
  }

  /// Plans the tables of a rule with a key.
  void add(Selection.Understood selection, Rule rule) {
    if (rule.key().isEmpty()) {
      unsharded(selection, rule);
      return;
    }
    Value.Opaque key = rule.key().get();
    String name = freeName("by_" + TableGuess.stem(key.name()));
    String prefix = several ? name + "." : "";
    List<TableGuess.Guess> guesses = guess.tables(selection.place(), rule, key, prefix);
    if (guesses.isEmpty()) {
      return;
    }
    KeyType type = guess.type(selection.place(), rule, key, guesses, prefix).orElse(null);
    if (type == null) {
      return;
    }
    new RoutingMaker(findings, selection.place(), type)
        .make(name, rule.shape())
        .ifPresent(routing -> {
          routings.put(name, routing);
          findings.understood(
              selection.place(),
              "%s: the routing %s"
                  .formatted(Shown.quoted(selection.function()), RoutingMaker.described(routing)));
          guesses.forEach(each -> sharded(each, name));
          guesses.forEach(each -> references(each, name));
        });
  }

  private String freeName(String wanted) {
    String base = wanted.matches("[A-Za-z0-9_]{1,60}") ? wanted : "by_key";
    String name = base;
    for (int i = 2; routings.containsKey(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  private void sharded(TableGuess.Guess each, String routing) {
    tables.putIfAbsent(
        each.table(), new TableDefinition.Sharded(each.table(), List.of(each.column()), routing));
  }

  /// A row and the row that its foreign key names are in one database.
  private void references(TableGuess.Guess owner, String routing) {
    for (ModelTable model : models) {
      for (ModelColumn column : model.columns()) {
        boolean points = column.references().filter(target -> isTarget(target, owner)).isPresent();
        TableName name = model.name().orElse(null);
        if (points && name != null && owner.primary() && !tables.containsKey(name)) {
          tables.put(name, new TableDefinition.Sharded(name, List.of(column.name()), routing));
          findings.assumed(
              model.place(),
              "The table %s is sharded by %s like %s, to which its foreign key points"
                  .formatted(
                      Shown.quoted(name.shortName()),
                      Shown.quoted(column.name()),
                      Shown.quoted(owner.table().shortName())));
        }
      }
    }
  }

  private static boolean isTarget(String target, TableGuess.Guess owner) {
    String bare = target.substring(target.lastIndexOf('.') + 1);
    return bare.equals(owner.table().name())
        || owner.model().filter(model -> model.equals(bare)).isPresent();
  }

  /// Tables of models that always live in one database.
  private void unsharded(Selection.Understood selection, Rule rule) {
    if (!(rule.shape() instanceof SelectorShape.Constant(var shard)) || rule.models().isEmpty()) {
      return;
    }
    for (String model : rule.models().get().names()) {
      Optional<TableName> table =
          guess.model(rule.models().get().attribute(), model).flatMap(ModelTable::name);
      if (table.isPresent()) {
        tables.putIfAbsent(table.get(), new TableDefinition.Unsharded(table.get(), shard));
      } else {
        findings.notUnderstood(
            selection.place(),
            "The tables of %s lie on %s; their names are not in these files"
                .formatted(Shown.quoted(model), Shown.quoted(shard.value())));
      }
    }
  }
}
