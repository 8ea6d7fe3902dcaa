/// Reads statements: where one ends, what class it is, which tables, conditions and order it has.
///
/// The lexer is ours and follows PostgreSQL's `scan.l`; JSqlParser, known only here, helps to
/// understand the shape of a query and is never trusted with security or completeness: whatever it
/// does not show as plainly simple is reported as complex.
@NullMarked
package io.shardlens.sql;

import org.jspecify.annotations.NullMarked;
