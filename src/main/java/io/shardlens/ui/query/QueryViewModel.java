package io.shardlens.ui.query;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.ShardOutcome;
import io.shardlens.execute.ShardlensException;
import io.shardlens.plan.QueryPlan;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Failures;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.query.ResultWords.Headline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One query tab: what is asked, how the shards fare, and what came of it. Everything here is read
/// and changed on the screen's thread; the work is done on the worker.
final class QueryViewModel {

  /// A shard, and whether it is to be asked.
  record ShardChoice(Shard shard, BooleanProperty chosen) {}

  private final Topology topology;
  private final QueryService service;
  private final Background background;
  private final LongSupplier clock;

  private final StringProperty sql = new SimpleStringProperty("");
  private final StringProperty timeout =
      new SimpleStringProperty(QueryRequest.DEFAULT_TIMEOUT.toSeconds() + " s");
  private final StringProperty rowsAtMost =
      new SimpleStringProperty(Figures.count(QueryRequest.DEFAULT_MAX_ROWS));
  private final List<ShardChoice> choices;

  private final ReadOnlyObjectWrapper<QueryState> state =
      new ReadOnlyObjectWrapper<>(new QueryState.Idle());
  private final ReadOnlyObjectWrapper<ShownRows> shown =
      new ReadOnlyObjectWrapper<>(ShownRows.NONE);
  private final ReadOnlyObjectWrapper<Optional<QueryPlan>> plan =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<OptionalInt> errorIndex =
      new ReadOnlyObjectWrapper<>(OptionalInt.empty());
  private final ObservableList<ShardLane> lanes = FXCollections.observableArrayList();
  private final SimpleLongProperty elapsed = new SimpleLongProperty();
  private final SimpleLongProperty rowsSoFar = new SimpleLongProperty();

  private final BooleanBinding busy;
  private final BooleanBinding fresh;
  private final ObjectBinding<Headline> headline;
  private final ObjectBinding<Optional<Notice>> notice;
  private final StringBinding status;
  private final StringBinding choiceText;

  private Background.@Nullable Job job;
  private @Nullable RunningQuery running;
  private long runs;
  private int statementStart;
  private long startedAt;

  /// @param clock milliseconds that only grow
  QueryViewModel(
      Topology topology, QueryService service, Background background, LongSupplier clock) {
    this.topology = topology;
    this.service = service;
    this.background = background;
    this.clock = clock;
    choices =
        topology.shards().stream()
            .map(shard -> new ShardChoice(shard, new SimpleBooleanProperty(true)))
            .toList();
    busy = Bindings.createBooleanBinding(() -> state.get().isBusy(), state);
    fresh = Bindings.createBooleanBinding(this::isFresh, state, shown);
    headline = Bindings.createObjectBinding(this::headlineOfState, state, elapsed, rowsSoFar);
    notice = Bindings.createObjectBinding(this::noticeOfState, state);
    status = Bindings.createStringBinding(this::statusOfState, state, elapsed, rowsSoFar);
    choiceText =
        Bindings.createStringBinding(
            this::choiceWords,
            choices.stream().map(ShardChoice::chosen).toArray(BooleanProperty[]::new));
    quietLanes();
    sql.subscribe(() -> errorIndex.set(OptionalInt.empty()));
  }

  // ---- what is asked

  StringProperty sqlProperty() {
    return sql;
  }

  /// As people type it: `30 s`.
  StringProperty timeoutProperty() {
    return timeout;
  }

  /// As people type it: `10 000`.
  StringProperty rowsAtMostProperty() {
    return rowsAtMost;
  }

  List<ShardChoice> choices() {
    return choices;
  }

  /// `All 4`, `2 of 4`.
  StringBinding choiceText() {
    return choiceText;
  }

  // ---- what came of it

  ReadOnlyObjectProperty<QueryState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  BooleanBinding busy() {
    return busy;
  }

  ReadOnlyObjectProperty<ShownRows> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// Whether the rows on the screen are the answer to what was asked last, or its beginning.
  BooleanBinding fresh() {
    return fresh;
  }

  ReadOnlyObjectProperty<Optional<QueryPlan>> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /// Where in [#sqlProperty] the server found the error, as an index; empty once the text changes.
  ReadOnlyObjectProperty<OptionalInt> errorIndexProperty() {
    return errorIndex.getReadOnlyProperty();
  }

  /// One for each shard, in the order of the topology.
  ObservableList<ShardLane> lanes() {
    return lanes;
  }

  ObjectBinding<Headline> headline() {
    return headline;
  }

  ObjectBinding<Optional<Notice>> notice() {
    return notice;
  }

  /// One line for the window's status bar.
  StringBinding status() {
    return status;
  }

  // ---- what can be done

  /// Runs the whole text.
  void run() {
    run(0, sql.get().length());
  }

  /// Runs a part of the text.
  ///
  /// @param start index of its first character
  /// @param end index after its last
  void run(int start, int end) {
    if (busy.get()) {
      return;
    }
    String statement = sql.get().substring(start, end);
    Optional<Duration> limit = Bounds.timeout(timeout.get());
    Optional<Integer> rows = Bounds.rows(rowsAtMost.get());
    List<ShardId> asked =
        choices.stream()
            .filter(choice -> choice.chosen().get())
            .map(choice -> choice.shard().id())
            .toList();
    String problem = "";
    if (statement.isBlank()) {
      problem = "There is no statement to run. Type one first.";
    } else if (limit.isEmpty()) {
      problem = "The timeout is not a time from 1 ms to 24 h. Type it like 30 s or 2 min.";
    } else if (rows.isEmpty()) {
      problem = "Rows at most is not a number from 1 to 10 000 000.";
    } else if (asked.isEmpty()) {
      problem = "No shard is chosen. Choose at least one under Shards.";
    }
    if (limit.isEmpty() || rows.isEmpty() || !problem.isEmpty()) {
      state.set(new QueryState.NotRunnable(problem));
      return;
    }
    boolean all = asked.size() == choices.size();
    statementStart = start;
    start(new QueryRequest(statement, all ? List.of() : asked, false, limit.get(), rows.get()));
  }

  /// Asks for the plan of the whole text; runs nothing.
  void explain() {
    if (busy.get()) {
      return;
    }
    String statement = sql.get();
    if (statement.isBlank()) {
      state.set(new QueryState.NotRunnable("There is no statement to explain. Type one first."));
      return;
    }
    begin(new QueryState.Explaining(statement));
    quietLanes();
    statementStart = 0;
    job =
        background.run(
            () -> service.explain(statement),
            this::finishExplaining,
            failure -> failExplaining(statement, failure));
  }

  /// Asks the servers to stop. The state stays `Running` until they have.
  void cancel() {
    if (job == null || !busy.get()) {
      return;
    }
    if (state.get() instanceof QueryState.Running(QueryRequest request, boolean _)) {
      state.set(new QueryState.Running(request, true));
    }
    job.cancel();
  }

  /// Runs the last request again, as it was; shards that have answered are not asked again, where
  /// their answer was kept.
  void retry() {
    if (state.get() instanceof QueryState.Done(QueryRequest request, QueryResult result)) {
      start(request, query -> service.retry(request, result, query));
    }
  }

  /// Shows what there is of the last request, although a shard may be missing.
  void showPartial() {
    if (state.get() instanceof QueryState.Done(QueryRequest request, QueryResult result)) {
      QueryRequest partial =
          new QueryRequest(
              request.sql(), request.shards(), true, request.timeout(), request.maxRows());
      start(partial, query -> service.partial(partial, result, query));
    }
  }

  /// Runs the last statement on every shard, and chooses them all from here on.
  void askAllShards() {
    if (state.get() instanceof QueryState.Done(QueryRequest request, QueryResult _)) {
      choices.forEach(choice -> choice.chosen().set(true));
      start(
          new QueryRequest(
              request.sql(),
              List.of(),
              request.allowPartial(),
              request.timeout(),
              request.maxRows()));
    }
  }

  /// Brings the time that has passed up to date while something runs; called by the screen's clock.
  void tick() {
    if (busy.get()) {
      elapsed.set(clock.getAsLong() - startedAt);
      repaint();
    }
  }

  /// Stops what is under way and hears no more of it.
  void close() {
    if (job != null) {
      job.abandon();
    }
  }

  // ---- how it is done

  private void start(QueryRequest request) {
    start(request, query -> service.run(request, query));
  }

  private void start(QueryRequest request, Function<RunningQuery, QueryResult> work) {
    RunningQuery query = new RunningQuery(++runs, background::deliver, this::repaint);
    running = query;
    begin(new QueryState.Running(request, false));
    repaint();
    job =
        background.run(
            () -> work.apply(query), result -> finish(request, query, result), this::fail);
  }

  private void begin(QueryState busyState) {
    startedAt = clock.getAsLong();
    elapsed.set(0);
    rowsSoFar.set(0);
    errorIndex.set(OptionalInt.empty());
    state.set(busyState);
  }

  private void finishExplaining(QueryPlan made) {
    job = null;
    plan.set(Optional.of(made));
    state.set(new QueryState.Explained(made));
  }

  private void failExplaining(String statement, Throwable failure) {
    job = null;
    plan.set(Optional.empty());
    if (failure instanceof ShardlensException expected) {
      errorIndex.set(indexOf(expected.error(), statement));
      state.set(new QueryState.NotExplained(statement, expected.error()));
    } else {
      state.set(new QueryState.NotRunnable(Failures.text(failure)));
    }
  }

  private void finish(QueryRequest request, RunningQuery query, QueryResult result) {
    job = null;
    running = null;
    plan.set(result.plan());
    if (new ResultWords(result, topology).hasRows()) {
      shown.set(query.rows(result.columns(), result.rows()));
    } else if (shown.get().run() == runs && !isCancelled(result)) {
      // They were shown while they came, and are now known to be no part of any result.
      shown.set(ShownRows.NONE);
    }
    // A statement that was not run left out no shard by choice.
    lanesOf(
        result.error().isPresent() && !result.withheld()
            ? result.outcomes().stream()
                .filter(outcome -> outcome.status() != ShardOutcome.Status.SKIPPED)
                .toList()
            : result.outcomes());
    result.error().ifPresent(error -> errorIndex.set(indexOf(error, request.sql())));
    state.set(new QueryState.Done(request, result));
  }

  private static boolean isCancelled(QueryResult result) {
    return result.error().filter(error -> error.code() == QueryError.Code.CANCELLED).isPresent();
  }

  private void fail(Throwable failure) {
    job = null;
    running = null;
    quietLanes();
    state.set(new QueryState.NotRunnable(Failures.text(failure)));
  }

  /// PostgreSQL counts characters, Java UTF-16 units.
  private OptionalInt indexOf(QueryError error, String statement) {
    if (error.position().isEmpty()) {
      return OptionalInt.empty();
    }
    int characters = statement.codePointCount(0, statement.length());
    int before = Math.clamp(error.position().getAsInt() - 1L, 0, characters);
    return OptionalInt.of(statementStart + statement.offsetByCodePoints(0, before));
  }

  // ---- lanes

  private void repaint() {
    RunningQuery query = running;
    if (query == null) {
      return;
    }
    query.plan().ifPresent(made -> plan.set(Optional.of(made)));
    rowsSoFar.set(query.rows());
    ShownRows merged = query.merged();
    if (!merged.isNone()) {
      shown.set(merged);
    }
    List<ShardLane> painted = new ArrayList<>();
    for (int i = 0; i < topology.shards().size(); i++) {
      painted.add(laneWhileRunning(i, topology.shards().get(i), query));
    }
    lanes.setAll(painted);
  }

  private ShardLane laneWhileRunning(int position, Shard shard, RunningQuery query) {
    Optional<ShardOutcome> outcome = query.outcome(shard.id());
    if (outcome.isPresent()) {
      return ShardLane.finished(
          position, shard, outcome.get(), Math.max(elapsed.get(), outcome.get().millis()));
    }
    if (query.plan().isEmpty()) {
      return ShardLane.quiet(position, shard, "Planning");
    }
    return query.plan().get().asked().contains(shard.id())
        ? ShardLane.running(position, shard, "Running", query.rows(shard.id()), elapsed.get())
        : ShardLane.quiet(position, shard, "Not asked");
  }

  private void lanesOf(List<ShardOutcome> outcomes) {
    long slowest =
        outcomes.stream()
            .filter(outcome ->
                outcome.status() == ShardOutcome.Status.COMPLETED
                    || outcome.status() == ShardOutcome.Status.TRUNCATED)
            .mapToLong(ShardOutcome::millis)
            .max()
            .orElse(0);
    List<ShardLane> painted = new ArrayList<>();
    for (int i = 0; i < topology.shards().size(); i++) {
      Shard shard = topology.shards().get(i);
      int position = i;
      painted.add(
          outcomes.stream()
              .filter(outcome -> outcome.shard().equals(shard.id()))
              .findFirst()
              .map(outcome -> ShardLane.finished(position, shard, outcome, slowest))
              .orElse(ShardLane.quiet(position, shard, "Not asked")));
    }
    lanes.setAll(painted);
  }

  private void quietLanes() {
    lanesOf(List.of());
  }

  // ---- words

  private boolean isFresh() {
    return switch (state.get()) {
      case QueryState.Done(QueryRequest _, QueryResult result) ->
          new ResultWords(result, topology).hasRows();
      case QueryState.Running _ -> shown.get().run() == runs;
      case QueryState.Idle _,
          QueryState.Explaining _,
          QueryState.Explained _,
          QueryState.NotExplained _,
          QueryState.NotRunnable _ ->
          false;
    };
  }

  /// Whether the rows on the screen are those that had come when the run was cancelled.
  boolean areCutShort() {
    return state.get() instanceof QueryState.Done(QueryRequest _, QueryResult result)
        && isCancelled(result)
        && shown.get().run() == runs;
  }

  private Headline headlineOfState() {
    return switch (state.get()) {
      case QueryState.Idle _, QueryState.NotRunnable _ -> Headline.NONE;
      case QueryState.Running running ->
          plain(running.cancelling() ? "Cancelling" : "Running", progress());
      case QueryState.Explaining _ ->
          plain("Planning", Figures.millis(elapsed.get()) + ", nothing is run");
      case QueryState.Explained(QueryPlan made) ->
          plain("Planned", "nothing was run; it would be " + made.verdict());
      case QueryState.NotExplained _ -> plain("Not planned", "");
      case QueryState.Done(QueryRequest _, QueryResult result) ->
          new ResultWords(result, topology).headline();
    };
  }

  private Optional<Notice> noticeOfState() {
    return switch (state.get()) {
      case QueryState.Idle _,
          QueryState.Running _,
          QueryState.Explaining _,
          QueryState.Explained _ ->
          Optional.empty();
      case QueryState.NotRunnable(String message) ->
          Optional.of(new Notice(Notice.Severity.DANGER, message, "", List.of()));
      case QueryState.NotExplained(String _, QueryError error) ->
          Optional.of(
              new Notice(
                  Notice.Severity.DANGER,
                  "No plan could be made",
                  error.message(),
                  List.of(Notice.Action.COPY_DETAILS)));
      case QueryState.Done(QueryRequest _, QueryResult result) ->
          new ResultWords(result, topology).notice();
    };
  }

  private String statusOfState() {
    return switch (state.get()) {
      case QueryState.Idle _ -> "Ready";
      case QueryState.NotRunnable(String message) -> message;
      case QueryState.NotExplained(String _, QueryError error) -> error.message();
      case QueryState.Done(QueryRequest _, QueryResult result) ->
          new ResultWords(result, topology).status();
      case QueryState.Running _, QueryState.Explaining _, QueryState.Explained _ -> {
        Headline words = headlineOfState();
        yield words.strong() + " · " + words.rest();
      }
    };
  }

  private String progress() {
    RunningQuery query = running;
    long finished = query == null ? 0 : query.finished();
    return finished
        + " of "
        + Figures.count(choices.size(), "shard", "shards")
        + " done, "
        + Figures.count(rowsSoFar.get(), "row", "rows")
        + " so far, "
        + Figures.millis(elapsed.get());
  }

  private String choiceWords() {
    long chosen = choices.stream().filter(choice -> choice.chosen().get()).count();
    return chosen == choices.size() ? "All " + chosen : chosen + " of " + choices.size();
  }

  private static Headline plain(String strong, String rest) {
    return new Headline(Optional.empty(), strong, rest);
  }
}
