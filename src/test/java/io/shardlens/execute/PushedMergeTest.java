package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.merge.RowOrder;
import io.shardlens.merge.ValueOrder;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Survey;
import io.shardlens.plan.Verdict;
import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.rows.Row;
import io.shardlens.topology.Environment;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Rows on their way from scripted shards through the merge: when they come, when they stop, and
/// what is left when a shard is lost.
final class PushedMergeTest {

  private static final List<String> IDS = List.of("a", "b", "c");
  private static final String SQL = "SELECT n FROM t";

  private final ScriptedShards shards = new ScriptedShards();
  private final Topology topology = topology(IDS);
  private final PushedMerge merge = new PushedMerge(topology, new Scatter(shards));

  PushedMergeTest() {
    IDS.forEach(shards::shard);
  }

  private static Topology topology(List<String> ids) {
    return new Topology(
        "test",
        Environment.DEV,
        ids.stream()
            .map(
                id -> new Shard(new ShardId(id), id, "127.0.0.1", 1, id, "reader", SslMode.DISABLE))
            .toList(),
        List.of(),
        List.of());
  }

  private static PushedQuery query(boolean ordered, boolean inTurn, OptionalLong limit) {
    return new PushedQuery(
        SQL,
        IDS.stream().map(ShardId::new).toList(),
        ordered
            ? Optional.of(
                new RowOrder(List.of(new RowOrder.Key(0, ValueOrder.INTEGER, false, false))))
            : Optional.empty(),
        inTurn,
        0,
        limit,
        0);
  }

  private static final PushedQuery PLAIN = query(false, false, OptionalLong.empty());
  private static final PushedQuery SORTED = query(true, true, OptionalLong.empty());

  private static QueryRequest request(boolean partial, int maxRows) {
    return new QueryRequest(SQL, List.of(), partial, Duration.ofSeconds(30), maxRows);
  }

  private ResultBuilder builder(QueryRequest request) {
    return builder(topology, request);
  }

  private static ResultBuilder builder(Topology topology, QueryRequest request) {
    ResultBuilder result = new ResultBuilder(topology);
    result.planned(
        new QueryPlan(
            SQL,
            topology.shards().stream()
                .map(shard -> new QueryPlan.ShardDecision(shard.id(), true, ""))
                .toList(),
            new MergeStep.Concatenate(SQL, 0, OptionalLong.empty()),
            Verdict.EXACT,
            List.of("because")),
        request);
    return result;
  }

  private static Survey survey() {
    return new Survey(new ShardId("a"), ScriptedShards.COLUMNS, Set.of(), Map.of());
  }

  private QueryResult held(PushedQuery query, QueryRequest request) {
    return merge.held(
        request,
        Deadline.in(request.timeout()),
        query,
        builder(request),
        survey(),
        QueryService.Progress.NONE);
  }

  /// Keeps what it is handed, and may want no more.
  private static final class Taken implements ResultConsumer {
    private final List<String> numbers = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private final Predicate<List<String>> wantsMore;
    private boolean columns;

    Taken(Predicate<List<String>> wantsMore) {
      this.wantsMore = wantsMore;
    }

    Taken() {
      this(numbers -> true);
    }

    @Override
    public void columns(List<Column> columns) {
      assertThat(this.columns).as("columns come once").isFalse();
      this.columns = true;
    }

    @Override
    public boolean row(Row row) {
      assertThat(columns).as("columns come first").isTrue();
      numbers.add(String.valueOf(row.cell(0)));
      first.countDown();
      return wantsMore.test(numbers);
    }
  }

  private StreamedResult streamed(
      PushedQuery query, QueryRequest request, long heldBytes, ResultConsumer consumer) {
    return merge.streamed(
        request,
        query,
        builder(request),
        survey(),
        QueryService.Progress.NONE,
        heldBytes,
        consumer);
  }

  private static List<String> numbers(QueryResult result) {
    return result.rows().stream().map(row -> String.valueOf(row.cell(0))).toList();
  }

  private static ShardOutcome.Status status(QueryResult result, String shard) {
    return result.outcomes().get(IDS.indexOf(shard)).status();
  }

  @Test
  void handsOnTheFirstRowBeforeTheSecondBatchOfAnyShard() throws InterruptedException {
    CountDownLatch more = new CountDownLatch(1);
    shards.shard("a").await(more).batch(1);
    shards.shard("b").batch(2).await(more).batch(3);
    shards.shard("c").await(more);
    Taken taken = new Taken();
    CompletableFuture<StreamedResult> end =
        CompletableFuture.supplyAsync(() -> streamed(PLAIN, request(false, 10), 0, taken));
    assertThat(taken.first.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(taken.numbers).containsExactly("2");
    more.countDown();
    StreamedResult result = end.join();
    assertThat(taken.numbers).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(result.rows()).isEqualTo(3);
    assertThat(result.result().verdict()).isEqualTo(Verdict.EXACT);
    assertThat(status(result.result(), "c")).isEqualTo(ShardOutcome.Status.COMPLETED);
  }

  @Test
  void letsNoShardRunFarAheadOfWhoeverTakesTheRows() throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      shards.shard("a").batch(i, i);
    }
    CountDownLatch slow = new CountDownLatch(1);
    Taken taken =
        new Taken(numbers -> {
          try {
            return slow.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            return false;
          }
        });
    CompletableFuture<StreamedResult> end =
        CompletableFuture.supplyAsync(() -> streamed(PLAIN, request(false, 1000), 0, taken));
    assertThat(taken.first.await(10, TimeUnit.SECONDS)).isTrue();
    // One that was taken, those that may wait, and one that finds no room.
    int most = 1 + Arrivals.AHEAD + 1;
    for (int i = 0; i < 100 && shards.shard("a").sent() < most; i++) {
      Thread.sleep(10);
    }
    assertThat(shards.shard("a").sent()).isEqualTo(most);
    slow.countDown();
    assertThat(end.join().rows()).isEqualTo(100);
    assertThat(shards.shard("a").sent()).isEqualTo(50);
  }

  @Test
  void readsTheNextShardsWhileTheFirstIsHandedOut() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      shards.shard("a").batch(i);
      shards.shard("b").batch(100 + i);
      shards.shard("c").batch(200 + i);
    }
    CountDownLatch slow = new CountDownLatch(1);
    Taken taken =
        new Taken(numbers -> {
          try {
            return numbers.size() < 2 || slow.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            return false;
          }
        });
    CompletableFuture<StreamedResult> end =
        CompletableFuture.supplyAsync(() -> streamed(SORTED, request(false, 1000), 0, taken));
    assertThat(taken.first.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 1000 && shards.shard("c").sent() < 20; i++) {
      Thread.sleep(10);
    }
    assertThat(shards.shard("c").sent()).isEqualTo(20);
    assertThat(taken.numbers).as("handed out meanwhile").containsExactly("0", "1");
    slow.countDown();
    assertThat(end.join().rows()).isEqualTo(60);
    assertThat(taken.numbers.stream().map(Integer::valueOf)).isSorted();
  }

  @Test
  void stopsTheOthersOnceTheLimitIsReached() {
    CountDownLatch waiting = new CountDownLatch(1);
    shards.shard("a").await(waiting).batch(1, 2, 3).hang();
    shards.shard("b").signal(waiting).hang();
    shards.shard("c").fail(ShardFailure.Kind.CONNECT);
    QueryResult result = held(query(false, true, OptionalLong.of(2)), request(false, 10));
    assertThat(numbers(result)).containsExactly("1", "2");
    assertThat(result.verdict()).isEqualTo(Verdict.EXACT);
    assertThat(shards.shard("b").cancels()).isEqualTo(1);
    assertThat(status(result, "b")).isEqualTo(ShardOutcome.Status.COMPLETED);
    assertThat(result.reasons()).first().isEqualTo("because");
  }

  @Test
  void saysThatThereIsMoreAtTheCapAndStopsTheShards() {
    shards.shard("a").batch(1, 4).hang();
    shards.shard("b").batch(2, 5).hang();
    shards.shard("c").batch(3).hang();
    QueryResult result = held(PLAIN, request(false, 3));
    assertThat(numbers(result)).hasSize(3);
    assertThat(result.verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(result.reasons().getFirst()).contains("first 3 rows");
    assertThat(status(result, "a")).isEqualTo(ShardOutcome.Status.TRUNCATED);
  }

  /// More shards than are asked at a time, each with more rows than it may be ahead.
  @Test
  void mergesMoreShardsThanAreAskedAtATime() {
    List<String> ids = java.util.stream.IntStream.range(0, 100).mapToObj(i -> "s" + i).toList();
    Topology many = topology(ids);
    for (int shard = 0; shard < ids.size(); shard++) {
      ScriptedShards.Script script = shards.shard(ids.get(shard));
      for (int batch = 0; batch < 5; batch++) {
        script.batch(batch * 100L + shard);
      }
    }
    PushedQuery sorted =
        new PushedQuery(
            SQL,
            ids.stream().map(ShardId::new).toList(),
            SORTED.order(),
            true,
            0,
            OptionalLong.empty(),
            0);
    QueryRequest request = request(false, 1000);
    QueryResult result =
        new PushedMerge(many, new Scatter(shards))
            .held(
                request,
                Deadline.in(request.timeout()),
                sorted,
                builder(many, request),
                new Survey(new ShardId("s0"), ScriptedShards.COLUMNS, Set.of(), Map.of()),
                QueryService.Progress.NONE);
    assertThat(numbers(result))
        .isEqualTo(java.util.stream.IntStream.range(0, 500).mapToObj(Integer::toString).toList());
  }

  @Test
  void neverAsksAShardWhoseTurnHadNotComeWhenTheLimitWasReached() {
    List<String> ids = java.util.stream.IntStream.range(0, 100).mapToObj(i -> "s" + i).toList();
    Topology many = topology(ids);
    CountDownLatch busy = new CountDownLatch(64);
    ids.forEach(id -> shards.shard(id).signal(busy).await(busy).batch(1, 2, 3).hang());
    QueryRequest request = request(false, 100);
    QueryResult result =
        new PushedMerge(many, new Scatter(shards))
            .held(
                request,
                Deadline.in(request.timeout()),
                new PushedQuery(
                    SQL,
                    ids.stream().map(ShardId::new).toList(),
                    Optional.empty(),
                    false,
                    0,
                    OptionalLong.of(2),
                    0),
                builder(many, request),
                new Survey(new ShardId("s0"), ScriptedShards.COLUMNS, Set.of(), Map.of()),
                QueryService.Progress.NONE);
    assertThat(result.rows()).hasSize(2);
    assertThat(ids.stream().mapToInt(id -> shards.shard(id).asked()).sum()).isEqualTo(64);
  }

  @Test
  void mergesByOrderAndKnowsTheShardOfEachRow() {
    shards.shard("a").batch(1, 4).batch(7);
    shards.shard("b").batch(2, 5, 8);
    shards.shard("c").batch(3).batch(6).batch(9);
    QueryResult result = held(SORTED, request(false, 100));
    assertThat(numbers(result)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(result.rows().stream().map(Row::source)).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
  }

  @Test
  void refusesRowsThatAreNotInTheOrderThatItMergesBy() {
    shards.shard("a").batch(2, 1);
    shards.shard("b").batch(3, 4);
    QueryResult held = held(SORTED, request(false, 100));
    assertThat(held.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(held.rows()).isEmpty();
    assertThat(held.error().orElseThrow().code()).isEqualTo(QueryError.Code.REFUSED);
    assertThat(held.reasons().getFirst()).contains("another order");

    Taken taken = new Taken();
    StreamedResult streamed = streamed(SORTED, request(true, 100), 0, taken);
    assertThat(streamed.result().error().orElseThrow().code()).isEqualTo(QueryError.Code.REFUSED);
  }

  @Test
  void withdrawsTheRowsOfAShardThatIsLostHalfWay() {
    shards.shard("a").batch(1, 4, 7);
    shards.shard("b").batch(2).fail(ShardFailure.Kind.LOST);
    shards.shard("c").batch(3).batch(6);
    assertThat(numbers(held(SORTED, request(true, 100)))).containsExactly("1", "3", "4", "6", "7");
    QueryResult plain = held(PLAIN, request(true, 100));
    assertThat(numbers(plain)).containsExactlyInAnyOrder("1", "3", "4", "6", "7");
    assertThat(plain.verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(status(plain, "b")).isEqualTo(ShardOutcome.Status.LOST);
    assertThat(numbers(held(query(true, true, OptionalLong.of(3)), request(true, 100))))
        .as("a limit counts the rows that are there")
        .containsExactly("1", "3", "4");

    QueryResult withheld = held(SORTED, request(false, 100));
    assertThat(withheld.withheld()).isTrue();
    assertThat(withheld.rows()).isEmpty();
    assertThat(status(withheld, "a")).isEqualTo(ShardOutcome.Status.COMPLETED);
  }

  @Test
  void asksOnlyTheShardAgainThatDidNotAnswer() {
    shards.shard("a").batch(1, 4, 7);
    shards.shard("b").batch(2).fail(ShardFailure.Kind.LOST);
    shards.shard("c").batch(3).batch(6);
    QueryResult withheld = held(SORTED, request(false, 100));
    AnsweredParts answered = withheld.answered().orElseThrow();

    QueryRequest allowed = request(true, 100);
    QueryResult part =
        merge.resumed(allowed, answered, false, builder(allowed), QueryService.Progress.NONE);
    assertThat(numbers(part)).containsExactly("1", "3", "4", "6", "7");
    assertThat(part.verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(status(part, "b")).isEqualTo(ShardOutcome.Status.LOST);
    assertThat(IDS.stream().map(id -> shards.shard(id).asked())).containsExactly(1, 1, 1);

    shards.revive("b").batch(2, 5);
    QueryRequest whole = request(false, 100);
    QueryResult again =
        merge.resumed(
            whole, part.answered().orElseThrow(), true, builder(whole), QueryService.Progress.NONE);
    assertThat(numbers(again)).containsExactly("1", "2", "3", "4", "5", "6", "7");
    assertThat(again.verdict()).isEqualTo(Verdict.EXACT);
    assertThat(again.reasons().getFirst()).contains("earlier run", "a, c");
    assertThat(again.outcomes().stream().map(ShardOutcome::rows)).containsExactly(3L, 2L, 2L);
    assertThat(IDS.stream().map(id -> shards.shard(id).asked())).containsExactly(1, 1, 1);
  }

  @Test
  void handsNothingOnOfALostResultThatWasStillHeldBack() {
    shards.shard("a").batch(1, 4, 7);
    shards.shard("b").batch(2, 5).fail(ShardFailure.Kind.LOST);
    Taken refused = new Taken();
    StreamedResult none = streamed(SORTED, request(false, 100), 1 << 20, refused);
    assertThat(refused.numbers).isEmpty();
    assertThat(none.rows()).isZero();
    assertThat(none.result().withheld()).isTrue();

    Taken allowed = new Taken();
    StreamedResult part = streamed(SORTED, request(true, 100), 1 << 20, allowed);
    assertThat(allowed.numbers).containsExactly("1", "4", "7");
    assertThat(part.result().verdict()).isEqualTo(Verdict.PARTIAL);
  }

  @Test
  void saysThatRowsWereOnlyAPartWhenAShardIsLostAfterTheyWereHandedOn() {
    CountDownLatch seen = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    shards.shard("a").await(waiting).batch(1, 2).await(seen).fail(ShardFailure.Kind.LOST);
    shards.shard("b").signal(waiting).hang();
    Taken taken =
        new Taken(numbers -> {
          seen.countDown();
          return true;
        });
    StreamedResult result = streamed(PLAIN, request(false, 100), 0, taken);
    assertThat(taken.numbers).containsExactly("1", "2");
    assertThat(result.rows()).isEqualTo(2);
    assertThat(result.result().verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(result.result().error().orElseThrow().code()).isEqualTo(QueryError.Code.PARTIAL);
    assertThat(result.result().error().orElseThrow().message()).contains("only a part");
    assertThat(shards.shard("b").cancels()).as("the others are stopped at once").isEqualTo(1);
  }

  @Test
  void goesOnWithTheOthersWhereAPartIsAllowed() {
    CountDownLatch seen = new CountDownLatch(1);
    for (PushedQuery query : List.of(PLAIN, SORTED)) {
      ScriptedShards.Script lost = shards.shard("a");
      if (lost.asked() == 0) {
        lost.batch(1, 2).await(seen).fail(ShardFailure.Kind.LOST);
        shards.shard("b").batch(3).await(seen).batch(4);
      }
      Taken taken =
          new Taken(numbers -> {
            seen.countDown();
            return true;
          });
      StreamedResult result = streamed(query, request(true, 100), 0, taken);
      assertThat(taken.numbers).contains("3", "4");
      assertThat(result.result().error()).isEmpty();
      assertThat(result.result().verdict()).isEqualTo(Verdict.PARTIAL);
      assertThat(result.result().reasons().getFirst()).contains("a: It failed");
    }
  }

  @Test
  void endsWhenTheConsumerWantsNoMore() {
    CountDownLatch waiting = new CountDownLatch(1);
    shards.shard("a").await(waiting).batch(1, 2, 3).hang();
    shards.shard("b").signal(waiting).hang();
    Taken taken = new Taken(numbers -> numbers.size() < 2);
    StreamedResult result = streamed(PLAIN, request(false, 100), 0, taken);
    assertThat(taken.numbers).containsExactly("1", "2");
    assertThat(shards.shard("b").cancels()).isEqualTo(1);
    assertThat(result.result().verdict()).isEqualTo(Verdict.PARTIAL);
  }

  @Test
  void neverPutsRowsOfOtherColumnsUnderOneAnother() {
    shards.shard("a").batch(1);
    shards.shard("b").columns(List.of(new Column("m", PgType.TEXT))).batch(2);
    QueryResult result = held(PLAIN, request(true, 100));
    assertThat(result.rows()).isEmpty();
    assertThat(result.error().orElseThrow().message())
        .contains("b returns other columns than a: (m text) instead of (n bigint)");
  }

  @Test
  void cancelsEveryShardWhenTheCallerIsInterrupted() throws Exception {
    CountDownLatch waiting = new CountDownLatch(2);
    shards.shard("a").await(waiting).batch(1).hang();
    shards.shard("b").signal(waiting).hang();
    shards.shard("c").signal(waiting).hang();
    CountDownLatch merging = new CountDownLatch(1);
    CompletableFuture<QueryResult> result = new CompletableFuture<>();
    QueryRequest request = request(true, 100);
    Thread caller =
        Thread.ofVirtual()
            .start(() ->
                result.complete(
                    merge.held(
                        request,
                        Deadline.in(request.timeout()),
                        PLAIN,
                        builder(request),
                        survey(),
                        new Forwarding(merging))));
    assertThat(merging.await(10, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    QueryResult cancelled = result.get(10, TimeUnit.SECONDS);
    assertThat(cancelled.error().orElseThrow().code()).isEqualTo(QueryError.Code.CANCELLED);
    assertThat(cancelled.rows()).isEmpty();
    assertThat(status(cancelled, "b")).isEqualTo(ShardOutcome.Status.CANCELLED);
    IDS.forEach(id -> assertThat(shards.shard(id).cancels()).as(id).isEqualTo(1));
  }

  /// Says when the first rows are determined.
  private record Forwarding(CountDownLatch merged) implements QueryService.Progress {
    @Override
    public void planned(QueryPlan plan) {}

    @Override
    public void rows(ShardId shard, long rows) {}

    @Override
    public void finished(ShardOutcome outcome) {}

    @Override
    public void merged(List<Column> columns, List<Row> rows) {
      assertThat(columns).isEqualTo(ScriptedShards.COLUMNS);
      assertThat(rows).isNotEmpty();
      merged.countDown();
    }
  }
}
