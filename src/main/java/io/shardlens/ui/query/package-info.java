/// The query screen: an editor, how every shard fares, the merged rows with the shard each came
/// from, and the plan behind them.
///
/// What a result promises is decided by [io.shardlens.execute] and [io.shardlens.plan]; this
/// package says it in words and never shows rows without it.
@NullMarked
package io.shardlens.ui.query;

import org.jspecify.annotations.NullMarked;
