/// What settings and routers written in Python mean, found by following the statements that are
/// understood, with values that are known, settings that only the application's environment knows,
/// and inputs that stand for any key.
///
/// A function is followed once for each case that it tells apart; the cases together say which key
/// gets which answer. Nothing is run by Python, nothing is opened, and what cannot be followed is
/// an [io.shardlens.topology.imports.python.evaluation.Value.Unknown] with its place and its
/// reason. Work is bounded by a budget, and so are depth and the size of values.
@NullMarked
package io.shardlens.topology.imports.python.evaluation;

import org.jspecify.annotations.NullMarked;
