/// Other systems' configuration, read as data, becomes a topology.
///
/// Nothing that is read is run, no connection is made, no password is kept. An importer says what
/// it understood, what it left out, and what only a person can answer; with the answers it is asked
/// again and gives a whole topology.
@NullMarked
package io.shardlens.topology.imports;

import org.jspecify.annotations.NullMarked;
