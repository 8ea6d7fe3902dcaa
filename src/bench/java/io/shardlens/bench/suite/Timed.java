package io.shardlens.bench.suite;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs work that must not take for ever.
final class Timed {

  private static final Duration TO_GIVE_UP = Duration.ofSeconds(30);

  private Timed() {}

  interface Work<T> {
    T run() throws Exception;
  }

  /// Runs work on a thread of its own, and interrupts it when it takes too long.
  ///
  /// @throws NoAnswer when it took too long
  /// @throws Exception what the work throws
  static <T> T within(Duration patience, Work<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work::run);
    Thread thread = Thread.ofPlatform().daemon().name("suite-run").start(task);
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | CancellationException e) {
      task.cancel(true);
      thread.join(TO_GIVE_UP);
      throw new NoAnswer("no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new NoAnswer(String.valueOf(e.getCause()));
    }
  }
}
