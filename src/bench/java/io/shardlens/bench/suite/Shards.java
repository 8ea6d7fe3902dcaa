package io.shardlens.bench.suite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One plain connection and one thread for each shard, autocommit off: what the naive peer and the
/// hand-written queries ask with.
final class Shards implements AutoCloseable {

  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          SuiteData.SHARDS, Thread.ofPlatform().daemon().name("suite-shard-", 0).factory());

  Shards(SuiteServers servers, Duration timeout) throws SQLException {
    for (int shard = 0; shard < SuiteData.SHARDS; shard++) {
      Connection connection = servers.shard(shard, timeout);
      connection.setAutoCommit(false);
      connections.add(connection);
    }
  }

  /// What is done on one shard.
  interface Work<T> {
    T on(int shard, Connection connection) throws Exception;
  }

  /// Does it on all shards at once; the results in the order of the shards.
  <T> List<T> all(Work<T> work) throws Exception {
    return on(0, SuiteData.SHARDS, work);
  }

  /// Does it on the shards from one to before another at once.
  <T> List<T> on(int first, int end, Work<T> work) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> future : begin(first, end, work)) {
      results.add(result(future));
    }
    return results;
  }

  /// Begins it on the shards from one to before another, without waiting.
  <T> List<Future<T>> begin(int first, int end, Work<T> work) {
    List<Future<T>> futures = new ArrayList<>();
    for (int i = first; i < end; i++) {
      int shard = i;
      futures.add(
          threads.submit(() -> {
            Connection connection = connections.get(shard);
            try {
              return work.on(shard, connection);
            } catch (Exception e) {
              connection.rollback();
              throw e;
            }
          }));
    }
    return futures;
  }

  static <T> T result(Future<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  Connection connection(int shard) {
    return connections.get(shard);
  }

  @Override
  public void close() throws SQLException {
    threads.shutdownNow();
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
