package io.shardlens.topology.imports.yaml;

/// An inline expression is not in the part of Groovy that is read, or has no value for a key. The
/// message says why, and quotes nothing but numbers.
final class InlineException extends Exception {
  private static final long serialVersionUID = 1L;

  InlineException(String message) {
    super(message, null, false, false);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
