package io.shardlens.export.common;

/// A target cannot say a routing exactly. The message is a sentence that says which part, and why.
public final class NotExpressibleException extends Exception {
  private static final long serialVersionUID = 1L;

  public NotExpressibleException(String reason) {
    super(reason);
  }

  /// The sentence that says why.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
