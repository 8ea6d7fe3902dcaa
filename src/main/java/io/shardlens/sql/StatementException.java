package io.shardlens.sql;

/// A text is not one statement.
public final class StatementException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;

  /// @param position the character of the text, from 1
  public StatementException(String message, int position) {
    super(message);
    this.position = position;
  }

  public int position() {
    return position;
  }
}
