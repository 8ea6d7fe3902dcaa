/// Python's syntax as settings and routers use it: tokens, and a tree of the statements and
/// expressions that can be understood without running anything.
///
/// What is not understood is a node of its own, with its place, and never an error: the rest of the
/// file still counts. What the tree means is `evaluation`'s business.
@NullMarked
package io.shardlens.topology.imports.python.syntax;

import org.jspecify.annotations.NullMarked;
