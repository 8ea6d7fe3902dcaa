package io.shardlens.execute;

import java.util.OptionalInt;

/// A shard did not do what it was asked. The message is for people, says what to do next, and holds
/// neither secrets nor raw server text.
public final class ShardFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /// What kind of failure it is.
  public enum Kind {
    /// No connection could be made.
    CONNECT,
    /// The server refused the login.
    LOGIN,
    /// The deadline passed.
    TIMEOUT,
    CANCELLED,
    /// The server refused the statement.
    STATEMENT,
    /// The connection broke after it had been made.
    LOST,
    /// More rows or bytes than may be held.
    BUDGET
  }

  private final Kind kind;
  private final String sqlState;
  private final transient OptionalInt position;

  /// @param sqlState the server's five characters, or empty
  /// @param position the character of the sent statement that the server points at, from 1
  public ShardFailure(Kind kind, String message, String sqlState, OptionalInt position) {
    super(message);
    this.kind = kind;
    this.sqlState = sqlState;
    this.position = position;
  }

  public ShardFailure(Kind kind, String message) {
    this(kind, message, "", OptionalInt.empty());
  }

  public Kind kind() {
    return kind;
  }

  public String sqlState() {
    return sqlState;
  }

  public OptionalInt position() {
    return position;
  }

  /// The failure as what has no connection, rather than what the server refused.
  public boolean isConnection() {
    return kind == Kind.CONNECT || kind == Kind.LOGIN || kind == Kind.LOST;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
