/// A topology's routing in the words of others: Python for Django, Flask and FastAPI, SQL, and test
/// vectors for an application's own tests.
///
/// What a target cannot say exactly is refused with the reason, and never approximated. Nothing
/// that could be a password is written, because a topology knows none.
@NullMarked
package io.shardlens.export;

import org.jspecify.annotations.NullMarked;
