package io.shardlens.execute;

import java.util.OptionalInt;

/// Why a query has no rows.
///
/// @param message what failed, where, and what to do next, for people
/// @param sqlState the server's five characters, or empty
/// @param position the character of the statement that the server points at, from 1
public record QueryError(Code code, String message, String sqlState, OptionalInt position) {

  /// What kind of failure it is, which also decides the exit code of the command line.
  public enum Code {
    USAGE,
    NO_CONNECTION,
    SQL,
    ROUTING,
    PARTIAL,
    REFUSED,
    CANCELLED
  }
}
