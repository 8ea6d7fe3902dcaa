package io.shardlens.plan;

/// What a result promises.
public enum Verdict {
  /// What one PostgreSQL holding all rows would have returned.
  EXACT,
  /// Each shard's own answer, one after the other; no merge was made or could be.
  CONCATENATED,
  /// Rows are missing: a shard did not answer, or a cap was reached.
  PARTIAL,
  /// Near the true answer, with the error stated.
  APPROXIMATE,
  /// Not answered, because a right answer could not be promised.
  REFUSED
}
