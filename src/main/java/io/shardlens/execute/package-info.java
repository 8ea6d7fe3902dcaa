/// Asks the shards, all at once and each within its deadline, and brings their answers together.
///
/// What the shards answer and Java merges flows: a thread of each shard puts packed batches into
/// `Arrivals`, the caller's thread pulls them through the merge (`PushedRun`) to where they are
/// held or handed on (`MergedOutput`).
///
/// Threads live here and nowhere else. What a connection is, only the implementation of
/// [io.shardlens.execute.ShardGateway] knows.
@NullMarked
package io.shardlens.execute;

import org.jspecify.annotations.NullMarked;
