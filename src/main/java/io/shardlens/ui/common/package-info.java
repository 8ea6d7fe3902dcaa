/// What the screens share: the open topology and its services, background work, shard colours, and
/// the way a value from a database is shown.
@NullMarked
package io.shardlens.ui.common;

import org.jspecify.annotations.NullMarked;
