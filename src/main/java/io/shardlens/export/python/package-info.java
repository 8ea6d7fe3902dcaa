/// Python that routes as a topology says: a plain function for each table, which needs nothing but
/// the standard library of Python 3.9, and around it what Django, Flask or FastAPI want.
///
/// The pieces that do not depend on a routing (hash functions, checks of a key) are Python files
/// among the resources. Nothing of the topology reaches the text but through
/// [io.shardlens.export.python.PythonText].
@NullMarked
package io.shardlens.export.python;

import org.jspecify.annotations.NullMarked;
