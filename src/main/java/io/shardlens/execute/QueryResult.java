package io.shardlens.execute;

import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Verdict;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import java.util.List;
import java.util.Optional;

/// The answer to a query: the rows, and how every shard fared. There is no way to have the one
/// without the other.
///
/// @param plan what was planned, empty where the statement failed before there was a plan
/// @param columns empty where nothing could be answered
/// @param rows merged; a row's source is the index of its shard in the topology
/// @param verdict what the result promises, now that it is known who answered
/// @param reasons why, for people, the most important first
/// @param outcomes one for each shard of the topology, in its order
/// @param withheld whether rows were held back because a shard is missing; asking again with
///   partial results allowed shows them
/// @param error empty, or why there are no rows
/// @param answered where a shard is missing, what the others sent, if it was kept: for
///   [QueryService#retry]
public record QueryResult(
    Optional<QueryPlan> plan,
    List<Column> columns,
    List<Row> rows,
    Verdict verdict,
    List<String> reasons,
    List<ShardOutcome> outcomes,
    boolean withheld,
    Optional<QueryError> error,
    long millis,
    Optional<AnsweredParts> answered) {

  public QueryResult {
    columns = List.copyOf(columns);
    reasons = List.copyOf(reasons);
    outcomes = List.copyOf(outcomes);
  }

  /// A result of which nothing was kept for another run.
  public QueryResult(
      Optional<QueryPlan> plan,
      List<Column> columns,
      List<Row> rows,
      Verdict verdict,
      List<String> reasons,
      List<ShardOutcome> outcomes,
      boolean withheld,
      Optional<QueryError> error,
      long millis) {
    this(
        plan, columns, rows, verdict, reasons, outcomes, withheld, error, millis, Optional.empty());
  }

  /// The same result without its rows.
  QueryResult withoutRows() {
    return new QueryResult(
        plan, columns, List.of(), verdict, reasons, outcomes, withheld, error, millis);
  }
}
