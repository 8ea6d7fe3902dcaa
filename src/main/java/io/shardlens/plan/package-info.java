/// From a statement and a topology to a plan: which shards are asked what, and how their answers
/// become the one answer that a PostgreSQL with all rows would give, or why that cannot be
/// promised.
///
/// Pure: what the planner must know of the servers comes in as a [io.shardlens.plan.Catalog];
/// nothing here connects, waits or keeps rows.
@NullMarked
package io.shardlens.plan;

import org.jspecify.annotations.NullMarked;
