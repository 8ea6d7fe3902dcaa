package io.shardlens.execute;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that results may take, over all results of a service that are still held.
/// Thread-safe.
final class HeldMemory {

  private static final long MOST = 1L << 30;
  private static final long MOST_READ_AHEAD = 64L << 20;

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /// @param limit in bytes
  HeldMemory(long limit) {
    this.limit = limit;
  }

  /// A quarter of what the virtual machine may take, one gibibyte at most.
  static HeldMemory standard() {
    return new HeldMemory(Math.min(MOST, Runtime.getRuntime().maxMemory() / 4));
  }

  /// What the rows of one stream may take that were read before their turn: a part of the whole,
  /// because several streams and held results share it.
  long readAhead() {
    return Math.min(MOST_READ_AHEAD, limit / 4);
  }

  /// Takes so many bytes, if there are as many.
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= limit) {
      return true;
    }
    give(bytes);
    return false;
  }

  /// Gives bytes back.
  void give(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
