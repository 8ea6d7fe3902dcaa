/// The record screen: one record on the shard that owns it, looked up by its shard key, shown with
/// every type as PostgreSQL prints it, and changed after what will run has been seen.
///
/// The statement, its guard and its outcome are the work of [io.shardlens.record]; nothing here
/// writes SQL.
@NullMarked
package io.shardlens.ui.record;

import org.jspecify.annotations.NullMarked;
