/// SQL that routes as a topology says: one expression over the key columns that gives the shard's
/// id, exact in PostgreSQL 14 and later with a database in UTF-8. What takes a loop or an extension
/// is refused.
@NullMarked
package io.shardlens.export.sql;

import org.jspecify.annotations.NullMarked;
