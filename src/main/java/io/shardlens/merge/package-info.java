/// Puts the rows of several shards together: one after the other, by order, or as groups; and cuts
/// the result.
///
/// Pull-based and pure: no thread, no connection, no clock. Every comparator here is proved equal
/// to PostgreSQL's by tests against a server; what cannot be proved is merged in PostgreSQL
/// instead.
@NullMarked
package io.shardlens.merge;

import org.jspecify.annotations.NullMarked;
