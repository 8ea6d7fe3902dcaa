package io.shardlens.record;

import io.shardlens.routing.Derivation;
import io.shardlens.topology.ShardId;
import java.util.List;

/// What a look-up by shard key came to.
public sealed interface LookupOutcome {

  /// @param records at least one; several where the shard key does not name a single row
  /// @param truncated whether there are more records than were read
  record Found(
      ShardId shard,
      Derivation derivation,
      List<ShardRecord> records,
      boolean truncated,
      long millis)
      implements LookupOutcome {
    public Found {
      records = List.copyOf(records);
    }
  }

  /// The owning shard answered, and has no such row.
  record NotFound(ShardId shard, Derivation derivation, long millis) implements LookupOutcome {}

  /// No shard owns the key.
  record Unowned(Derivation derivation, String reason) implements LookupOutcome {}

  /// The text is no key of this table.
  record BadKey(String message) implements LookupOutcome {}

  /// The owning shard did not answer.
  ///
  /// @param sqlState the server's five characters, or empty
  /// @param connection whether no connection was had, rather than the statement refused
  record Failed(
      ShardId shard, Derivation derivation, String message, String sqlState, boolean connection)
      implements LookupOutcome {}
}
