package io.shardlens.execute;

import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/// Runs one task on many shards at once: a thread each, limits on how many at a time, and a
/// deadline that holds even when a server goes on sending a byte now and then.
///
/// Above the timeouts of server and driver stands a watchdog: at the deadline a session that is
/// still busy is cancelled, [#GRACE] later its connection is cut. Either way there is one answer
/// for every shard. Thread-safe.
public final class Scatter {

  /// How long a server has to obey a cancel before its connection is cut.
  static final Duration GRACE = Duration.ofSeconds(2);

  private static final Executor VIRTUAL = task -> Thread.ofVirtual().name("shard").start(task);

  /// For who reads many rows: a virtual thread that reads a socket goes through the system's poll
  /// for each piece that it waits for, and takes about half as much processor time again.
  private static final Executor PLATFORM =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("shard-", 0).factory());

  private final ShardGateway gateway;
  private final FanOut fanOut = new FanOut();

  public Scatter(ShardGateway gateway) {
    this.gateway = gateway;
  }

  /// What is done on one shard.
  @FunctionalInterface
  public interface Task<T> {
    T run(ShardId shard, ShardSession session) throws ShardFailure;
  }

  /// What is done on one shard by someone who stops the clock while it is not the server that is
  /// waited for.
  interface ClockedTask<T> {

    /// So many shards are being asked that this one has to wait for its turn.
    default void queued(ShardId shard, ServerClock clock) {}

    /// The turn of a shard that had to wait has come.
    default void admitted(ShardId shard, ServerClock clock) {}

    T run(ShardId shard, ShardSession session, ServerClock clock) throws ShardFailure;
  }

  /// What became of a task.
  public sealed interface Answer<T> {
    long millis();

    record Answered<T>(T value, long millis) implements Answer<T> {}

    record Unanswered<T>(ShardFailure failure, long millis) implements Answer<T> {}
  }

  /// Runs a task in a read-only session on each shard and waits for all. Interrupting the calling
  /// thread cancels on every server at once.
  ///
  /// @return one answer for each shard, in the order given; never fewer
  public <T> Map<ShardId, Answer<T>> run(
      Collection<ShardId> shards, Duration timeout, Task<T> task) {
    return run(shards, Deadline.in(timeout), task);
  }

  /// As the other one, for a task that is a part of something with a deadline.
  <T> Map<ShardId, Answer<T>> run(Collection<ShardId> shards, Deadline deadline, Task<T> task) {
    return begin(shards, deadline, task, (shard, answer) -> {}).await();
  }

  /// Starts a task and waits for nobody.
  ///
  /// @param ended hears each shard's answer as soon as it is there, on another thread
  <T> ScatterRun<T> begin(
      Collection<ShardId> shards,
      Deadline deadline,
      Task<T> task,
      BiConsumer<ShardId, Answer<T>> ended) {
    return start(
        VIRTUAL,
        shards,
        deadline,
        ServerClock.Limit.TOTAL,
        (shard, session, clock) -> task.run(shard, session),
        ended);
  }

  /// Starts a task that reads many rows in a read-only session on each shard.
  ///
  /// @param limit what the time that the deadline leaves is for
  /// @param ended hears each shard's answer as soon as it is there, on another thread
  <T> ScatterRun<T> start(
      Collection<ShardId> shards,
      Deadline deadline,
      ServerClock.Limit limit,
      ClockedTask<T> task,
      BiConsumer<ShardId, Answer<T>> ended) {
    return start(PLATFORM, shards, deadline, limit, task, ended);
  }

  private <T> ScatterRun<T> start(
      Executor threads,
      Collection<ShardId> shards,
      Deadline deadline,
      ServerClock.Limit limit,
      ClockedTask<T> task,
      BiConsumer<ShardId, Answer<T>> ended) {
    List<ShardCall<T>> calls =
        shards.stream()
            .map(shard -> new ShardCall<>(shard, deadline, limit, gateway, fanOut, task))
            .toList();
    ScatterRun<T> run = new ScatterRun<>(calls, ended);
    run.start(threads);
    return run;
  }
}
