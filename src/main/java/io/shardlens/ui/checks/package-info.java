/// The Checks tab: what the shards themselves say of the topology, and for each sharded table,
/// shard by shard, whether its rows lie where the routing says.
@NullMarked
package io.shardlens.ui.checks;

import org.jspecify.annotations.NullMarked;
