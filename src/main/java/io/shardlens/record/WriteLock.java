package io.shardlens.record;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Whether writing is allowed, and for how long. Closed to begin with and after its time is up.
/// Thread-safe.
public final class WriteLock {

  /// How long an unlocked topology stays so.
  public static final Duration DEFAULT_DURATION = Duration.ofMinutes(10);

  private final InstantSource clock;
  private volatile Instant openUntil = Instant.MIN;

  public WriteLock(InstantSource clock) {
    this.clock = clock;
  }

  public void unlock(Duration duration) {
    openUntil = clock.instant().plus(duration);
  }

  public void lock() {
    openUntil = Instant.MIN;
  }

  public boolean isOpen() {
    return clock.instant().isBefore(openUntil);
  }

  /// The time left, zero where writing is not allowed.
  public Duration remaining() {
    Instant now = clock.instant();
    return now.isBefore(openUntil) ? Duration.between(now, openUntil) : Duration.ZERO;
  }
}
