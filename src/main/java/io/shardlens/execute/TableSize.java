package io.shardlens.execute;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;

/// How much of a table lies on a shard.
///
/// @param rows counted
/// @param bytes of the table with its indexes and TOAST, as the server accounts for them
/// @param firstKey the smallest value of the first shard key column as text, empty where there is
///   none
/// @param lastKey the largest
public record TableSize(
    TableName table, ShardId shard, long rows, long bytes, String firstKey, String lastKey) {}
