package io.shardlens.execute;

import io.shardlens.topology.ShardId;
import java.time.Duration;

/// Makes sessions on the shards of one topology. Thread-safe.
public interface ShardGateway extends AutoCloseable {

  /// A session in which the server itself refuses writes.
  ///
  /// @param statementTimeout after which the server ends a statement by itself
  ShardSession openReadOnly(ShardId shard, Duration statementTimeout) throws ShardFailure;

  /// A session that may write.
  ShardSession openForWriting(ShardId shard, Duration statementTimeout) throws ShardFailure;

  /// What shards have in common that lie on the same server, whose connections are limited.
  default String server(ShardId shard) {
    return shard.value();
  }

  /// Closes all connections.
  @Override
  void close();
}
