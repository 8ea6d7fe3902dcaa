/// The key-space map as a picture without a toolkit: what lies where, in pixels, and which part of
/// the key space a pixel shows. A window paints it on a canvas, an export writes it as SVG, a test
/// reads it.
///
/// Start at [io.shardlens.map.MapScene]: shapes in the order of painting, and targets that tell
/// what is under a point. [io.shardlens.map.RangeMap] makes one of ranges;
/// [io.shardlens.map.BucketMapScene], [io.shardlens.map.RingScene] and
/// [io.shardlens.map.BucketGridScene] make one of buckets, [io.shardlens.map.TilesScene] of listed
/// values, [io.shardlens.map.NestedScene] of groups, [io.shardlens.map.HeatMap] of reads and writes
/// over time. [io.shardlens.map.RuleSpace] says which of them shows a rule.
@NullMarked
package io.shardlens.map;

import org.jspecify.annotations.NullMarked;
