package io.shardlens.record;

import io.shardlens.topology.TableDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks records up and changes them. Thread-safe; blocks, so never called on the JavaFX thread.
public interface RecordService {

  /// The records with a shard key, read from the shard that owns it.
  ///
  /// @param key one text per key column, as typed
  LookupOutcome lookup(TableDefinition.Sharded table, List<String> key);

  /// Asks all shards but the owner whether they hold rows with a key.
  ///
  /// @param key one text per key column, as typed; of the right types
  Elsewhere lookElsewhere(TableDefinition.Sharded table, List<String> key);

  /// The statement that would write new values; nothing is run.
  ///
  /// @throws IllegalArgumentException when there is no value, or a field that cannot be edited
  Change prepare(ShardRecord record, Map<String, @Nullable String> values);

  /// Runs a change in one transaction that commits only if exactly one row, of the version that was
  /// read, was changed. Refused unless [WriteLock] is open.
  ChangeOutcome apply(Change change);
}
