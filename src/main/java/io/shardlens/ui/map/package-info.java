/// The map: which shard owns which keys, how full the shards are, and where the last key lands and
/// why. Layouts are plain values, computed without a toolkit; the controls only draw them.
@NullMarked
package io.shardlens.ui.map;

import org.jspecify.annotations.NullMarked;
