/// The values that everyone passes on: a column and its PostgreSQL type, a row of text cells, a
/// batch of rows, and the pull-based cursor over them.
///
/// Cells are PostgreSQL's own text output; nothing here parses, compares or formats them, and
/// nothing here knows shards, threads or JDBC.
@NullMarked
package io.shardlens.rows;

import org.jspecify.annotations.NullMarked;
