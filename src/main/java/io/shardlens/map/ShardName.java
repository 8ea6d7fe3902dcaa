package io.shardlens.map;

import io.shardlens.topology.ShardId;

/// A shard as a picture names it.
///
/// @param label what people call it, escaped for one line; it may be longer than any room for it
public record ShardName(ShardId id, String label) {}
