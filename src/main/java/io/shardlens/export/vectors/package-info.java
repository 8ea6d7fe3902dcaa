/// Test vectors: keys and the shards that the routing gives them, for an application's own tests.
@NullMarked
package io.shardlens.export.vectors;

import org.jspecify.annotations.NullMarked;
