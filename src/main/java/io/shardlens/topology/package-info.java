/// What a topology file says: the shards, the routings, and which table is spread how.
///
/// Plain immutable values that are valid by construction. How a key finds its shard is `routing`'s
/// business, how a file is read that of `topology.json`; nothing here connects to anything.
@NullMarked
package io.shardlens.topology;

import org.jspecify.annotations.NullMarked;
