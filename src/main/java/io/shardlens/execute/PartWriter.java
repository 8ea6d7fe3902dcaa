package io.shardlens.execute;

import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings the rows of several shards into one merge session, which takes one part after the other:
/// all shards write the rows of a part at once, row by row mixed, and none goes on to the next part
/// before all are done with this one.
///
/// Its lock is held while the merge server takes rows; whoever is stuck there is freed by cutting
/// the session.
final class PartWriter {

  private final MergeSession session;
  private final long maxBytes;
  private final long aliveMillis;
  private int part;
  private final Set<ShardId> members;
  private final Set<ShardId> writing;
  private long bytes;
  private @Nullable PartFeed feed;
  private @Nullable ShardFailure failure;
  private boolean stopped;

  /// @param shards those that take part
  /// @param aliveMillis how long a shard waits for others before its session is touched, so that
  ///   its server does not take it for forgotten
  PartWriter(MergeSession session, Set<ShardId> shards, long aliveMillis) {
    this.session = session;
    this.maxBytes = session.maxBytes();
    this.members = new HashSet<>(shards);
    this.writing = new HashSet<>(shards);
    this.aliveMillis = aliveMillis;
  }

  /// @throws ShardFailure of kind CANCELLED when the merge server failed, for the shard's thread to
  ///   end; see [#failure]
  synchronized void write(byte[] rows, int length) throws ShardFailure {
    checkRunning();
    bytes += length;
    if (bytes > maxBytes) {
      throw failed(
          new ShardFailure(
              ShardFailure.Kind.BUDGET,
              "more than "
                  + (maxBytes >> 20)
                  + " MiB would have to be gathered, and there is no room for that on the disk;"
                  + " narrow the query by a condition"));
    }
    try {
      opened().write(rows, length);
    } catch (ShardFailure e) {
      throw failed(e);
    }
  }

  private PartFeed opened() throws ShardFailure {
    PartFeed open = feed;
    if (open == null) {
      open = session.feed(part);
      feed = open;
    }
    return open;
  }

  /// A shard has written all its rows of this part; waits for the others.
  void next(ShardId shard, ShardSession waiting) throws ShardFailure {
    int finished = arrive(shard);
    while (!awaitAfter(finished)) {
      waiting.describe("SELECT 1");
    }
  }

  private synchronized int arrive(ShardId shard) throws ShardFailure {
    checkRunning();
    int finished = part;
    writing.remove(shard);
    advance();
    return finished;
  }

  private synchronized boolean awaitAfter(int finished) throws ShardFailure {
    long deadline = System.nanoTime() + Duration.ofMillis(aliveMillis).toNanos();
    try {
      for (long left = aliveMillis; part == finished && !stopped && left > 0; ) {
        wait(left);
        left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShardFailure(ShardFailure.Kind.CANCELLED, "Cancelled");
    }
    checkRunning();
    return part > finished;
  }

  /// A shard that failed leaves; the others go on.
  synchronized void leave(ShardId shard) {
    members.remove(shard);
    boolean waitedFor = writing.remove(shard);
    if (waitedFor && !stopped) {
      try {
        advance();
      } catch (ShardFailure e) {
        // It is noted, and everybody else will hear of it.
        stop();
      }
    }
  }

  private void advance() throws ShardFailure {
    if (!writing.isEmpty()) {
      return;
    }
    try {
      if (feed != null) {
        feed.finish();
      }
    } catch (ShardFailure e) {
      throw failed(e);
    }
    feed = null;
    part++;
    writing.addAll(members);
    notifyAll();
  }

  /// Frees everybody who waits.
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /// What went wrong on the merge server, if anything.
  synchronized Optional<ShardFailure> failure() {
    return Optional.ofNullable(failure);
  }

  private ShardFailure failed(ShardFailure why) {
    failure = why;
    stop();
    return new ShardFailure(ShardFailure.Kind.CANCELLED, "The merge server took no more rows");
  }

  private void checkRunning() throws ShardFailure {
    if (stopped) {
      throw new ShardFailure(ShardFailure.Kind.CANCELLED, "The merge server took no more rows");
    }
  }
}
