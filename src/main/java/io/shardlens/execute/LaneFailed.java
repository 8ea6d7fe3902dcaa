package io.shardlens.execute;

/// A shard failed, and the merge had need of it.
final class LaneFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final int lane;
  private final transient ShardFailure failure;

  /// @param lane the shard's, as in [Arrivals]
  LaneFailed(int lane, ShardFailure failure) {
    super(failure);
    this.lane = lane;
    this.failure = failure;
  }

  int lane() {
    return lane;
  }

  ShardFailure failure() {
    return failure;
  }
}
