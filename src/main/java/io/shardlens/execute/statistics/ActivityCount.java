package io.shardlens.execute.statistics;

import io.shardlens.topology.ShardId;
import java.time.Instant;

/// How much was read and written of a table on one shard since its server began to count.
///
/// Only the difference of two counts of the same epoch says something.
///
/// @param at when it was read, by the clock of this computer
/// @param epoch changes when the counts may have begun anew: after a reset, a restart or a crash of
///   the server, and when the table got other partitions or was made anew
/// @param reads rows read by scans of the table and fetched by way of its indexes
/// @param writes rows inserted, updated and deleted
public record ActivityCount(ShardId shard, Instant at, String epoch, long reads, long writes) {}
