/// The window around the screens: opening topologies, the key box, the shards and tables of the
/// open topology, the write lock, the tabs and the status line. What is in the tabs, other features
/// bring.
@NullMarked
package io.shardlens.ui.shell;

import org.jspecify.annotations.NullMarked;
