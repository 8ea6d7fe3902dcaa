package io.shardlens.topology.imports.python.syntax;

/// A statement is none that can be read. Caught where the statement began, which is then passed
/// over.
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    // Without a stack trace: a file may hold as many as lines.
    super(message, null, false, false);
  }
}
