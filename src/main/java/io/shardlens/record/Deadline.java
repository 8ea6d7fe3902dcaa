package io.shardlens.record;

import io.shardlens.execute.ShardSession;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Watches over a session that writes: cancels it when the time is up, and cuts it two seconds
/// later, so that a server that no longer answers holds nobody up.
///
/// Once the commit has begun nothing is cancelled any more; the connection is only cut, and what
/// became of the commit is found out by reading the row.
final class Deadline implements AutoCloseable {

  private static final long GRACE_MILLIS = 2_000;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean committing;

  Deadline(ShardSession session, Duration allowed) {
    Thread.ofVirtual()
        .name("deadline")
        .start(() -> {
          try {
            if (done.await(allowed.toMillis(), TimeUnit.MILLISECONDS)) {
              return;
            }
            if (!committing) {
              session.cancel();
            }
            if (!done.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
              session.abort();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  void enterCommit() {
    committing = true;
  }

  @Override
  public void close() {
    done.countDown();
  }
}
