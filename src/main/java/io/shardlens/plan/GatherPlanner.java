package io.shardlens.plan;

import io.shardlens.plan.MergeStep.GatheredTable;
import io.shardlens.plan.TableFacts.ColumnFacts;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.Statement;
import io.shardlens.sql.Token;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Writes the last stage of a gathered merge: the original statement, over tables that are `WITH`
/// queries of the gathered rows.
///
/// Each gathered table becomes `"users" AS (SELECT c1::bigint AS "id", … FROM unnest($1::text[],
/// …))`, which shadows the real table of that name. Values travel as PostgreSQL's own text and are
/// cast to the column's own type, so nothing is lost on the way.
final class GatherPlanner {

  private final Statement statement;
  private final Topology topology;

  GatherPlanner(Statement statement, Topology topology) {
    this.statement = statement;
    this.topology = topology;
  }

  /// Empty where the text leaves no room for shadows: one of its own `WITH` queries has a table's
  /// name, or two tables differ only in their schema.
  Optional<String> obstacle(List<TableDefinition> tables) {
    Set<String> names = new HashSet<>();
    for (TableDefinition table : tables) {
      String name = table.name().name();
      if (!names.add(name)) {
        return Optional.of("two tables named " + name + " of different schemas cannot be gathered");
      }
      if (definesQuery(name)) {
        return Optional.of(
            "the WITH query " + name + " has the name of a table; give it another name");
      }
    }
    return Optional.empty();
  }

  /// What is read of one table.
  ///
  /// @param filters conditions on the table's own columns that every row in the result satisfies
  GatheredTable table(TableFacts facts, List<ShardId> from, List<String> filters) {
    List<String> columns = needed(facts).stream().map(ColumnFacts::name).toList();
    String list = String.join(", ", columns.stream().map(Identifier::quote).toList());
    String where = filters.isEmpty() ? "" : " WHERE " + String.join(" AND ", filters);
    return new GatheredTable(
        facts.name(),
        columns,
        "SELECT " + list + " FROM " + Identifier.quote(facts.name()) + where,
        from);
  }

  /// What is read of the only table of a simple query: the rows that its own `FROM` and `WHERE` let
  /// through.
  ///
  /// @param alias the quoted name by which the query calls the table
  /// @param firstRows how many of them, by the query's own order; empty for all
  GatheredTable onlyTable(
      TableFacts facts, List<ShardId> from, String alias, OptionalLong firstRows) {
    List<String> columns = needed(facts).stream().map(ColumnFacts::name).toList();
    String list =
        String.join(
            ", ", columns.stream().map(column -> alias + "." + Identifier.quote(column)).toList());
    return new GatheredTable(
        facts.name(),
        columns,
        "SELECT " + list + "\n" + StatementText.baseRows(statement, firstRows),
        from);
  }

  /// The statement for the merge shard, with one `$n` for each column of each table, in order.
  String statement(List<GatheredTable> tables, Map<TableName, TableFacts> facts) {
    List<String> queries = new ArrayList<>();
    int parameter = 1;
    for (GatheredTable table : tables) {
      List<String> casts = new ArrayList<>();
      List<String> arrays = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (String column : table.columns()) {
        ColumnFacts columnFacts =
            java.util.Objects.requireNonNull(facts.get(table.table())).column(column).orElseThrow();
        String name = "c" + parameter;
        String collation =
            columnFacts.collation().isEmpty() ? "" : " COLLATE " + columnFacts.collation();
        casts.add(
            name + "::" + columnFacts.sqlType() + collation + " AS " + Identifier.quote(column));
        arrays.add("$" + parameter + "::text[]");
        names.add(name);
        parameter++;
      }
      queries.add(
          Identifier.quote(table.table().name())
              + " AS (SELECT "
              + String.join(", ", casts)
              + " FROM unnest("
              + String.join(", ", arrays)
              + ") AS gathered("
              + String.join(", ", names)
              + "))");
    }
    return withQueries(String.join(",\n", queries), tables);
  }

  private String withQueries(String queries, List<GatheredTable> tables) {
    String text = unqualified(tables);
    if (queries.isEmpty()) {
      return text;
    }
    Token first = statement.tokens().getFirst();
    if (!first.is(statement.text(), "with")) {
      return "WITH " + queries + "\n" + text;
    }
    Token second = statement.tokens().get(1);
    boolean recursive = second.is(statement.text(), "recursive");
    // Both words stand before any table's name, so their places are the same in the changed text.
    int head = recursive ? second.end() : first.end();
    return text.substring(0, head) + " " + queries + ",\n" + text.substring(head);
  }

  /// The text with `schema.table` of gathered tables shortened to the name of their `WITH` query.
  private String unqualified(List<GatheredTable> tables) {
    Map<TableName, GatheredTable> gathered = new LinkedHashMap<>();
    tables.forEach(table -> gathered.put(table.table(), table));
    StringBuilder result = new StringBuilder();
    int copied = 0;
    List<Token> tokens = statement.tokens();
    for (int i = 2; i < tokens.size(); i++) {
      if (!TableMentions.isQualified(statement, i)) {
        continue;
      }
      Optional<TableDefinition> mentioned = TableMentions.mentionAt(statement, i, topology);
      if (mentioned.isPresent() && gathered.containsKey(mentioned.get().name())) {
        result.append(statement.text(), copied, tokens.get(i - 2).start());
        copied = tokens.get(i).start();
      }
    }
    return result.append(statement.text().substring(copied)).toString();
  }

  /// The columns that the statement can touch; at least one, so that rows are counted.
  private List<ColumnFacts> needed(TableFacts facts) {
    if (new WholeRows(statement, topology, facts).mayBeUsed()) {
      return facts.columns();
    }
    Set<String> named = new HashSet<>();
    statement.tokens().forEach(token -> named.add(statement.name(token)));
    List<ColumnFacts> needed =
        facts.columns().stream().filter(column -> named.contains(column.name())).toList();
    return needed.isEmpty() ? List.of(facts.columns().getFirst()) : needed;
  }

  /// Whether the text has a `WITH` query of a table's name. An alias after a comma (`a, users AS
  /// u`) is none: a parenthesis follows the name or the `AS` of a query.
  private boolean definesQuery(String table) {
    if (!statement.hasWord("with")) {
      return false;
    }
    List<Token> tokens = statement.tokens();
    for (int i = 1; i < tokens.size(); i++) {
      Token before = tokens.get(i - 1);
      boolean starts =
          before.is(statement.text(), "with")
              || before.is(statement.text(), "recursive")
              || before.is(statement.text(), ",");
      boolean query =
          isAt(i + 1, "(")
              || (isAt(i + 1, "as")
                  && (isAt(i + 2, "(") || isAt(i + 2, "materialized") || isAt(i + 2, "not")));
      if (starts && query && statement.name(tokens.get(i)).equals(table)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(int index, String word) {
    return index < statement.tokens().size()
        && statement.tokens().get(index).is(statement.text(), word);
  }
}
