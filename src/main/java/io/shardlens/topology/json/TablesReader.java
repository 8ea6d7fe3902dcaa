package io.shardlens.topology.json;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `"tables"`.
final class TablesReader {
  private final ShardReferences shards;
  private final Map<String, Integer> routings;
  private final Problems problems;
  private final NameRules names;
  private final Map<TableName, Located.Place> declared = new HashMap<>();

  /// @param routings the names of the routings and how many key columns each has, or -1
  TablesReader(ShardReferences shards, Map<String, Integer> routings) {
    this.shards = shards;
    this.routings = routings;
    this.problems = shards.problems();
    this.names = new NameRules(problems);
  }

  List<TableDefinition> read(MemberReader document) {
    TopologySchema schema = TopologySchema.ofVersion1();
    List<TableDefinition> tables = new ArrayList<>();
    for (Located element : document.elements("tables")) {
      MemberReader.openUnchecked(element, "A table", schema.object("table"), problems)
          .flatMap(this::table)
          .ifPresent(tables::add);
    }
    return tables;
  }

  private Optional<TableDefinition> table(MemberReader unchecked) {
    String kind = unchecked.requiredWord("kind");
    if (kind == null) {
      name(unchecked.text("name"));
      return Optional.empty();
    }
    MemberReader table = unchecked.checked("A table", TopologySchema.ofVersion1().table(kind));
    TableName name = name(table.text("name"));
    return switch (kind) {
      case "sharded" -> sharded(name, table);
      case "reference" -> Optional.ofNullable(name).map(TableDefinition.Reference::new);
      case "unsharded" -> unsharded(name, table);
      default -> throw new IllegalStateException("The schema has a kind " + kind);
    };
  }

  private Optional<TableDefinition> sharded(@Nullable TableName name, MemberReader table) {
    List<Located> columns = table.elements("key");
    List<String> key = names.columns("key", columns);
    Located.Text routing = table.text("routing");
    if (routing == null) {
      return Optional.empty();
    }
    Integer expected = routings.get(routing.value());
    if (expected == null) {
      problems.add(
          routing.place(), () -> Words.undeclared("routing", routing.value(), routings.keySet()));
    } else if (expected >= 0 && !columns.isEmpty() && columns.size() != expected) {
      problems.add(
          columns.getFirst().place(),
          "The shard key has "
              + columns.size()
              + (columns.size() == 1 ? " column" : " columns")
              + ", but the keyTypes of routing "
              + Shown.quoted(routing.value())
              + " are "
              + expected);
    }
    return name == null
        ? Optional.empty()
        : Optional.of(new TableDefinition.Sharded(name, key, routing.value()));
  }

  private Optional<TableDefinition> unsharded(@Nullable TableName name, MemberReader table) {
    ShardId shard = shards.read(table, "shard");
    return name == null || shard == null
        ? Optional.empty()
        : Optional.of(new TableDefinition.Unsharded(name, shard));
  }

  /// A name that no other table has.
  private @Nullable TableName name(Located.@Nullable Text text) {
    TableName name = names.tableName(text);
    if (text == null || name == null) {
      return null;
    }
    Located.Place first = declared.putIfAbsent(name, text.place());
    if (first != null) {
      problems.add(
          text.place(),
          "The table "
              + Shown.quoted(name.toString())
              + " is declared twice, first on line "
              + first.line());
      return null;
    }
    return name;
  }
}
