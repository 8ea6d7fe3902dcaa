package io.shardlens.ui.common;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what can block away from the JavaFX thread, and brings its result back there. Nothing is
/// swallowed: a task ends in its result or in its failure, unless it was abandoned.
public final class Background {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final Executor work;
  private final Executor deliver;
  private final Executor repeat;

  /// @param work runs tasks
  /// @param deliver runs what a screen does with their results
  public Background(Executor work, Executor deliver) {
    this.work = work;
    this.deliver = deliver;
    this.repeat = work;
  }

  private Background(Executor work, Executor deliver, Executor repeat) {
    this.work = work;
    this.deliver = deliver;
    this.repeat = repeat;
  }

  /// Tasks on virtual threads, results on the JavaFX thread.
  public static Background onJavaFxThread() {
    return new Background(
        task -> Thread.ofVirtual().name("background").start(task), new JavaFxThread());
  }

  /// Everything at once on the calling thread, and nothing repeated, for tests of a ViewModel.
  public static Background direct() {
    return new Background(Runnable::run, Runnable::run, task -> {});
  }

  /// Starts a task. Exactly one of the two consumers hears of it, unless the job is abandoned.
  ///
  /// @param failed also hears of errors; see [Failures] for what to show
  public <T extends @Nullable Object> Job run(
      Callable<T> task, Consumer<? super T> done, Consumer<? super Throwable> failed) {
    RunningJob job = new RunningJob();
    work.execute(() -> {
      job.begin();
      Runnable consequence;
      try {
        T result = task.call();
        consequence = () -> done.accept(result);
      } catch (Throwable failure) {
        // The edge of a thread: whatever it is, the screen that asked must hear of it.
        LOG.debug("A background task failed", failure);
        consequence = () -> failed.accept(failure);
      } finally {
        job.end();
      }
      Runnable last = consequence;
      deliver.execute(() -> {
        if (!job.abandoned.get()) {
          last.run();
        }
      });
    });
    return job;
  }

  /// Runs something where results are delivered: progress that a task reports from its threads.
  public void deliver(Runnable update) {
    deliver.execute(update);
  }

  /// Runs an action where results are delivered, each time a period has passed, until the job is
  /// cancelled. An action never overlaps the next.
  public Job every(Duration period, Runnable action) {
    RunningJob job = new RunningJob();
    repeat.execute(() -> {
      job.begin();
      try {
        while (!job.abandoned.get()) {
          Thread.sleep(period);
          deliver.execute(() -> {
            if (!job.abandoned.get()) {
              action.run();
            }
          });
        }
      } catch (InterruptedException e) {
        // Cancelled: this is the end of the thread, so nobody is left to read the flag.
        LOG.trace("A repeated task was cancelled");
      } finally {
        job.end();
      }
    });
    return job;
  }

  /// Something under way.
  public interface Job {
    /// Interrupts the task. What it then returns or throws is still delivered.
    void cancel();

    /// Interrupts the task and delivers nothing any more; for a screen that is closed or that has
    /// asked something newer.
    void abandon();
  }

  private static final class RunningJob implements Job {
    private final AtomicBoolean abandoned = new AtomicBoolean();
    private @Nullable Thread thread;
    private boolean cancelled;

    private synchronized void begin() {
      thread = Thread.currentThread();
      if (cancelled) {
        thread.interrupt();
      }
    }

    private synchronized void end() {
      thread = null;
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      if (thread != null) {
        thread.interrupt();
      }
    }

    @Override
    public void abandon() {
      abandoned.set(true);
      cancel();
    }
  }
}
