/// The command line: the same core as the window, as a contract for scripts (exit codes, formats).
///
/// Commands read arguments, call one service and print; nothing is decided here.
@NullMarked
package io.shardlens.cli;

import org.jspecify.annotations.NullMarked;
