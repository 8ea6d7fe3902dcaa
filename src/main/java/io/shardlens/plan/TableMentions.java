package io.shardlens.plan;

import io.shardlens.sql.Statement;
import io.shardlens.sql.Token;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds the tables of the topology that a statement reads.
///
/// Both witnesses are heard: the words of the text, because a server's plan may leave a table out
/// on the strength of that shard's constraints, and the server's plan, because only it can look
/// through views and knows every table that the topology does not describe. A word that only looks
/// like a table costs time, never correctness.
final class TableMentions {

  private static final Set<String> CATALOG_SCHEMAS =
      Set.of("pg_catalog", "information_schema", "pg_toast");

  private TableMentions() {}

  /// The tables, in the order of their first mention.
  ///
  /// @throws UnknownTableException when the plan reads a table that the topology does not describe
  static List<TableDefinition> find(
      Statement statement, Survey survey, Topology topology, Catalog catalog)
      throws UnknownTableException {
    Map<TableName, TableDefinition> found = new LinkedHashMap<>();
    for (int i = 0; i < statement.tokens().size(); i++) {
      mentionAt(statement, i, topology).ifPresent(table -> found.put(table.name(), table));
    }
    for (TableName relation : survey.relations()) {
      if (CATALOG_SCHEMAS.contains(relation.schema())) {
        continue;
      }
      TableDefinition table =
          topology
              .table(relation)
              .or(() -> wholeOf(relation, topology, catalog))
              .or(() -> TenantHomes.table(topology, relation))
              .orElseThrow(() -> unknown(relation));
      if (isNamed(statement, relation) && TenantHomes.home(topology, relation).isPresent()) {
        found.put(relation, table);
      }
      if (!found.containsKey(table.name())) {
        throw new UnknownTableException(
            "The statement reads "
                + relation
                + " through a view, which the topology does not describe; name the table itself");
      }
    }
    return List.copyOf(found.values());
  }

  private static boolean isNamed(Statement statement, TableName relation) {
    return IntStream.range(0, statement.tokens().size())
        .filter(i -> isQualified(statement, i))
        .anyMatch(i ->
            statement.name(statement.tokens().get(i - 2)).equals(relation.schema())
                && statement.name(statement.tokens().get(i)).equals(relation.name()));
  }

  static boolean readsCatalogs(Survey survey) {
    return survey.relations().stream()
        .anyMatch(relation -> CATALOG_SCHEMAS.contains(relation.schema()));
  }

  /// The table of the topology that the identifier at an index of the tokens could be.
  static Optional<TableDefinition> mentionAt(Statement statement, int index, Topology topology) {
    Token token = statement.tokens().get(index);
    String name = statement.name(token);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (isQualified(statement, index)) {
      String schema = statement.name(statement.tokens().get(index - 2));
      Optional<TableDefinition> exact =
          schema.isEmpty() ? Optional.empty() : topology.table(new TableName(schema, name));
      boolean schemaIsKnown =
          topology.tables().stream().anyMatch(table -> table.name().schema().equals(schema));
      return exact.isPresent() || schemaIsKnown ? exact : Optional.empty();
    }
    return name.indexOf('.') >= 0 ? Optional.empty() : topology.tableNamed(name);
  }

  /// Whether a dot and a name stand before an identifier.
  static boolean isQualified(Statement statement, int index) {
    return index >= 2
        && statement.tokens().get(index - 1).is(statement.text(), ".")
        && !statement.name(statement.tokens().get(index - 2)).isEmpty();
  }

  private static Optional<TableDefinition> wholeOf(
      TableName part, Topology topology, Catalog catalog) {
    return catalog.tables().values().stream()
        .filter(facts -> facts.parts().contains(part))
        .findFirst()
        .flatMap(facts -> topology.table(facts.name()));
  }

  private static UnknownTableException unknown(TableName relation) {
    return new UnknownTableException(
        "The topology does not describe the table "
            + relation
            + ", so nobody knows on which shards its rows are; add it to \"tables\"");
  }
}
