package io.shardlens.topology;

/// A text is no value of a shard key's type. The message says why and what is expected.
public final class KeyFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public KeyFormatException(String message) {
    super(message);
  }
}
