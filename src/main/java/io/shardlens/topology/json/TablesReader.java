package io.shardlens.topology.json;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `"tables"`.
final class TablesReader {
  private static final List<String> KINDS = List.of("sharded", "reference", "unsharded");
  private static final String DEFAULT_SCHEMA = "public";

  private final ShardReferences shards;
  private final Map<String, Integer> routings;
  private final Problems problems;
  private final NameRules names;
  private final Map<TableName, Located.Place> declared = new HashMap<>();

  /// @param routings the names of the routings and how many key columns each has, or -1
  TablesReader(ShardReferences shards, Map<String, Integer> routings, Problems problems) {
    this.shards = shards;
    this.routings = routings;
    this.problems = problems;
    this.names = new NameRules(problems);
  }

  List<TableDefinition> read(MemberReader document) {
    List<TableDefinition> tables = new ArrayList<>();
    for (Located element : document.optionalList("tables")) {
      MemberReader.open(element, "A table", problems).flatMap(this::table).ifPresent(tables::add);
    }
    return tables;
  }

  private Optional<TableDefinition> table(MemberReader table) {
    TableName name = name(table.requiredText("name"));
    Located.Text kind = table.requiredText("kind");
    if (kind == null) {
      return Optional.empty();
    }
    return switch (kind.value()) {
      case "sharded" -> sharded(name, table);
      case "reference" -> {
        table.refuseOthersThan("name", "kind");
        yield Optional.ofNullable(name).map(TableDefinition.Reference::new);
      }
      case "unsharded" -> unsharded(name, table);
      default -> {
        problems.add(kind.place(), () -> Words.unknown("kind", kind.value(), KINDS));
        yield Optional.empty();
      }
    };
  }

  private Optional<TableDefinition> sharded(@Nullable TableName name, MemberReader table) {
    table.refuseOthersThan("name", "kind", "key", "routing");
    List<Located> columns = table.requiredElements("key");
    List<String> key = key(columns);
    Located.Text routing = table.requiredText("routing");
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

  private List<String> key(List<Located> columns) {
    Set<String> key = new LinkedHashSet<>();
    for (Located column : columns) {
      if (!(column instanceof Located.Text text)) {
        problems.add(column.place(), "A key column is a text, not " + column.kind());
        continue;
      }
      String name = names.identifier("key", text);
      if (name != null && !key.add(name)) {
        problems.add(column.place(), "The key names column " + Shown.quoted(name) + " twice");
      }
    }
    return List.copyOf(key);
  }

  private Optional<TableDefinition> unsharded(@Nullable TableName name, MemberReader table) {
    table.refuseOthersThan("name", "kind", "shard");
    ShardId shard = shards.read(table.required("shard"));
    return name == null || shard == null
        ? Optional.empty()
        : Optional.of(new TableDefinition.Unsharded(name, shard));
  }

  private @Nullable TableName name(Located.@Nullable Text text) {
    String written = names.name("name", text);
    if (text == null || written == null) {
      return null;
    }
    int dot = written.indexOf('.');
    String schema = dot < 0 ? DEFAULT_SCHEMA : written.substring(0, dot);
    String table = written.substring(dot + 1);
    if (schema.isBlank() || table.isBlank() || table.indexOf('.') >= 0) {
      problems.add(
          text.place(), "A table's name is \"schema.table\", or \"table\" for one in public");
      return null;
    }
    if (names.identifier("name", text, schema) == null
        || names.identifier("name", text, table) == null) {
      return null;
    }
    TableName name = new TableName(schema, table);
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
