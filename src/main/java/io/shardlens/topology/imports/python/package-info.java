/// Imports from applications written in Python: Django, and SQLAlchemy as Flask and FastAPI
/// applications use it.
///
/// The databases come from settings and URLs, the routing from the function that selects one of
/// them, the tables from the models. `syntax` reads the files, `evaluation` says what they mean;
/// here that becomes a topology, with a note for each thing that was left out or assumed.
@NullMarked
package io.shardlens.topology.imports.python;

import org.jspecify.annotations.NullMarked;
