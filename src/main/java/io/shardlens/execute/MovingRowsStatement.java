package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.routing.KeySet;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Counts the rows of one table on one shard whose keys lie in some sets.
final class MovingRowsStatement {

  /// PostgreSQL takes 1664 columns, and long conditions take long to plan.
  private static final int SETS_A_STATEMENT = 200;

  private MovingRowsStatement() {}

  /// Whether SQL can tell which rows have a key of the set.
  static boolean canTell(RoutingDefinition routing, TableDefinition.Sharded table, KeySet keys) {
    return new KeyCondition(routing, table.key(), Set.of()).of(keys).isPresent();
  }

  /// @param sets of which [#canTell] is true
  /// @param apart overridden keys, which belong to no other set
  /// @return the rows of each set
  static List<Long> run(
      ShardSession session,
      RoutingDefinition routing,
      TableDefinition.Sharded table,
      List<KeySet> sets,
      Set<List<KeyValue>> apart)
      throws ShardFailure {
    List<Long> counts = new ArrayList<>();
    for (int from = 0; from < sets.size(); from += SETS_A_STATEMENT) {
      KeyCondition condition = new KeyCondition(routing, table.key(), apart);
      List<String> conditions =
          sets.subList(from, Math.min(sets.size(), from + SETS_A_STATEMENT)).stream()
              .map(keys -> "(" + condition.of(keys).orElseThrow() + ")")
              .toList();
      // The condition of the whole lets an index find the few rows that are counted.
      String sql =
          conditions.stream()
                  .map(where -> "count(*) FILTER (WHERE " + where + ")")
                  .collect(Collectors.joining(", ", "SELECT ", " FROM "))
              + Identifier.quote(table.name())
              + conditions.stream().collect(Collectors.joining(" OR ", " WHERE ", ""));
      @Nullable String[] row = SmallAnswers.rows(session, sql, condition.parameters()).getFirst();
      for (String cell : row) {
        counts.add(Long.parseLong(text(cell)));
      }
    }
    return counts;
  }
}
