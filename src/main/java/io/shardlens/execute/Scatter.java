package io.shardlens.execute;

import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs one task on many shards at once: a virtual thread each, a limit on how many at a time, and
/// a deadline that holds even when a server goes on sending a byte now and then.
///
/// Above the timeouts of server and driver stands a watchdog: at the deadline every session that is
/// still busy is cancelled, [#GRACE] later its connection is cut. Interrupting the calling thread
/// does the same at once. Either way the caller gets one answer for every shard.
public final class Scatter {

  /// How long a server has to obey a cancel before its connection is cut.
  static final Duration GRACE = Duration.ofSeconds(2);

  private static final int FAN_OUT = 64;

  private final ShardGateway gateway;
  private final Semaphore fanOut = new Semaphore(FAN_OUT);

  public Scatter(ShardGateway gateway) {
    this.gateway = gateway;
  }

  /// What is done on one shard.
  @FunctionalInterface
  public interface Task<T> {
    T run(ShardId shard, ShardSession session) throws ShardFailure;
  }

  /// What became of a task.
  public sealed interface Answer<T> {
    long millis();

    record Answered<T>(T value, long millis) implements Answer<T> {}

    record Unanswered<T>(ShardFailure failure, long millis) implements Answer<T> {}
  }

  /// Runs a task in a read-only session on each shard.
  ///
  /// @return one answer for each shard, in the order given; never fewer
  public <T> Map<ShardId, Answer<T>> run(
      Collection<ShardId> shards, Duration timeout, Task<T> task) {
    long start = System.nanoTime();
    List<Call<T>> calls = shards.stream().map(shard -> new Call<>(shard, timeout, task)).toList();
    calls.forEach(Call::start);
    boolean interrupted = false;
    try {
      awaitAll(calls, start + timeout.toNanos());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    stopUnfinished(calls, interrupted ? ShardFailure.Kind.CANCELLED : ShardFailure.Kind.TIMEOUT);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Map<ShardId, Answer<T>> answers = new LinkedHashMap<>();
    calls.forEach(call -> answers.put(call.shard, call.answer(timeout)));
    return answers;
  }

  private static <T> void awaitAll(List<Call<T>> calls, long deadline) throws InterruptedException {
    for (Call<T> call : calls) {
      // The result is looked at later: a call that is not done by the deadline is stopped.
      boolean ignored = call.done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private static <T> void stopUnfinished(List<Call<T>> calls, ShardFailure.Kind why) {
    List<Call<T>> unfinished = calls.stream().filter(Call::isRunning).toList();
    if (unfinished.isEmpty()) {
      return;
    }
    unfinished.forEach(call -> call.stop(why));
    try {
      awaitAll(unfinished, System.nanoTime() + GRACE.toNanos());
      unfinished.forEach(Call::abort);
      awaitAll(unfinished, System.nanoTime() + GRACE.toNanos() / 4);
    } catch (InterruptedException e) {
      unfinished.forEach(Call::abort);
      Thread.currentThread().interrupt();
    }
  }

  /// One shard's part. Its thread writes `result` once and counts `done` down; the caller reads the
  /// result only after that, or not at all.
  private final class Call<T> {
    private final ShardId shard;
    private final Duration timeout;
    private final Task<T> task;
    private final long start = System.nanoTime();
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<@Nullable ShardSession> session = new AtomicReference<>();
    private volatile ShardFailure.@Nullable Kind stopped;
    private volatile @Nullable Answer<T> result;

    Call(ShardId shard, Duration timeout, Task<T> task) {
      this.shard = shard;
      this.timeout = timeout;
      this.task = task;
    }

    void start() {
      Thread.ofVirtual().name("shard-" + shard).start(this::run);
    }

    private void run() {
      Answer<T> answer;
      try {
        fanOut.acquire();
        try (ShardSession opened = gateway.openReadOnly(shard, timeout)) {
          session.set(opened);
          if (stopped != null) {
            throw new ShardFailure(ShardFailure.Kind.CANCELLED, "Stopped before it was asked");
          }
          answer = new Answer.Answered<>(task.run(shard, opened), millis());
        } finally {
          fanOut.release();
        }
      } catch (ShardFailure failure) {
        answer = new Answer.Unanswered<>(failure, millis());
      } catch (InterruptedException e) {
        answer =
            new Answer.Unanswered<>(
                new ShardFailure(ShardFailure.Kind.CANCELLED, "Cancelled"), millis());
      } catch (Throwable e) {
        // The edge of a thread: a broken server can make the driver throw anything (a negative
        // array
        // size, memory that is not there), and the caller must hear of it as this shard's failure.
        answer =
            new Answer.Unanswered<>(
                new ShardFailure(ShardFailure.Kind.LOST, "The answer could not be read: " + e),
                millis());
      }
      result = answer;
      done.countDown();
    }

    boolean isRunning() {
      return done.getCount() > 0;
    }

    void stop(ShardFailure.Kind why) {
      stopped = why;
      ShardSession running = session.get();
      if (running != null) {
        Thread.ofVirtual().start(running::cancel);
      }
    }

    void abort() {
      ShardSession running = session.get();
      if (running != null && isRunning()) {
        running.abort();
      }
    }

    Answer<T> answer(Duration allowed) {
      Answer<T> own = result;
      ShardFailure.Kind why = stopped;
      if (own instanceof Answer.Answered<T> || (own != null && why == null)) {
        return own;
      }
      ShardFailure failure =
          why == ShardFailure.Kind.CANCELLED
              ? new ShardFailure(ShardFailure.Kind.CANCELLED, "Cancelled")
              : new ShardFailure(
                  ShardFailure.Kind.TIMEOUT,
                  "No answer within "
                      + allowed.toMillis() / 1000.0
                      + " s; raise the timeout, or look at what the server is waiting for");
      return new Answer.Unanswered<>(failure, millis());
    }

    private long millis() {
      return (System.nanoTime() - start) / 1_000_000;
    }
  }
}
