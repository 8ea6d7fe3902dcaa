package io.shardlens.execute;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// How many shards are asked at a time: in all, and of those that lie on one server, which has to
/// make a process for each. Thread-safe.
final class FanOut {

  /// Connections that one server sees of one query at most.
  static final int ON_A_SERVER = 16;

  private static final int IN_ALL = 64;

  private final Semaphore all = new Semaphore(IN_ALL);
  private final Map<String, Semaphore> servers = new ConcurrentHashMap<>();

  /// Takes a turn if there is one at once.
  ///
  /// @param server what [ShardGateway#server] says of the shard
  boolean tryEnter(String server) {
    Semaphore here = here(server);
    if (!here.tryAcquire()) {
      return false;
    }
    if (all.tryAcquire()) {
      return true;
    }
    here.release();
    return false;
  }

  /// Takes a turn, and waits for it where there is none.
  void enter(String server) throws InterruptedException {
    Semaphore here = here(server);
    here.acquire();
    try {
      all.acquire();
    } catch (InterruptedException e) {
      here.release();
      throw e;
    }
  }

  void leave(String server) {
    all.release();
    here(server).release();
  }

  private Semaphore here(String server) {
    return servers.computeIfAbsent(server, _ -> new Semaphore(ON_A_SERVER));
  }
}
