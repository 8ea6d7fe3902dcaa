package io.shardlens.ui.query;

import static io.shardlens.ui.fixtures.SampleTopologies.AFRICA;
import static io.shardlens.ui.fixtures.SampleTopologies.ASIA;
import static io.shardlens.ui.fixtures.SampleTopologies.EUROPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.QueryError.Code;
import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.ShardOutcome;
import io.shardlens.execute.ShardlensException;
import io.shardlens.plan.Verdict;
import io.shardlens.rows.Row;
import io.shardlens.topology.Environment;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.fixtures.SampleTopologies;
import io.shardlens.ui.fixtures.ScriptedQueryService;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QueryViewModelTest {

  private final ScriptedQueryService service = new ScriptedQueryService();
  private final AtomicLong clock = new AtomicLong();
  private final QueryViewModel query = model(Background.direct());

  private QueryViewModel model(Background background) {
    return new QueryViewModel(
        SampleTopologies.usersByRange(Environment.DEV), service, background, clock::get);
  }

  @Test
  void saysNothingBeforeTheFirstRun() {
    assertThat(query.stateProperty().get()).isInstanceOf(QueryState.Idle.class);
    assertThat(query.notice().get()).isEmpty();
    assertThat(query.lanes()).extracting(ShardLane::label).startsWith("Europe", "Asia");
    assertThat(query.lanes()).extracting(ShardLane::tone).containsOnly(ShardLane.Tone.QUIET);
  }

  @Test
  void showsRowsVerdictOutcomesAndPlanOfACompleteAnswer() {
    query.sqlProperty().set("SELECT 1");
    query.run();

    assertThat(query.stateProperty().get()).isInstanceOf(QueryState.Done.class);
    assertThat(query.shownProperty().get().rows()).hasSize(200);
    assertThat(query.fresh().get()).isTrue();
    assertThat(query.headline().get().verdict()).contains(Verdict.EXACT);
    assertThat(plain(query.headline().get().strong())).isEqualTo("200 rows");
    assertThat(query.notice().get()).isEmpty();
    assertThat(query.planProperty().get()).isPresent();
    assertThat(plain(query.status().get())).isEqualTo("EXACT · 4 of 4 shards · 200 rows · 61 ms");
    assertThat(query.lanes()).extracting(ShardLane::share).last().isEqualTo(1.0);
  }

  @Test
  void asksAllShardsWithTheBoundsAsTyped() {
    query.sqlProperty().set("SELECT 1");
    query.timeoutProperty().set("2 min");
    query.rowsAtMostProperty().set("1 500");
    query.run();

    assertThat(service.requests().getFirst().shards()).isEmpty();
    assertThat(service.requests().getFirst().timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(service.requests().getFirst().maxRows()).isEqualTo(1500);
    assertThat(service.requests().getFirst().allowPartial()).isFalse();
  }

  @Test
  void asksOnlyTheChosenShards() {
    query.sqlProperty().set("SELECT 1");
    query.choices().get(2).chosen().set(false);
    query.choices().get(3).chosen().set(false);
    assertThat(query.choiceText().get()).isEqualTo("2 of 4");
    query.run();
    assertThat(service.requests().getFirst().shards()).containsExactly(EUROPE, ASIA);
  }

  @Test
  void refusesToRunWithoutAStatementAReadableBoundOrAShard() {
    query.run();
    assertThat(query.notice().get().orElseThrow().title()).contains("no statement");
    query.sqlProperty().set("SELECT 1");
    query.timeoutProperty().set("soon");
    query.run();
    assertThat(query.notice().get().orElseThrow().title()).contains("timeout");
    query.timeoutProperty().set("30 s");
    query.rowsAtMostProperty().set("0");
    query.run();
    assertThat(query.notice().get().orElseThrow().title()).contains("Rows at most");
    query.rowsAtMostProperty().set("10");
    query.choices().forEach(choice -> choice.chosen().set(false));
    query.run();
    assertThat(query.notice().get().orElseThrow().title()).contains("No shard");
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void holdsRowsBackWhenAShardIsMissingUntilThePartialResultIsAskedFor() {
    service.answer((request, progress) -> ScriptedQueryService.africaDown(request));
    query.sqlProperty().set("SELECT 1");
    query.run();

    Notice notice = query.notice().get().orElseThrow();
    assertThat(notice.title()).startsWith("Africa did not answer");
    assertThat(notice.detail()).contains("refused").contains("08001");
    assertThat(notice.actions())
        .containsExactly(
            Notice.Action.RETRY, Notice.Action.SHOW_PARTIAL, Notice.Action.COPY_DETAILS);
    assertThat(query.shownProperty().get().isNone()).isTrue();
    assertThat(query.lanes().get(3).isSilent()).isTrue();

    query.showPartial();

    assertThat(service.requests().getLast().allowPartial()).isTrue();
    assertThat(query.shownProperty().get().rows()).hasSize(41);
    assertThat(query.headline().get().verdict()).contains(Verdict.PARTIAL);
    assertThat(query.notice().get().orElseThrow().title()).contains("rows are missing");
    assertThat(plain(query.status().get()))
        .isEqualTo("PARTIAL · 3 of 4 shards · Africa failed · 41 rows · 2 400 ms");
  }

  @Test
  void retryAsksTheSameAgain() {
    service.answer((request, progress) -> ScriptedQueryService.africaDown(request));
    query.sqlProperty().set("SELECT 1");
    query.run();
    service.answer((request, progress) -> ScriptedQueryService.complete(request, 3));
    query.retry();
    assertThat(service.requests().get(1)).isEqualTo(service.requests().get(0));
    assertThat(query.headline().get().verdict()).contains(Verdict.EXACT);
  }

  @Test
  void keepsTheOldRowsAndSaysSoWhenAStatementFails() {
    query.sqlProperty().set("SELECT 1");
    query.run();
    service.answer((request, progress) ->
        ScriptedQueryService.failed(
            request,
            new QueryError(Code.SQL, "column \"x\" does not exist", "42703", OptionalInt.of(8))));
    query.sqlProperty().set("SELECT x FROM users");
    query.run();

    assertThat(query.shownProperty().get().rows()).hasSize(200);
    assertThat(query.fresh().get()).isFalse();
    assertThat(query.errorIndexProperty().get()).hasValue(7);
    assertThat(query.notice().get().orElseThrow().detail()).contains("42703");
    assertThat(query.headline().get().verdict()).isEmpty();
    query.sqlProperty().set("SELECT y");
    assertThat(query.errorIndexProperty().get()).isEmpty();
  }

  @Test
  void marksTheErrorInTheWholeTextWhenAPartWasRunAndCharactersAreNotUnits() {
    service.answer((request, progress) ->
        ScriptedQueryService.failed(
            request, new QueryError(Code.SQL, "no", "42601", OptionalInt.of(11))));
    String first = "SELECT 1;\n";
    query.sqlProperty().set(first + "SELECT '😀' x y");
    query.run(first.length(), query.sqlProperty().get().length());
    assertThat(service.requests().getFirst().sql()).isEqualTo("SELECT '😀' x y");
    assertThat(query.errorIndexProperty().get()).hasValue(first.length() + 11);
  }

  @Test
  void saysWhyAStatementIsRefused() {
    service.answer((request, progress) ->
        ScriptedQueryService.failed(
            request,
            new QueryError(
                Code.REFUSED,
                "The order of text depends on a collation that differs between the shards",
                "",
                OptionalInt.empty())));
    query.sqlProperty().set("SELECT 1");
    query.run();
    assertThat(query.headline().get().verdict()).contains(Verdict.REFUSED);
    assertThat(query.notice().get().orElseThrow().severity()).isEqualTo(Notice.Severity.DANGER);
    assertThat(query.notice().get().orElseThrow().detail()).contains("collation");
    assertThat(query.status().get()).startsWith("REFUSED · The order of text");
  }

  @Test
  void countsRowsUpWhileShardsAnswer() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    QueryViewModel waiting = model(new Background(tasks::add, Runnable::run));
    service.answer((request, progress) -> {
      progress.planned(ScriptedQueryService.plan(request.sql()));
      progress.rows(ASIA, 120);
      clock.set(1200);
      waiting.tick();
      assertThat(waiting.lanes().get(1).word()).isEqualTo("Running");
      assertThat(waiting.lanes().get(1).rows()).isEqualTo(120);
      assertThat(waiting.lanes().get(1).millis()).isEqualTo(1200);
      progress.finished(new ShardOutcome(EUROPE, ShardOutcome.Status.COMPLETED, 7, 900, "", ""));
      assertThat(waiting.lanes().get(0).word()).isEqualTo("Completed");
      assertThat(plain(waiting.headline().get().rest())).startsWith("1 of 4 shards done");
      return ScriptedQueryService.complete(request, 1);
    });
    waiting.sqlProperty().set("SELECT 1");
    waiting.run();
    assertThat(waiting.stateProperty().get()).isInstanceOf(QueryState.Running.class);
    assertThat(waiting.lanes()).extracting(ShardLane::word).containsOnly("Planning");
    tasks.remove().run();
    assertThat(waiting.stateProperty().get()).isInstanceOf(QueryState.Done.class);
  }

  private static List<Row> sampleRows(int count) {
    return ScriptedQueryService.complete(QueryRequest.of(""), count).rows();
  }

  @Test
  void showsRowsWhileTheRestArrives() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    QueryViewModel waiting = model(new Background(tasks::add, Runnable::run));
    service.answer((request, progress) -> {
      progress.planned(ScriptedQueryService.plan(request.sql()));
      assertThat(waiting.shownProperty().get().isNone()).isTrue();
      progress.merged(ScriptedQueryService.COLUMNS, sampleRows(3));
      ShownRows first = waiting.shownProperty().get();
      assertThat(first.rows()).hasSize(3);
      assertThat(waiting.fresh().get()).isTrue();
      assertThat(waiting.stateProperty().get()).isInstanceOf(QueryState.Running.class);
      progress.merged(ScriptedQueryService.COLUMNS, sampleRows(30));
      assertThat(waiting.shownProperty().get().continues(first)).isTrue();
      return ScriptedQueryService.complete(request, 200);
    });
    waiting.sqlProperty().set("SELECT 1");
    waiting.run();
    tasks.remove().run();
    assertThat(waiting.shownProperty().get().rows()).hasSize(200);
    assertThat(waiting.fresh().get()).isTrue();
  }

  @Test
  void beginsAnewWithTheRowsWhenAShardFails() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    QueryViewModel waiting = model(new Background(tasks::add, Runnable::run));
    service.answer((request, progress) -> {
      progress.merged(ScriptedQueryService.COLUMNS, sampleRows(3));
      ShownRows before = waiting.shownProperty().get();
      progress.finished(new ShardOutcome(AFRICA, ShardOutcome.Status.LOST, 0, 9, "gone", ""));
      progress.merged(ScriptedQueryService.COLUMNS, sampleRows(20));
      assertThat(waiting.shownProperty().get().continues(before)).isFalse();
      return ScriptedQueryService.africaDown(request);
    });
    waiting.sqlProperty().set("SELECT 1");
    waiting.run();
    tasks.remove().run();
    assertThat(waiting.shownProperty().get().isNone())
        .as("rows that are held back are not on the screen")
        .isTrue();
  }

  @Test
  void keepsTheRowsThatHadComeWhenItIsCancelledAndSaysSo() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    QueryViewModel waiting = model(new Background(tasks::add, Runnable::run));
    service.answer((request, progress) -> {
      progress.merged(ScriptedQueryService.COLUMNS, sampleRows(3));
      return ScriptedQueryService.cancelled(request);
    });
    waiting.sqlProperty().set("SELECT 1");
    waiting.run();
    tasks.remove().run();
    assertThat(waiting.shownProperty().get().rows()).hasSize(3);
    assertThat(waiting.fresh().get()).isFalse();
    assertThat(waiting.areCutShort()).isTrue();
  }

  @Test
  void hasAtMostOneRepaintWaiting() {
    Queue<Runnable> screen = new ArrayDeque<>();
    RunningQuery running = new RunningQuery(1, screen::add, () -> {});
    for (int i = 0; i < 1000; i++) {
      running.rows(AFRICA, i);
    }
    assertThat(screen).hasSize(1);
    screen.remove().run();
    running.rows(AFRICA, 1001);
    assertThat(screen).hasSize(1);
    assertThat(running.rows(AFRICA)).isEqualTo(1001);
  }

  @Test
  void cancelInterruptsTheThreadThatRunsTheQuery() throws InterruptedException {
    LinkedBlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    QueryViewModel threaded =
        model(new Background(task -> Thread.ofVirtual().start(task), screen::add));
    CountDownLatch started = new CountDownLatch(1);
    service.answer((request, progress) -> {
      started.countDown();
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        return ScriptedQueryService.cancelled(request);
      }
      return ScriptedQueryService.complete(request, 1);
    });
    threaded.sqlProperty().set("SELECT pg_sleep(60)");
    threaded.run();
    started.await();
    threaded.cancel();
    assertThat(threaded.headline().get().strong()).isEqualTo("Cancelling");
    Runnable done = screen.poll(5, TimeUnit.SECONDS);
    assertThat(done).isNotNull();
    done.run();
    assertThat(threaded.headline().get().strong()).isEqualTo("Cancelled");
    assertThat(threaded.busy().get()).isFalse();
  }

  @Test
  void explainShowsThePlanAndRunsNothing() {
    query.sqlProperty().set("SELECT 1");
    query.explain();
    assertThat(query.planProperty().get().orElseThrow().sql()).isEqualTo("SELECT 1");
    assertThat(service.requests()).isEmpty();
    assertThat(query.headline().get().strong()).isEqualTo("Planned");
  }

  @Test
  void explainMarksWhereTheStatementIsWrong() {
    service.failToExplain(
        new ShardlensException(
            new QueryError(
                Code.SQL, "syntax error at or near \"FORM\"", "42601", OptionalInt.of(10))));
    query.sqlProperty().set("SELECT 1 FORM users");
    query.explain();
    assertThat(query.errorIndexProperty().get()).hasValue(9);
    assertThat(query.notice().get().orElseThrow().detail()).contains("FORM");
  }

  @Test
  void aDefectOfOursEndsTheRunAndSaysSo() {
    service.answer((request, progress) -> {
      throw new IllegalStateException("boom");
    });
    query.sqlProperty().set("SELECT 1");
    query.run();
    assertThat(query.busy().get()).isFalse();
    assertThat(query.notice().get().orElseThrow().title()).contains("boom");
  }

  @Test
  void planOutlineTellsTheStepsInOrder() {
    PlanOutline outline =
        PlanOutline.of(
            ScriptedQueryService.plan("SELECT 1"), SampleTopologies.usersByRange(Environment.DEV));
    assertThat(outline.steps())
        .extracting(PlanOutline.Step::title)
        .isEqualTo(List.of("Prune", "Send", "Merge", "Limit"));
    assertThat(plain(outline.steps().getFirst().line())).isEqualTo("4 of 4 shards");
    assertThat(outline.steps().getFirst().note()).isEqualTo("No condition on the shard key");
    assertThat(outline.statements().getFirst().sql()).isEqualTo("SELECT 1");
  }

  private static String plain(String text) {
    return text.replace('\u202f', ' ');
  }
}
