/// Main, and the one composition root: every object is made and wired here, by hand.
@NullMarked
package io.shardlens.app;

import org.jspecify.annotations.NullMarked;
