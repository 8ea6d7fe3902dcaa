/// What all targets of an export share: how they refuse, and how they name a routing in words.
@NullMarked
package io.shardlens.export.common;

import org.jspecify.annotations.NullMarked;
