package io.shardlens.execute;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long one shard's server has kept us waiting. It stands still while the shard's thread waits
/// for whoever takes its rows, so that a slow reader of the result is never taken for a slow
/// server. Thread-safe.
final class ServerClock {

  /// What the time that is allowed is for.
  enum Limit {
    /// All waits for the server together.
    TOTAL,
    /// Each wait, from one batch to the next.
    EACH
  }

  private final long allowed;
  private final Limit limit;
  private final LongSupplier nanos;
  private long used;
  private long since;
  private boolean standing;

  /// @param nanos as [System#nanoTime]
  ServerClock(Duration allowed, Limit limit, LongSupplier nanos) {
    this.allowed = allowed.toNanos();
    this.limit = limit;
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  /// From now on it is not the server that is waited for.
  synchronized void pause() {
    if (!standing) {
      standing = true;
      used = limit == Limit.EACH ? 0 : used + nanos.getAsLong() - since;
    }
  }

  /// The server is waited for again.
  synchronized void resume() {
    if (standing) {
      standing = false;
      since = nanos.getAsLong();
    }
  }

  /// Nanoseconds until the server has taken too long; none left is zero or less.
  synchronized long left() {
    return standing ? Long.MAX_VALUE : allowed - used - (nanos.getAsLong() - since);
  }

  /// Whether it is the server that is waited for.
  synchronized boolean runs() {
    return !standing;
  }
}
