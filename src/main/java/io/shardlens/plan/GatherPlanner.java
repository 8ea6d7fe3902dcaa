package io.shardlens.plan;

import io.shardlens.plan.MergeStep.GatheredColumn;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.plan.TableFacts.ColumnFacts;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.Statement;
import io.shardlens.sql.Token;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Writes what is read of each table for a gathered merge, and its last stage: the original
/// statement, over relations that have the tables' names.
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
  GatheredPart table(TableFacts facts, List<ShardId> from, List<String> filters) {
    List<ColumnFacts> needed = needed(facts);
    String list =
        String.join(", ", needed.stream().map(column -> Identifier.quote(column.name())).toList());
    String where = filters.isEmpty() ? "" : " WHERE " + String.join(" AND ", filters);
    return new GatheredPart(
        facts.name().name(),
        columns(needed),
        "SELECT " + list + " FROM " + Identifier.quote(facts.name()) + where,
        from);
  }

  /// What is read of the only table of a simple query: the rows that its own `FROM` and `WHERE` let
  /// through.
  ///
  /// @param alias the quoted name by which the query calls the table
  /// @param firstRows how many of them, by the query's own order; empty for all
  GatheredPart onlyTable(
      TableFacts facts, List<ShardId> from, String alias, OptionalLong firstRows) {
    List<ColumnFacts> needed = needed(facts);
    String list =
        String.join(
            ", ",
            needed.stream().map(column -> alias + "." + Identifier.quote(column.name())).toList());
    return new GatheredPart(
        facts.name().name(),
        columns(needed),
        "SELECT " + list + "\n" + StatementText.baseRows(statement, firstRows),
        from);
  }

  /// What is read of the only table of a query of whose rows the first of each group are needed.
  ///
  /// @param alias the quoted name by which the query calls the table
  GatheredPart firstOfEach(TableFacts facts, List<ShardId> from, String alias, Ranking ranking) {
    List<ColumnFacts> needed = needed(facts);
    List<String> names = needed.stream().map(column -> Identifier.quote(column.name())).toList();
    String rank = Identifier.quote("shardlens rank");
    return new GatheredPart(
        facts.name().name(),
        columns(needed),
        "SELECT "
            + String.join(", ", names)
            + "\nFROM (SELECT "
            + String.join(", ", names.stream().map(name -> alias + "." + name).toList())
            + ", "
            + ranking.function()
            + "() OVER ("
            + ranking.window()
            + ") AS "
            + rank
            + "\n"
            + StatementText.baseRows(statement, OptionalLong.empty())
            + ") AS ranked\nWHERE "
            + rank
            + " <= "
            + ranking.most(),
        from);
  }

  /// The statement with `schema.table` of gathered tables shortened to the name of their part.
  String body(Set<TableName> gathered) {
    StringBuilder result = new StringBuilder();
    int copied = 0;
    List<Token> tokens = statement.tokens();
    for (int i = 2; i < tokens.size(); i++) {
      if (!TableMentions.isQualified(statement, i)) {
        continue;
      }
      Optional<TableDefinition> mentioned = TableMentions.mentionAt(statement, i, topology);
      if (mentioned.isPresent() && gathered.contains(mentioned.get().name())) {
        result.append(statement.text(), copied, tokens.get(i - 2).start());
        copied = tokens.get(i).start();
      }
    }
    return result.append(statement.text().substring(copied)).toString();
  }

  private static List<GatheredColumn> columns(List<ColumnFacts> facts) {
    return facts.stream()
        .map(column -> new GatheredColumn(column.name(), column.sqlType(), column.collation()))
        .toList();
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
