/// A PostgreSQL on this computer that runs the last stage of queries whose gathered rows are too
/// many for a shard's session: started at the first need, private, and gone with the application.
///
/// It keeps nothing: each statement gets a database of its own, which is dropped after it. What is
/// run there and whether it may be, `execute` decides.
@NullMarked
package io.shardlens.embedded;

import org.jspecify.annotations.NullMarked;
