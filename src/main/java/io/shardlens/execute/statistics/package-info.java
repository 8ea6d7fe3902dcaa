/// What the shards' own statistics say of a topology's tables and servers, for whoever draws it:
/// how many rows there are, where keys lie, what is read and written, how busy a server is.
///
/// Estimates only. Nothing of a query's answer or of a route rests on them, and what a shard does
/// not tell is absent with its reason, never zero.
/// [io.shardlens.execute.statistics.ActivityRecorder] keeps what was read and written over time, in
/// a file of figures.
@NullMarked
package io.shardlens.execute.statistics;

import org.jspecify.annotations.NullMarked;
