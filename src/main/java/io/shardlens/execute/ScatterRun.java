package io.shardlens.execute;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/// A task under way on many shards, with the watchdog that ends it. Thread-safe.
///
/// The watchdog is a thread of its own, because whoever started the run may be busy with rows that
/// have arrived. Each shard's last word is spoken exactly once: by the shard's thread when it is
/// done, or by the watchdog, which always does in the end.
final class ScatterRun<T> {

  /// How long the watchdog sleeps while clocks stand still.
  private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(250);

  private final List<ShardCall<T>> calls;
  private final BiConsumer<ShardId, Answer<T>> ended;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<ShardId, Answer<T>> answers = new LinkedHashMap<>();
  private final Set<ShardCall<T>> heard = new HashSet<>();
  private boolean woken;
  private int spoken;

  /// @param ended hears each shard's answer, on a thread of the run
  ScatterRun(List<ShardCall<T>> calls, BiConsumer<ShardId, Answer<T>> ended) {
    this.calls = List.copyOf(calls);
    this.ended = ended;
  }

  /// @param threads runs the calls, all at once
  void start(Executor threads) {
    calls.forEach(call -> call.start(threads, () -> ended(call)));
    Thread.ofVirtual().name("watchdog").start(this::watch);
  }

  private void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    List<ShardCall<T>> open = new ArrayList<>(calls);
    while (!open.isEmpty()) {
      long nap = LONGEST_NAP;
      for (ShardCall<T> call : List.copyOf(open)) {
        boolean waited = !call.isDone() && (call.patience() > 0 || call.overdue());
        if (waited) {
          nap = Math.min(nap, call.patience());
        } else {
          open.remove(call);
          ended(call);
        }
      }
      if (!open.isEmpty()) {
        sleep(nap);
      }
    }
  }

  private void ended(ShardCall<T> call) {
    Answer<T> answer = call.answer();
    lock.lock();
    try {
      if (!heard.add(call)) {
        return;
      }
      answers.put(call.shard(), answer);
    } finally {
      lock.unlock();
    }
    try {
      ended.accept(call.shard(), answer);
    } finally {
      lock.lock();
      try {
        spoken++;
        woken = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void sleep(long nap) {
    lock.lock();
    try {
      long left = nap;
      while (!woken && left > 0) {
        left = changed.awaitNanos(left);
      }
      woken = false;
    } catch (InterruptedException e) {
      // Nobody but us has this thread, and we never interrupt it.
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
  }

  /// Asks all servers that are still busy to stop.
  void stop(ShardFailure.Kind why) {
    calls.forEach(call -> call.stop(why));
    wake();
  }

  /// Stops the shards that were not asked yet, before another one's end makes it their turn.
  void stopUnasked() {
    calls.stream()
        .filter(ShardCall::isUnasked)
        .forEach(call -> call.stop(ShardFailure.Kind.CANCELLED));
    wake();
  }

  /// Asks those servers to stop that are being waited for; for when nobody wants more rows. Those
  /// that were waiting themselves end by themselves.
  void stopWaiting() {
    calls.stream()
        .filter(ShardCall::waitsForServer)
        .forEach(call -> call.stop(ShardFailure.Kind.CANCELLED));
    wake();
  }

  /// Waits for the last word of every shard. Interrupting the caller stops all servers at once, and
  /// interrupting it again cuts the connections; the caller then finds itself interrupted.
  ///
  /// @return one answer for each shard, in the order of the calls; never fewer
  Map<ShardId, Answer<T>> await() {
    boolean interrupted = false;
    lock.lock();
    try {
      while (spoken < calls.size()) {
        try {
          changed.await();
        } catch (InterruptedException e) {
          if (interrupted) {
            calls.forEach(ShardCall::abort);
          }
          interrupted = true;
          calls.forEach(call -> call.stop(ShardFailure.Kind.CANCELLED));
          woken = true;
          changed.signalAll();
        }
      }
      Map<ShardId, Answer<T>> inOrder = new LinkedHashMap<>();
      calls.forEach(call ->
          inOrder.put(call.shard(), java.util.Objects.requireNonNull(answers.get(call.shard()))));
      return inOrder;
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
