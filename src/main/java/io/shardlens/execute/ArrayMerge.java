package io.shardlens.execute;

import io.shardlens.execute.QueryError.Code;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.Catalog;
import io.shardlens.plan.MergeStep.Gathered;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.plan.TableFacts;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers base rows and has a shard's own server run the statement over them, in a read-only
/// transaction.
///
/// Before it runs, the server's plan must show that nothing but gathered rows and tables that lie
/// whole on that shard is read; afterwards the columns must be those that the original statement
/// was described with. Otherwise the result is refused.
final class ArrayMerge {

  private final Topology topology;
  private final Scatter scatter;

  ArrayMerge(Topology topology, Scatter scatter) {
    this.topology = topology;
    this.scatter = scatter;
  }

  /// Gathers and runs the last stage; empty where more than the budget would have to be held, and
  /// then nothing is noted of it.
  ///
  /// @param where it was merged and why there, for the reader
  Optional<QueryResult> run(GatheredQuery query, RowBudget budget, String where) {
    return run(query, budget, where, List.of());
  }

  /// As without them.
  ///
  /// @param given the parameters of what the shards are sent
  Optional<QueryResult> run(
      GatheredQuery query, RowBudget budget, String where, List<Parameter> given) {
    Gathered plan = query.step();
    ResultBuilder result = query.result();
    Set<ShardId> sources = new LinkedHashSet<>();
    plan.parts().forEach(part -> sources.addAll(part.from()));
    Map<ShardId, Answer<TableParts>> answers =
        scatter.run(
            result.chosen(inTopologyOrder(sources)),
            query.gathering(),
            (shard, session) -> {
              TableParts parts = parts(shard, session, plan, budget, query.progress(), given);
              query.progress().finished(result.completed(shard, parts.count()));
              return parts;
            });
    if (answers.values().stream().anyMatch(ArrayMerge::isOverBudget)) {
      return Optional.empty();
    }
    List<TableParts> gathered = new ArrayList<>();
    for (var entry : answers.entrySet()) {
      switch (entry.getValue()) {
        case Answer.Answered<TableParts> answered -> {
          TableParts parts = answered.value();
          gathered.add(parts);
          result.outcome(
              entry.getKey(), ShardOutcome.Status.COMPLETED, parts.count(), answered.millis());
        }
        case Answer.Unanswered<TableParts> unanswered ->
            query
                .progress()
                .finished(
                    result.outcome(entry.getKey(), unanswered.failure(), unanswered.millis()));
      }
    }
    if (!sources.contains(plan.mergeShard())) {
      result.outcome(plan.mergeShard(), ShardOutcome.Status.COMPLETED, 0, 0);
    }
    Optional<QueryResult> spoiled = result.spoiled();
    if (spoiled.isPresent()) {
      return spoiled;
    }
    query.merged(where);
    return Optional.of(
        drift(gathered).map(result::refused).orElseGet(() -> lastStage(query, gathered)));
  }

  private static boolean isOverBudget(Answer<TableParts> answer) {
    return answer instanceof Answer.Unanswered<TableParts>(ShardFailure failure, long _)
        && failure.kind() == ShardFailure.Kind.BUDGET;
  }

  /// Text of one type is not read as another: a column may have changed since the catalogs were
  /// compared.
  private Optional<String> drift(List<TableParts> gathered) {
    Map<String, TableParts> first = new HashMap<>();
    for (TableParts parts : gathered) {
      for (var entry : parts.columns().entrySet()) {
        TableParts before = first.putIfAbsent(entry.getKey(), parts);
        if (before != null && !entry.getValue().equals(before.columns().get(entry.getKey()))) {
          return Optional.of(
              topology.shard(parts.shard()).label()
                  + " has other columns in "
                  + entry.getKey()
                  + " than "
                  + topology.shard(before.shard()).label()
                  + ": "
                  + entry.getValue()
                  + " instead of "
                  + before.columns().get(entry.getKey()));
        }
      }
    }
    return Optional.empty();
  }

  /// One shard's rows of each part, and the columns as they came.
  private record TableParts(
      ShardId shard,
      Map<String, List<Column>> columns,
      Map<String, List<@Nullable String[]>> rows) {
    long count() {
      return rows.values().stream().mapToLong(List::size).sum();
    }

    List<@Nullable String[]> of(String part) {
      return rows.getOrDefault(part, List.of());
    }
  }

  /// One shard's rows of every part, read in one transaction and so in one snapshot.
  private static TableParts parts(
      ShardId shard,
      ShardSession session,
      Gathered plan,
      RowBudget budget,
      QueryService.Progress progress,
      List<Parameter> given)
      throws ShardFailure {
    Map<String, List<Column>> found = new HashMap<>();
    Map<String, List<@Nullable String[]>> parts = new HashMap<>();
    long[] count = {0};
    for (GatheredPart part : plan.parts()) {
      if (!part.from().contains(shard)) {
        continue;
      }
      List<@Nullable String[]> rows = new ArrayList<>();
      session.read(
          part.sql(),
          given,
          new RowSink() {
            @Override
            public void columns(List<Column> columns) {
              found.put(part.name(), columns);
            }

            @Override
            public boolean row(@Nullable String[] cells) throws ShardFailure {
              budget.take(cells);
              rows.add(cells);
              if (++count[0] % 5_000 == 0) {
                progress.rows(shard, count[0]);
              }
              return true;
            }
          });
      parts.put(part.name(), rows);
    }
    return new TableParts(shard, found, parts);
  }

  private QueryResult lastStage(GatheredQuery query, List<TableParts> gathered) {
    Gathered plan = query.step();
    ResultBuilder result = query.result();
    QueryRequest request = query.request();
    List<Parameter> parameters = arrays(plan, gathered);
    Answer<ShardRows> answer =
        scatter
            .run(
                List.of(plan.mergeShard()),
                query.merging(),
                (shard, session) -> {
                  checkRelations(session, plan, query.catalog());
                  ShardRows rows = ShardRows.forMerge(request.maxRows() + 1L);
                  session.read(plan.sql(), parameters, rows);
                  return rows;
                })
            .values()
            .iterator()
            .next();
    return switch (answer) {
      case Answer.Answered<ShardRows>(ShardRows rows, long millis) -> {
        if (!rows.columns().equals(query.survey().columns())) {
          yield result.refused(
              "The statement returns "
                  + rows.columns()
                  + " over gathered rows, but "
                  + query.survey().columns()
                  + " over the tables themselves");
        }
        List<Row> all = rows.rows();
        boolean more = all.size() > request.maxRows();
        yield result.rows(rows.columns(), more ? all.subList(0, request.maxRows()) : all, more);
      }
      case Answer.Unanswered<ShardRows>(ShardFailure failure, long millis) ->
          failed(result, plan, failure);
    };
  }

  private QueryResult failed(ResultBuilder result, Gathered plan, ShardFailure failure) {
    String label = topology.shard(plan.mergeShard()).label();
    return switch (failure.kind()) {
      case STATEMENT ->
          failure.sqlState().startsWith("42") || failure.sqlState().startsWith("0A")
              ? result.refused(
                  "The statement is right over the tables themselves, but not over gathered rows: "
                      + failure.getMessage())
              : result.failed(
                  new QueryError(
                      Code.SQL, failure.getMessage(), failure.sqlState(), OptionalInt.empty()));
      case CANCELLED ->
          result.failed(new QueryError(Code.CANCELLED, "Cancelled", "", OptionalInt.empty()));
      case BUDGET -> result.refused(failure.getMessage());
      case CONNECT, LOGIN, TIMEOUT, LOST -> {
        result.outcome(plan.mergeShard(), failure, 0);
        yield result.failed(
            new QueryError(
                failure.isConnection() ? Code.NO_CONNECTION : Code.PARTIAL,
                label + ", which merges the gathered rows: " + failure.getMessage(),
                failure.sqlState(),
                OptionalInt.empty()));
      }
    };
  }

  /// @throws ShardFailure when the last stage would read rows of the merge shard alone
  private void checkRelations(ShardSession session, Gathered plan, Catalog catalog)
      throws ShardFailure {
    List<Parameter> empty = new ArrayList<>();
    plan.parts()
        .forEach(part ->
            part.columns().forEach(column -> empty.add(new Parameter.TextArray(List.of()))));
    Set<TableName> read = new HashSet<>(Surveyor.relations(session, plan.sql(), empty));
    for (TableDefinition table : topology.tables()) {
      boolean whole =
          switch (table) {
            case TableDefinition.Reference ignored -> true;
            case TableDefinition.Unsharded unsharded -> unsharded.shard().equals(plan.mergeShard());
            case TableDefinition.Sharded ignored -> false;
          };
      if (whole) {
        read.remove(table.name());
        read.removeAll(catalog.table(table.name()).map(TableFacts::parts).orElse(Set.of()));
      }
    }
    if (!read.isEmpty()) {
      throw new ShardFailure(
          ShardFailure.Kind.STATEMENT,
          "it would read "
              + read.iterator().next()
              + " of "
              + topology.shard(plan.mergeShard()).label()
              + " alone",
          "42P01",
          OptionalInt.empty());
    }
  }

  private static List<Parameter> arrays(Gathered plan, List<TableParts> gathered) {
    List<Parameter> arrays = new ArrayList<>();
    for (GatheredPart part : plan.parts()) {
      for (int column = 0; column < part.columns().size(); column++) {
        List<@Nullable String> values = new ArrayList<>();
        for (TableParts rows : gathered) {
          for (@Nullable String[] cells : rows.of(part.name())) {
            values.add(cells[column]);
          }
        }
        arrays.add(new Parameter.TextArray(values));
      }
    }
    return arrays;
  }

  private List<ShardId> inTopologyOrder(Set<ShardId> shards) {
    return topology.shards().stream()
        .map(io.shardlens.topology.Shard::id)
        .filter(shards::contains)
        .toList();
  }
}
