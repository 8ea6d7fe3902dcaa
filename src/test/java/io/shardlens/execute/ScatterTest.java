package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.rows.Column;
import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Deadlines and cancels over sessions that obey, that only notice a cut connection, or that notice
/// nothing.
final class ScatterTest {

  private static final ShardId QUICK = new ShardId("quick");
  private static final ShardId SLOW = new ShardId("slow");
  private static final ShardId DEAF = new ShardId("deaf");
  private static final ShardId STUCK = new ShardId("stuck");
  private static final ShardId DOWN = new ShardId("down");

  private final Gateway gateway = new Gateway();
  private final Scatter scatter = new Scatter(gateway);

  @Test
  void answersInTheOrderAskedOnceForEachShard() {
    Map<ShardId, Answer<String>> answers =
        scatter.run(List.of(SLOW, QUICK, DOWN), Duration.ofSeconds(5), ScatterTest::shortly);
    assertThat(answers.keySet()).containsExactly(SLOW, QUICK, DOWN);
    assertThat(answers.get(QUICK)).isInstanceOf(Answer.Answered.class);
    assertThat(failure(answers.get(DOWN)).kind()).isEqualTo(ShardFailure.Kind.CONNECT);
    assertThat(gateway.open.get()).isZero();
  }

  private static String shortly(ShardId shard, ShardSession session) {
    return shard.value();
  }

  private static ShardFailure failure(@Nullable Answer<?> answer) {
    return ((Answer.Unanswered<?>) java.util.Objects.requireNonNull(answer)).failure();
  }

  private static String wait(ShardId shard, ShardSession session) throws ShardFailure {
    if (!shard.equals(QUICK)) {
      session.read("", List.of(), Nothing.SINK);
    }
    return shard.value();
  }

  @Test
  void cancelsAtTheDeadlineAndCutsWhatDoesNotObey() {
    long start = System.nanoTime();
    Map<ShardId, Answer<String>> answers =
        scatter.run(List.of(QUICK, SLOW, DEAF, STUCK), Duration.ofMillis(200), ScatterTest::wait);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(answers.get(QUICK)).isInstanceOf(Answer.Answered.class);
    for (ShardId shard : List.of(SLOW, DEAF, STUCK)) {
      assertThat(failure(answers.get(shard)).kind())
          .as("%s", shard)
          .isEqualTo(ShardFailure.Kind.TIMEOUT);
    }
    assertThat(gateway.cancelled.keySet()).containsExactlyInAnyOrder(SLOW, DEAF, STUCK);
    assertThat(gateway.aborted.keySet()).containsExactlyInAnyOrder(DEAF, STUCK);
    assertThat(taken).isBetween(Duration.ofMillis(2_000), Duration.ofMillis(4_500));
  }

  @Test
  void doesNotWaitForTheGraceWhenAllObey() {
    long start = System.nanoTime();
    scatter.run(List.of(QUICK, SLOW), Duration.ofMillis(100), ScatterTest::wait);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
    assertThat(gateway.aborted).isEmpty();
  }

  @Test
  void cancelsAtOnceWhenTheCallerIsInterrupted() throws Exception {
    CompletableFuture<Map<ShardId, Answer<String>>> result = new CompletableFuture<>();
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              result.complete(
                  scatter.run(List.of(QUICK, SLOW), Duration.ofSeconds(30), ScatterTest::wait));
              stillInterrupted.complete(Thread.currentThread().isInterrupted());
            });
    assertThat(gateway.reading.await(5, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    Map<ShardId, Answer<String>> answers = result.get(3, TimeUnit.SECONDS);
    assertThat(failure(answers.get(SLOW)).kind()).isEqualTo(ShardFailure.Kind.CANCELLED);
    assertThat(stillInterrupted.get(1, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void reportsWhateverATaskThrows() {
    Map<ShardId, Answer<String>> answers =
        scatter.run(
            List.of(QUICK, SLOW),
            Duration.ofSeconds(5),
            (shard, session) -> {
              if (shard.equals(SLOW)) {
                throw new NegativeArraySizeException("-77");
              }
              return shard.value();
            });
    assertThat(answers.get(QUICK)).isInstanceOf(Answer.Answered.class);
    assertThat(failure(answers.get(SLOW)).getMessage()).contains("-77");
    assertThat(gateway.open.get()).isZero();
  }

  private enum Nothing implements RowSink {
    SINK;

    @Override
    public void columns(List<Column> columns) {}

    @Override
    public boolean row(@Nullable String[] cells) {
      return true;
    }
  }

  private static final class Gateway implements ShardGateway {
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final Map<ShardId, Boolean> cancelled = new ConcurrentHashMap<>();
    private final Map<ShardId, Boolean> aborted = new ConcurrentHashMap<>();

    @Override
    public ShardSession openReadOnly(ShardId shard, Duration timeout) throws ShardFailure {
      if (shard.equals(DOWN)) {
        throw new ShardFailure(ShardFailure.Kind.CONNECT, "down");
      }
      open.incrementAndGet();
      return new Session(this, shard);
    }

    @Override
    public ShardSession openForWriting(ShardId shard, Duration timeout) throws ShardFailure {
      return openReadOnly(shard, timeout);
    }

    @Override
    public void close() {}
  }

  /// Reads until it is stopped: `slow` by a cancel, `deaf` by an abort only, `stuck` by nothing for
  /// ten seconds.
  private record Session(Gateway gateway, ShardId shard, CountDownLatch stopped)
      implements ShardSession {

    Session(Gateway gateway, ShardId shard) {
      this(gateway, shard, new CountDownLatch(1));
    }

    @Override
    public List<Column> describe(String sql) {
      return List.of();
    }

    @Override
    public void read(String sql, List<? extends Parameter> parameters, RowSink sink)
        throws ShardFailure {
      gateway.reading.countDown();
      try {
        boolean ended = stopped.await(10, TimeUnit.SECONDS);
        throw new ShardFailure(ShardFailure.Kind.LOST, ended ? "stopped" : "gave up");
      } catch (InterruptedException e) {
        throw new ShardFailure(ShardFailure.Kind.CANCELLED, "interrupted");
      }
    }

    @Override
    public void copy(String query, CopySink sink) {}

    @Override
    public void commit() {}

    @Override
    public void cancel() {
      gateway.cancelled.put(shard, true);
      if (shard.equals(SLOW)) {
        stopped.countDown();
      }
    }

    @Override
    public void abort() {
      gateway.aborted.put(shard, true);
      if (shard.equals(DEAF)) {
        stopped.countDown();
      }
    }

    @Override
    public void close() {
      gateway.open.decrementAndGet();
    }
  }
}
