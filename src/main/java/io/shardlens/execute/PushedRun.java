package io.shardlens.execute;

import io.shardlens.execute.ArrivalCursor.Interruption;
import io.shardlens.execute.QueryError.Code;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.merge.Concatenation;
import io.shardlens.merge.MergeSort;
import io.shardlens.merge.Window;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import io.shardlens.topology.ShardId;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One statement that the shards answer and Java merges, while it runs: a thread for each shard
/// puts batches into [Arrivals], and the caller's thread pulls them through the merge.
///
/// Where a shard fails and nobody has seen a row, the merge begins anew without it, over the
/// batches that were kept: a row of a shard that was lost half-way is never part of a result.
final class PushedRun implements ArrivalCursor.Supervisor {

  /// How a merge came to its end.
  enum Ending {
    /// Every row of the result is there.
    DONE,
    /// There are more rows than may be shown.
    CAPPED,
    /// Whoever takes the rows wants no more.
    UNWANTED,
    /// A shard failed in a way that ends everything.
    BROKEN
  }

  /// Why there is no result, although the shards answered.
  private static final class NoResult extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient QueryError error;

    NoResult(Code code, String message) {
      super(message);
      this.error = new QueryError(code, message, "", java.util.OptionalInt.empty());
    }
  }

  private final QueryRequest request;
  private final PushedQuery query;
  private final ResultBuilder result;
  private final AgreedColumns agreed;
  private final List<ShardId> shards;
  private final int[] laneOfSource;
  private final Arrivals arrivals;
  private final ShardReading reading;
  private final MergedOutput output;
  private final Map<Integer, ShardFailure> met = new HashMap<>();
  private Optional<String> cut = Optional.empty();

  PushedRun(
      QueryRequest request,
      PushedQuery query,
      ResultBuilder result,
      AgreedColumns agreed,
      Arrivals arrivals,
      ShardReading reading,
      MergedOutput output) {
    this.request = request;
    this.query = query;
    this.result = result;
    this.agreed = agreed;
    this.shards = reading.shards();
    this.arrivals = arrivals;
    this.reading = reading;
    this.output = output;
    this.laneOfSource = lanes(reading);
  }

  private static int[] lanes(ShardReading reading) {
    int lanes = reading.shards().size();
    int[] sources = IntStream.range(0, lanes).map(reading::source).toArray();
    int[] laneOf = new int[Arrays.stream(sources).max().orElse(-1) + 1];
    for (int lane = 0; lane < lanes; lane++) {
      laneOf[sources[lane]] = lane;
    }
    return laneOf;
  }

  /// Runs the merge to its end.
  ///
  /// @return empty where the output now has the result's rows, else the result
  Optional<QueryResult> run(Scatter scatter, Deadline deadline, ServerClock.Limit limit) {
    ScatterRun<Long> run = scatter.start(reading.asked(), deadline, limit, reading, reading::ended);
    Ending ending = Ending.BROKEN;
    boolean interrupted = false;
    Optional<QueryError> error = Optional.empty();
    try {
      ending = merge();
    } catch (NoResult none) {
      error = Optional.of(none.error);
    } catch (InterruptedException e) {
      interrupted = true;
      run.stop(ShardFailure.Kind.CANCELLED);
    } finally {
      run.stopUnasked();
      arrivals.close();
      run.stopWaiting();
      Map<ShardId, Answer<Long>> answers = new HashMap<>(reading.earlier());
      answers.putAll(run.await());
      note(answers, ending, interrupted);
      keep(answers, ending);
    }
    if (interrupted || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      return Optional.of(result.cancelled());
    }
    cut =
        switch (ending) {
          case CAPPED -> Optional.of(result.capReason());
          case UNWANTED -> Optional.of("Whoever takes the rows wanted no more of them");
          case DONE, BROKEN -> Optional.empty();
        };
    return error.map(result::failed).or(this::spoiled);
  }

  /// Why there may be more rows than the output has, empty where there are none.
  Optional<String> cut() {
    return cut;
  }

  private Optional<QueryResult> spoiled() {
    boolean onlyMissing =
        !met.isEmpty() && met.values().stream().noneMatch(ResultBuilder::endsEverything);
    boolean nothingLeft = !request.allowPartial() || met.size() == shards.size();
    return reading.isHandedOn() && onlyMissing && nothingLeft
        ? Optional.of(result.brokenOff())
        : result.spoiled();
  }

  private Ending merge() throws InterruptedException, NoResult {
    while (true) {
      try {
        return mergeOnce();
      } catch (LaneFailed failed) {
        leaveOut(failed);
        if (ResultBuilder.endsEverything(failed.failure()) || !output.canBeginAnew()) {
          return Ending.BROKEN;
        }
      }
    }
  }

  @Override
  public void waits() {
    output.waits();
  }

  private Ending mergeOnce() throws InterruptedException, LaneFailed, NoResult {
    List<Column> columns = columns();
    output.begin(columns.subList(0, Math.max(0, columns.size() - query.hidden())));
    RowCursor merged = cursor(columns);
    for (long skipped = 0; skipped < query.offset(); skipped++) {
      Row row = next(merged);
      if (row == null) {
        return Ending.DONE;
      }
      output.skip(lane(row));
    }
    RowCursor window = new Window(merged, 0, query.limit(), 0);
    for (long count = 0; ; count++) {
      Row row = next(window);
      if (row == null) {
        return Ending.DONE;
      }
      if (count == request.maxRows()) {
        return Ending.CAPPED;
      }
      if (!output.row(lane(row), row)) {
        return Ending.UNWANTED;
      }
      if (count == 0) {
        arrivals.readAhead();
      }
    }
  }

  private RowCursor cursor(List<Column> columns) {
    if (!query.inTurn()) {
      return new ArrivalCursor.OfAny(columns, arrivals, this, shards.size());
    }
    List<RowCursor> lanes = new ArrayList<>();
    for (int lane = 0; lane < shards.size(); lane++) {
      lanes.add(new ArrivalCursor.OfOne(columns, arrivals, this, lane));
    }
    return query.order().isPresent()
        ? new MergeSort(columns, lanes, query.order().get())
        : new Concatenation(columns, lanes);
  }

  private @Nullable Row next(RowCursor cursor) throws InterruptedException, LaneFailed, NoResult {
    try {
      return cursor.next();
    } catch (Interruption e) {
      switch (e.reason()) {
        case InterruptedException interrupted -> throw interrupted;
        case LaneFailed failed -> throw failed;
        default -> throw e;
      }
    } catch (AgreedColumns.Drift drift) {
      throw new NoResult(Code.SQL, String.valueOf(drift.getMessage()));
    } catch (UncheckedIOException e) {
      throw new NoResult(Code.REFUSED, e.getMessage() + ": " + e.getCause());
    } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
      if (query.order().isEmpty()) {
        throw e;
      }
      // The merge compares each row with the one before it: a server that orders otherwise than we
      // do is found out, whatever the reason.
      throw new NoResult(
          Code.REFUSED,
          "The rows of a shard came in another order than Shardlens merges by, so the merged order"
              + " would be wrong ("
              + e.getMessage()
              + ")");
    }
  }

  /// The columns that the result has; waits for a shard that says so where no survey did.
  private List<Column> columns() throws InterruptedException, LaneFailed {
    if (agreed.known().isPresent() && query.hidden() == 0) {
      return agreed.known().get();
    }
    for (int lane = 0; lane < shards.size(); lane++) {
      try {
        Optional<List<Column>> found =
            met.containsKey(lane) ? Optional.empty() : arrivals.columns(lane);
        if (found.isPresent()) {
          return found.get();
        }
      } catch (LaneFailed failed) {
        if (!goesOn(failed)) {
          throw failed;
        }
      }
    }
    return List.of();
  }

  @Override
  public void begins(int lane) throws InterruptedException, LaneFailed {
    if (!met.containsKey(lane)) {
      Optional<List<Column>> found = arrivals.columns(lane);
      found.ifPresent(columns -> agreed.check(shards.get(lane), columns));
    }
  }

  /// Rows that were handed on cannot be called back, so a merge that was seen goes on, if at all,
  /// from where it is.
  @Override
  public boolean goesOn(LaneFailed failed) {
    boolean goesOn =
        reading.isHandedOn()
            && request.allowPartial()
            && !ResultBuilder.endsEverything(failed.failure());
    if (goesOn) {
      leaveOut(failed);
    }
    return goesOn;
  }

  private void leaveOut(LaneFailed failed) {
    met.put(failed.lane(), failed.failure());
    arrivals.drop(failed.lane());
  }

  /// How each shard fared. One that was stopped because nobody needed more of it has done what was
  /// asked; the failure of one that the merge had no need of is told, and spoils nothing.
  private void note(Map<ShardId, Answer<Long>> answers, Ending ending, boolean interrupted) {
    for (int lane = 0; lane < shards.size(); lane++) {
      ShardId shard = shards.get(lane);
      Answer<Long> answer = java.util.Objects.requireNonNull(answers.get(shard));
      ShardFailure failure =
          answer instanceof Answer.Unanswered<Long> unanswered ? unanswered.failure() : null;
      ShardFailure known = met.get(lane);
      if (known != null) {
        result.outcome(shard, known, answer.millis());
      } else if (failure == null || failure.kind() == ShardFailure.Kind.CANCELLED) {
        result.outcome(
            shard, status(lane, ending, interrupted), reading.rows(lane), answer.millis());
      } else {
        result.unneeded(shard, failure, answer.millis());
      }
    }
  }

  private ShardOutcome.Status status(int lane, Ending ending, boolean interrupted) {
    if (interrupted) {
      return ShardOutcome.Status.CANCELLED;
    }
    if (arrivals.isComplete(lane)) {
      return ShardOutcome.Status.COMPLETED;
    }
    return switch (ending) {
      case DONE -> ShardOutcome.Status.COMPLETED;
      case CAPPED, UNWANTED -> ShardOutcome.Status.TRUNCATED;
      case BROKEN -> ShardOutcome.Status.CANCELLED;
    };
  }

  /// Where a shard is missing, the others' answers are kept for who wants to go on with them.
  private void keep(Map<ShardId, Answer<Long>> answers, Ending ending) {
    if (met.isEmpty() || ending != Ending.DONE || reading.isHandedOn()) {
      return;
    }
    Map<ShardId, AnsweredParts.Part> parts = new HashMap<>();
    Map<ShardId, Answer.Unanswered<Long>> failures = new HashMap<>();
    for (int lane = 0; lane < shards.size(); lane++) {
      ShardId shard = shards.get(lane);
      Answer<Long> answer = java.util.Objects.requireNonNull(answers.get(shard));
      if (met.containsKey(lane) && answer instanceof Answer.Unanswered<Long> failure) {
        failures.put(shard, failure);
      } else if (arrivals.isComplete(lane) && answer instanceof Answer.Answered<Long> whole) {
        parts.put(
            shard, new AnsweredParts.Part(arrivals.columnsOf(lane), arrivals.kept(lane), whole));
      }
    }
    result.keep(new AnsweredParts(query, agreed.survey(), parts, failures));
  }

  private int lane(Row row) {
    return laneOfSource[row.source()];
  }
}
