package io.shardlens.execute;

import io.shardlens.topology.ShardId;

/// What a shard's own planner expects the shard to send for a plan, from its statistics.
///
/// @param rows how many
/// @param bytes of the rows as the server holds them; the text on the wire may be longer
public record TransferEstimate(ShardId shard, long rows, long bytes) {}
