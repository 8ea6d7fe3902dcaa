package io.shardlens.execute;

import io.shardlens.topology.ShardId;

/// Whether a shard answers, and how fast.
public sealed interface ShardHealth {

  ShardId shard();

  /// @param millis one round trip
  /// @param serverVersion as the server says it: `18.6`
  /// @param readOnlyVerified whether the server was seen to refuse writes in our session
  /// @param warning empty, or what makes this login dangerous: a superuser, say
  record Up(
      ShardId shard, long millis, String serverVersion, boolean readOnlyVerified, String warning)
      implements ShardHealth {}

  /// @param message why, and what to do next
  record Down(ShardId shard, String message) implements ShardHealth {}
}
