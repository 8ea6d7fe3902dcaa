package io.shardlens.demo;

/// A demo server could not be built or started. The message says what failed and what to do.
public final class DemoException extends Exception {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
