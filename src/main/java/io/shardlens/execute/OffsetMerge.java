package io.shardlens.execute;

import io.shardlens.execute.CutChoice.Cut;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.merge.MergeSort;
import io.shardlens.merge.Window;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.OffsetCut;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Survey;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Answers an ordered query with a deep `OFFSET`: the shards count the rows before a value of the
/// first sort key, and send only rows from there on.
///
/// Statistics choose the value, and nothing else rests on them. Each shard counts and reads in one
/// transaction, and so in one snapshot: whatever changes, its rows before the value are counted and
/// the others are read, none twice and none left out. Where the counts then show that the offset
/// lies before the value, or so far behind it that a shard may have sent too few rows, another
/// value is tried once, and then all rows are sent as ever.
final class OffsetMerge {

  /// So few rows are sent as fast as they are counted.
  static final long WORTHWHILE = 20_000;

  private static final long MAX_ROWS = 1_000_000;
  private static final int ATTEMPTS = 2;

  private final Map<ShardId, Integer> positions;
  private final Scatter scatter;
  private final long worthwhile;

  /// @param worthwhile how many rows the shards must send otherwise
  OffsetMerge(Topology topology, Scatter scatter, long worthwhile) {
    this.positions = topology.positions();
    this.scatter = scatter;
    this.worthwhile = worthwhile;
  }

  /// The result, or empty where all rows have to be sent; then nothing is noted of it.
  Optional<QueryResult> run(
      QueryRequest request,
      Deadline deadline,
      ResultBuilder result,
      QueryService.Progress progress,
      QueryPlan plan,
      Survey survey) {
    if (!(plan.merge() instanceof MergeStep.MergeSort step)
        || step.cut().isEmpty()
        || step.offset() < worthwhile / Math.max(1, plan.asked().size())) {
      return Optional.empty();
    }
    try {
      return new Run(request, deadline, result, progress, plan, survey, step, step.cut().get())
          .result();
    } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
      // A value that our order does not know, or rows in another order: the usual way tells.
      return Optional.empty();
    }
  }

  /// What one shard says of a cut, in one snapshot.
  private record Part(long before, List<Column> columns, List<Row> rows) {}

  /// One query on its way.
  private final class Run {
    private final QueryRequest request;
    private final Deadline deadline;
    private final ResultBuilder builder;
    private final QueryService.Progress progress;
    private final QueryPlan plan;
    private final Survey survey;
    private final MergeStep.MergeSort step;
    private final OffsetCut cut;
    private final List<ShardId> shards;
    private final long wanted;

    Run(
        QueryRequest request,
        Deadline deadline,
        ResultBuilder builder,
        QueryService.Progress progress,
        QueryPlan plan,
        Survey survey,
        MergeStep.MergeSort step,
        OffsetCut cut) {
      this.request = request;
      this.deadline = deadline;
      this.builder = builder;
      this.progress = progress;
      this.plan = plan;
      this.survey = survey;
      this.step = step;
      this.cut = cut;
      this.shards = builder.chosen(plan.asked());
      // One row more than may be shown tells whether there are more.
      this.wanted = Math.min(step.limit().orElseThrow(), request.maxRows() + 1L);
    }

    Optional<QueryResult> result() {
      Map<ShardId, Answer<ValueSpread>> said =
          scatter.run(shards, deadline, (shard, session) -> ValueSpread.read(session, cut));
      List<ValueSpread> spreads = values(said);
      if (Thread.currentThread().isInterrupted()) {
        return Optional.of(builder.cancelled());
      }
      if (spreads.isEmpty() || spreads.size() < shards.size()) {
        return Optional.empty();
      }
      CutChoice choice = new CutChoice(spreads, cut);
      if (choice.otherwise(step.offset() + wanted) < worthwhile) {
        return Optional.empty();
      }
      double more = 0;
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<Cut> chosen = choice.of(step.offset(), wanted, more);
        if (chosen.isEmpty()) {
          return Optional.empty();
        }
        Map<ShardId, Answer<Part>> answers = ask(chosen.get());
        if (Thread.currentThread().isInterrupted()) {
          return Optional.of(builder.cancelled());
        }
        List<Part> parts = values(answers);
        if (parts.size() < shards.size()) {
          return timedOut(answers);
        }
        if (!haveOneShape(parts)) {
          return Optional.empty();
        }
        long before = parts.stream().mapToLong(Part::before).sum();
        if (fits(parts, before, chosen.get())) {
          return Optional.of(merged(answers, parts, before));
        }
        more += before - chosen.get().before();
      }
      return Optional.empty();
    }

    private Map<ShardId, Answer<Part>> ask(Cut chosen) {
      RowBudget budget = new RowBudget(MAX_ROWS);
      return scatter.run(
          shards, deadline, (shard, session) -> part(shard, session, chosen, budget));
    }

    private Part part(ShardId shard, ShardSession session, Cut chosen, RowBudget budget)
        throws ShardFailure {
      long before =
          Long.parseLong(
              SmallAnswers.text(
                  SmallAnswers.rows(session, cut.countBefore(chosen.value()), List.of())
                      .getFirst()[0]));
      int source = Objects.requireNonNull(positions.get(shard));
      List<Column> columns = new ArrayList<>();
      List<Row> rows = new ArrayList<>();
      session.read(
          cut.rowsFrom(chosen.value(), chosen.limit()),
          List.of(),
          new RowSink() {
            @Override
            public void columns(List<Column> found) {
              columns.addAll(found);
            }

            @Override
            public boolean row(@Nullable String[] cells) throws ShardFailure {
              budget.take(cells);
              rows.add(new Row(source, cells));
              return true;
            }
          });
      return new Part(before, columns, rows);
    }

    /// Whether all rows of the result are among those that were sent: none of them is before the
    /// value, and a shard that may have more rows has sent as many as the result could take of it.
    private boolean fits(List<Part> parts, long before, Cut chosen) {
      long skipped = step.offset() - before;
      boolean whole = parts.stream().allMatch(part -> part.rows().size() < chosen.limit());
      return skipped >= 0 && (whole || skipped + wanted <= chosen.limit());
    }

    private boolean haveOneShape(List<Part> parts) {
      List<Column> columns = parts.getFirst().columns();
      int visible = columns.size() - step.hidden();
      return parts.stream().allMatch(part -> part.columns().equals(columns))
          && visible >= 0
          && columns.subList(0, visible).equals(survey.columns());
    }

    private QueryResult merged(Map<ShardId, Answer<Part>> answers, List<Part> parts, long before) {
      List<Column> columns = parts.getFirst().columns();
      List<RowCursor> inputs =
          parts.stream().map(part -> RowCursor.of(columns, part.rows())).toList();
      List<Row> rows = new ArrayList<>();
      try (RowCursor window =
          new Window(
              new MergeSort(columns, inputs, SortOrders.rows(step.order())),
              step.offset() - before,
              OptionalLong.of(wanted),
              step.hidden())) {
        for (Row row = window.next(); row != null; row = window.next()) {
          rows.add(row);
        }
      }
      answers.forEach((shard, answer) -> {
        if (answer instanceof Answer.Answered<Part>(Part part, long millis)) {
          builder.outcome(shard, ShardOutcome.Status.COMPLETED, part.rows().size(), millis);
          progress.finished(builder.completed(shard, part.rows().size()));
        }
      });
      List<String> reasons = new ArrayList<>(plan.reasons());
      reasons.add(
          Math.min(1, reasons.size()),
          String.format(
              Locale.ROOT,
              "%d of the %d rows before the offset were counted where they are, and not sent",
              before,
              step.offset()));
      builder.planned(
          new QueryPlan(plan.sql(), plan.shards(), plan.merge(), plan.verdict(), reasons), request);
      boolean cut = rows.size() > request.maxRows();
      return builder.rows(survey.columns(), cut ? rows.subList(0, request.maxRows()) : rows, cut);
    }

    /// A shard whose time is up would not do better if it had to send more.
    private Optional<QueryResult> timedOut(Map<ShardId, Answer<Part>> answers) {
      boolean late =
          answers.values().stream()
              .anyMatch(answer ->
                  answer instanceof Answer.Unanswered<Part>(ShardFailure failure, long _)
                      && failure.kind() == ShardFailure.Kind.TIMEOUT);
      if (!late || request.allowPartial()) {
        return Optional.empty();
      }
      answers.forEach((shard, answer) -> {
        switch (answer) {
          case Answer.Answered<Part>(Part part, long millis) ->
              builder.outcome(shard, ShardOutcome.Status.COMPLETED, part.rows().size(), millis);
          case Answer.Unanswered<Part>(ShardFailure failure, long millis) ->
              progress.finished(builder.outcome(shard, failure, millis));
        }
      });
      return builder.spoiled();
    }

    private static <T> List<T> values(Map<ShardId, Answer<T>> answers) {
      List<T> values = new ArrayList<>();
      for (Answer<T> answer : answers.values()) {
        if (answer instanceof Answer.Answered<T>(T value, long _)) {
          values.add(value);
        }
      }
      return values;
    }
  }
}
