/// From key values to the shard that owns them, with every step of the way.
///
/// A [io.shardlens.routing.Router] answers for a topology; a [io.shardlens.routing.RoutingStrategy]
/// is one rule. Pure: no connection is made, no clock is read.
@NullMarked
package io.shardlens.routing;

import org.jspecify.annotations.NullMarked;
