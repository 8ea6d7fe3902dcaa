package io.shardlens.execute;

import io.shardlens.execute.QueryError.Code;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.MergeStep.Groups;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Has every shard put its own rows together and makes the groups of all rows of their groups, in
/// memory. A shard that is lost half-way leaves nothing behind.
final class GroupedMerge {

  private static final long MAX_GROUPS = 4_000_000;
  private static final int PROGRESS_STEP = 5_000;

  private final Topology topology;
  private final Map<ShardId, Integer> positions;
  private final Scatter scatter;

  GroupedMerge(Topology topology, Scatter scatter) {
    this.topology = topology;
    this.positions = topology.positions();
    this.scatter = scatter;
  }

  QueryResult run(
      QueryRequest request,
      Deadline deadline,
      ResultBuilder result,
      QueryService.Progress progress,
      List<ShardId> shards,
      Groups groups) {
    return run(request, deadline, result, progress, shards, groups, List.of());
  }

  /// @param parameters of the statement that the shards are sent
  QueryResult run(
      QueryRequest request,
      Deadline deadline,
      ResultBuilder result,
      QueryService.Progress progress,
      List<ShardId> shards,
      Groups groups,
      List<Parameter> parameters) {
    RowBudget budget = new RowBudget(MAX_GROUPS);
    Map<ShardId, Answer<List<Row>>> answers =
        scatter.run(
            result.chosen(shards),
            deadline,
            (shard, session) -> {
              Part part = new Part(shard, groups, budget, progress);
              session.read(groups.sql(), parameters, part);
              progress.finished(result.completed(shard, part.rows.size()));
              return part.rows;
            });
    List<RowCursor> inputs = new ArrayList<>();
    for (var entry : answers.entrySet()) {
      switch (entry.getValue()) {
        case Answer.Answered<List<Row>>(List<Row> rows, long millis) -> {
          inputs.add(RowCursor.of(groups.parts(), rows));
          result.outcome(entry.getKey(), ShardOutcome.Status.COMPLETED, rows.size(), millis);
        }
        case Answer.Unanswered<List<Row>>(ShardFailure failure, long millis) ->
            progress.finished(result.outcome(entry.getKey(), failure, millis));
      }
    }
    Optional<QueryResult> spoiled = result.spoiled();
    return spoiled.isPresent() ? spoiled.get() : merged(request, result, groups, inputs);
  }

  private static QueryResult merged(
      QueryRequest request, ResultBuilder result, Groups groups, List<RowCursor> inputs) {
    List<Row> rows = new ArrayList<>();
    try (RowCursor merged = GroupCursors.over(groups, inputs)) {
      for (Row row = merged.next(); row != null; row = merged.next()) {
        if (rows.size() == request.maxRows()) {
          return result.rows(groups.columns(), rows, true);
        }
        rows.add(row);
      }
    } catch (ArithmeticException e) {
      return result.failed(
          new QueryError(Code.SQL, "bigint out of range", "22003", OptionalInt.empty()));
    }
    return result.rows(groups.columns(), rows, false);
  }

  /// One shard's groups.
  private final class Part implements RowSink {
    private final ShardId shard;
    private final int source;
    private final Groups groups;
    private final RowBudget budget;
    private final QueryService.Progress progress;
    private final List<Row> rows = new ArrayList<>();

    Part(ShardId shard, Groups groups, RowBudget budget, QueryService.Progress progress) {
      this.shard = shard;
      this.source = java.util.Objects.requireNonNull(positions.get(shard));
      this.groups = groups;
      this.budget = budget;
      this.progress = progress;
    }

    /// What a shard sends must be what the plan was made for: another type would be read wrongly.
    @Override
    public void columns(List<Column> columns) throws ShardFailure {
      if (!columns.equals(groups.parts())) {
        throw new ShardFailure(
            ShardFailure.Kind.STATEMENT,
            topology.shard(shard).label()
                + " returns other columns than were described: "
                + columns
                + " instead of "
                + groups.parts()
                + "; run the query again",
            "42804",
            OptionalInt.empty());
      }
    }

    @Override
    public boolean row(@Nullable String[] cells) throws ShardFailure {
      budget.take(cells);
      rows.add(new Row(source, cells));
      if (rows.size() % PROGRESS_STEP == 0) {
        progress.rows(shard, rows.size());
      }
      return true;
    }
  }
}
