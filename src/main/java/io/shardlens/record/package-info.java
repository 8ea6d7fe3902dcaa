/// One record on the shard that owns it: looked up by its shard key, changed under the version that
/// was seen.
///
/// Expected alternatives (not found, changed by someone else, refused by the server, outcome
/// unknown) are sealed outcomes, not exceptions.
@NullMarked
package io.shardlens.record;

import org.jspecify.annotations.NullMarked;
