package io.shardlens.execute.statistics;

import io.shardlens.topology.ShardId;

/// What was read and written on a shard in a part of a cell of time. Parts of a cell add up.
///
/// @param cellMillis length of the cell
/// @param cell milliseconds since 1970 by the length of a cell, rounded down
/// @param millis how much of the cell's time is known by this part
record ActivityPart(
    ShardId shard, long cellMillis, long cell, long reads, long writes, long millis) {}
