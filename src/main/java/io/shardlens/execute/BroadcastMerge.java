package io.shardlens.execute;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.Catalog;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.MergeStep.Broadcast;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.plan.TableFacts;
import io.shardlens.rows.Column;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers the rows of one table, hands them to every shard that has rows of the others, and lets
/// the shards join and group.
///
/// Each row of the others is joined on its own shard, where the whole of the handed table is, so
/// every joined row is made once.
final class BroadcastMerge {

  /// More rows are not sent to each shard.
  static final long MAX_ROWS = 100_000;

  private static final long MAX_CHARACTERS = 16L << 20;
  private static final long MAX_GROUPS = 1_000_000;

  private final Topology topology;
  private final Scatter scatter;
  private final GroupedMerge groupedMerge;
  private final ArrayMerge arrayMerge;
  private final long maxRows;

  /// @param maxRows of the table that is handed on
  BroadcastMerge(Topology topology, Scatter scatter, GroupedMerge groupedMerge, long maxRows) {
    this.topology = topology;
    this.scatter = scatter;
    this.groupedMerge = groupedMerge;
    this.maxRows = maxRows;
    this.arrayMerge = new ArrayMerge(topology, scatter);
  }

  /// The result, or empty where the table is too large, or a shard does not say; then nothing is
  /// noted of it.
  ///
  /// @param query whose step is the gathering of all tables instead
  Optional<QueryResult> run(GatheredQuery query, Broadcast step) {
    RowBudget budget = new RowBudget(maxRows, MAX_CHARACTERS);
    List<ShardId> from = query.result().chosen(step.part().from());
    Map<ShardId, Answer<Rows>> answers =
        scatter.run(from, query.gathering(), (shard, session) -> read(session, step, budget));
    if (Thread.currentThread().isInterrupted()) {
      return Optional.of(query.result().cancelled());
    }
    List<Rows> rows = new ArrayList<>();
    answers
        .values()
        .forEach(answer -> {
          if (answer instanceof Answer.Answered<Rows>(Rows read, long _)) {
            rows.add(read);
          }
        });
    boolean alike = rows.stream().map(Rows::columns).distinct().count() <= 1;
    if (rows.size() < from.size() || !alike || readsTheTable(query, step)) {
      return Optional.empty();
    }
    answers.forEach((shard, answer) -> {
      if (answer instanceof Answer.Answered<Rows>(Rows read, long millis)) {
        query.result().outcome(shard, ShardOutcome.Status.COMPLETED, read.cells().size(), millis);
      }
    });
    return then(query, step, arrays(step.part(), rows));
  }

  private Optional<QueryResult> then(
      GatheredQuery query, Broadcast step, List<Parameter> parameters) {
    return switch (step.then()) {
      case MergeStep.Groups groups ->
          Optional.of(
              groupedMerge.run(
                  query.request(),
                  query.deadline(),
                  query.result(),
                  query.progress(),
                  step.shards(),
                  groups,
                  parameters));
      case MergeStep.Gathered gathered ->
          arrayMerge.run(
              new GatheredQuery(
                  query.request(),
                  query.deadline(),
                  query.result(),
                  query.progress(),
                  query.plan(),
                  gathered,
                  query.survey(),
                  query.catalog()),
              new RowBudget(MAX_GROUPS),
              "Merged in a session on " + topology.shard(gathered.mergeShard()).label(),
              parameters);
      case MergeStep.SingleShard _,
          MergeStep.Concatenate _,
          MergeStep.MergeSort _,
          MergeStep.Broadcast _,
          MergeStep.SideBySide _,
          MergeStep.Nothing _ ->
          throw new IllegalStateException("Only groups are made of a table that is handed on");
    };
  }

  /// What one shard has of the table.
  private record Rows(List<Column> columns, List<@Nullable String[]> cells) {}

  private static Rows read(ShardSession session, Broadcast step, RowBudget budget)
      throws ShardFailure {
    List<Column> columns = new ArrayList<>();
    List<@Nullable String[]> rows = new ArrayList<>();
    session.read(
        step.part().sql(),
        List.of(),
        new RowSink() {
          @Override
          public void columns(List<Column> found) {
            columns.addAll(found);
          }

          @Override
          public boolean row(@Nullable String[] cells) throws ShardFailure {
            budget.take(cells);
            rows.add(cells);
            return true;
          }
        });
    return new Rows(columns, rows);
  }

  private static List<Parameter> arrays(GatheredPart part, List<Rows> rows) {
    List<Parameter> arrays = new ArrayList<>();
    for (int column = 0; column < part.columns().size(); column++) {
      List<@Nullable String> values = new ArrayList<>();
      for (Rows ofShard : rows) {
        for (@Nullable String[] cells : ofShard.cells()) {
          values.add(cells[column]);
        }
      }
      arrays.add(new Parameter.TextArray(values));
    }
    return arrays;
  }

  /// Whether what the shards run would see rows of the table that a shard has itself; in doubt it
  /// would.
  private boolean readsTheTable(GatheredQuery query, Broadcast step) {
    List<Parameter> empty = new ArrayList<>();
    step.part().columns().forEach(_ -> empty.add(new Parameter.TextArray(List.of())));
    Set<TableName> own = new HashSet<>();
    own.add(step.table());
    own.addAll(parts(query.catalog(), step.table()));
    Answer<Set<TableName>> read =
        scatter
            .run(
                List.of(query.survey().shard()),
                query.deadline(),
                (_, session) -> Surveyor.relations(session, step.sql(), empty))
            .values()
            .iterator()
            .next();
    return !(read instanceof Answer.Answered<Set<TableName>>(Set<TableName> relations, long _))
        || relations.stream().anyMatch(own::contains);
  }

  private static Set<TableName> parts(Catalog catalog, TableName table) {
    return catalog.table(table).map(TableFacts::parts).orElse(Set.of());
  }
}
