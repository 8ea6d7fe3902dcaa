/// The map: which shard owns which keys, how full the shards are, and where the last key lands and
/// why. Layouts are plain values, computed without a toolkit; the controls only draw them. Reads
/// and writes over time are sampled while [io.shardlens.ui.map.ActivityPane] is open.
@NullMarked
package io.shardlens.ui.map;

import org.jspecify.annotations.NullMarked;
