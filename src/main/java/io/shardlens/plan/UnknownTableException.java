package io.shardlens.plan;

/// A statement reads a table that the topology does not describe, so nobody can say on which shards
/// its rows are.
public final class UnknownTableException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnknownTableException(String message) {
    super(message);
  }
}
