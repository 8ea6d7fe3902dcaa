package io.shardlens.ui.record;

import io.shardlens.record.LookupOutcome;
import io.shardlens.topology.TableDefinition;
import java.util.Optional;

/// The rows of another table that lie on the same shard by the same key.
///
/// @param outcome empty while the shard is being asked
record CoLocatedRows(TableDefinition.Sharded table, Optional<LookupOutcome> outcome) {}
