package io.shardlens.execute;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.execute.Scatter.ClockedTask;
import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One shard's part of a [ScatterRun]. Its thread writes `result` once and then says that it is
/// done; others read the result only after that, or not at all.
final class ShardCall<T> {

  private final ShardId shard;
  private final Duration allowed;
  private final Duration own;
  private final ShardGateway gateway;
  private final FanOut fanOut;
  private final ClockedTask<T> task;
  private final ServerClock clock;
  private final long start = System.nanoTime();
  private final AtomicReference<@Nullable ShardSession> session = new AtomicReference<>();
  private volatile ShardFailure.@Nullable Kind stopped;
  private volatile long stoppedAt;
  private volatile boolean aborted;
  private volatile @Nullable Answer<T> result;

  ShardCall(
      ShardId shard,
      Deadline deadline,
      ServerClock.Limit limit,
      ShardGateway gateway,
      FanOut fanOut,
      ClockedTask<T> task) {
    this.shard = shard;
    this.allowed = deadline.allowed();
    this.own = limit == ServerClock.Limit.EACH ? allowed : deadline.left();
    this.gateway = gateway;
    this.fanOut = fanOut;
    this.task = task;
    this.clock = new ServerClock(own, limit, System::nanoTime);
  }

  ShardId shard() {
    return shard;
  }

  /// @param threads runs it
  /// @param done called on the shard's thread when it has its result
  void start(Executor threads, Runnable done) {
    threads.execute(() -> {
      result = run();
      done.run();
    });
  }

  private Answer<T> run() {
    try {
      String server = gateway.server(shard);
      if (!fanOut.tryEnter(server)) {
        task.queued(shard, clock);
        fanOut.enter(server);
        task.admitted(shard, clock);
      }
      try {
        checkWanted();
        try (ShardSession opened = gateway.openReadOnly(shard, own)) {
          session.set(opened);
          checkWanted();
          return new Answer.Answered<>(task.run(shard, opened, clock), millis());
        }
      } finally {
        fanOut.leave(server);
      }
    } catch (ShardFailure failure) {
      return new Answer.Unanswered<>(failure, millis());
    } catch (InterruptedException e) {
      return new Answer.Unanswered<>(
          new ShardFailure(ShardFailure.Kind.CANCELLED, "Cancelled"), millis());
    } catch (Throwable e) {
      // The edge of a thread: a broken server can make the driver throw anything (a negative array
      // size, memory that is not there), and the caller must hear of it as this shard's failure.
      return new Answer.Unanswered<>(
          new ShardFailure(ShardFailure.Kind.LOST, "The answer could not be read: " + e), millis());
    }
  }

  private void checkWanted() throws ShardFailure {
    if (stopped != null) {
      throw new ShardFailure(ShardFailure.Kind.CANCELLED, "Stopped before it was asked");
    }
  }

  boolean isDone() {
    return result != null;
  }

  /// Whether its server was not asked yet.
  boolean isUnasked() {
    return session.get() == null;
  }

  /// Whether it is its server that it waits for, and not whoever takes its rows.
  boolean waitsForServer() {
    return clock.runs();
  }

  /// Nanoseconds until something has to be done about it: at the deadline it is stopped, a grace
  /// later cut, and soon after that given up. Where no session is open yet nobody has to obey.
  long patience() {
    if (stopped == null) {
      return clock.left();
    }
    if (session.get() == null) {
      return 0;
    }
    long grace = Scatter.GRACE.toNanos() + (aborted ? Scatter.GRACE.toNanos() / 4 : 0);
    return stoppedAt + grace - System.nanoTime();
  }

  /// Does what is due when [#patience] is over.
  ///
  /// @return whether the call is to be waited for any longer
  boolean overdue() {
    if (stopped == null) {
      stop(ShardFailure.Kind.TIMEOUT);
    } else if (aborted || session.get() == null) {
      return false;
    } else {
      abort();
    }
    return true;
  }

  /// Asks the server to stop. The first reason is the one that counts.
  synchronized void stop(ShardFailure.Kind why) {
    if (stopped != null || isDone()) {
      return;
    }
    stoppedAt = System.nanoTime();
    stopped = why;
    ShardSession running = session.get();
    if (running != null) {
      Thread.ofVirtual().start(running::cancel);
    }
  }

  /// Cuts the connection.
  void abort() {
    aborted = true;
    ShardSession running = session.get();
    if (running != null && !isDone()) {
      running.abort();
    }
  }

  /// What became of it, where it is done, or is given up.
  Answer<T> answer() {
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
