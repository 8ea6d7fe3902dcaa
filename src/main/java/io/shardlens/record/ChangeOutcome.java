package io.shardlens.record;

/// What became of a change. Only `Applied` has changed anything; `Unknown` may have.
public sealed interface ChangeOutcome {

  /// Committed.
  ///
  /// @param after the record as the server now has it
  record Applied(ShardRecord after, long millis) implements ChangeOutcome {}

  /// Someone else changed the row since it was read; nothing was written.
  ///
  /// @param current the row as it is now
  record Conflict(ShardRecord current) implements ChangeOutcome {}

  /// The row is no longer there; nothing was written.
  record Gone() implements ChangeOutcome {}

  /// The server or Shardlens refused; nothing was written.
  ///
  /// @param sqlState the server's five characters, or empty
  record Rejected(String message, String sqlState) implements ChangeOutcome {}

  /// The connection broke at the commit and the row could not be read again.
  record Unknown(String message) implements ChangeOutcome {}
}
