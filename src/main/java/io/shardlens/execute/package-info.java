/// Asks the shards, all at once and each within its deadline, and brings their answers together.
///
/// Threads live here and nowhere else. What a connection is, only the implementation of
/// [io.shardlens.execute.ShardGateway] knows.
@NullMarked
package io.shardlens.execute;

import org.jspecify.annotations.NullMarked;
