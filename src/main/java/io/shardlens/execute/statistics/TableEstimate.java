package io.shardlens.execute.statistics;

import io.shardlens.topology.ShardId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// How much of a table a shard thinks that it has, without counting.
///
/// @param rows as they were at the last count of the server; empty where a part of the table was
///   never counted, so that nobody knows
/// @param bytes of the table with its indexes and TOAST, at this moment
/// @param analysed when the server last looked at a part of the table; empty where it never did
/// @param changedSince rows inserted, updated or deleted since
public record TableEstimate(
    ShardId shard, OptionalLong rows, long bytes, Optional<Instant> analysed, long changedSince) {}
