package io.shardlens.ui.common;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import javafx.application.Platform;

/// Runs tasks on the JavaFX thread, in order, with at most one `runLater` outstanding, so that many
/// small updates cannot flood the event queue. Thread-safe.
public final class JavaFxThread implements Executor {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean scheduled;

  @Override
  public void execute(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
      if (scheduled) {
        return;
      }
      scheduled = true;
    }
    Platform.runLater(this::runWaiting);
  }

  private void runWaiting() {
    Queue<Runnable> batch;
    synchronized (waiting) {
      batch = new ArrayDeque<>(waiting);
      waiting.clear();
      scheduled = false;
    }
    batch.forEach(JavaFxThread::runOne);
  }

  /// One failing task must not take the others of its batch with it.
  private static void runOne(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error failure) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }
  }
}
