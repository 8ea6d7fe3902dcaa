/// The speed suite: twenty queries over four shards, answered by Shardlens and by its peers side by
/// side in one process, each answer compared with that of one PostgreSQL that holds all rows.
///
/// What is measured, and what the figures do not say, is in `docs/benchmarks.md`. Nothing here is a
/// part of the application, and nothing fails because of a figure.
@NullMarked
package io.shardlens.bench.suite;

import org.jspecify.annotations.NullMarked;
