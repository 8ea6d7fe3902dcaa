package io.shardlens.topology.imports;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.json.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tables of one import, each once. Not thread-safe.
public final class FoundDefinitions {

  /// Where a table lies whose schema nobody names.
  private static final String SCHEMA = "public";

  private final Findings findings;
  private final Map<TableName, TableDefinition> definitions = new LinkedHashMap<>();

  /// @param findings hears of each table, and of each that is there twice
  public FoundDefinitions(Findings findings) {
    this.findings = findings;
  }

  /// A table as other systems write it: its name, or its schema, a dot and its name.
  public static TableName name(String written) {
    int dot = written.indexOf('.');
    return dot > 0 && dot + 1 < written.length()
        ? new TableName(written.substring(0, dot), written.substring(dot + 1))
        : new TableName(SCHEMA, written);
  }

  /// @param schema blank where nobody names it
  public static TableName name(String schema, String name) {
    return new TableName(schema.isBlank() ? SCHEMA : schema, name);
  }

  /// Takes a table unless there is one of its name, which is a problem.
  public void add(ImportPlace place, TableDefinition table) {
    if (definitions.putIfAbsent(table.name(), table) != null) {
      findings.problem(
          place, "The table " + Shown.quoted(table.name().toString()) + " is there twice");
      return;
    }
    findings.understood(place, Shown.quoted(table.name().shortName()) + words(table));
  }

  private static String words(TableDefinition table) {
    return switch (table) {
      case TableDefinition.Sharded(_, List<String> key, String routing) ->
          " is sharded by "
              + Shown.quoted(key.getFirst())
              + " with the routing "
              + Shown.quoted(routing);
      case TableDefinition.Reference _ -> " is the same on every shard";
      case TableDefinition.Unsharded(_, ShardId shard) -> " lies on " + Shown.quoted(shard.value());
    };
  }

  /// In the order in which they were found.
  public List<TableDefinition> all() {
    return List.copyOf(definitions.values());
  }
}
