package io.shardlens.cli;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.QueryResult;
import io.shardlens.plan.Verdict;

/// What a command tells the script that called it. The numbers are a contract.
public final class ExitCode {

  public static final int DONE = 0;

  /// Wrong usage, or a bad file.
  public static final int USAGE = 1;

  public static final int NO_CONNECTION = 2;

  /// An SQL or routing error, or misplaced rows.
  public static final int ERROR = 3;

  /// Rows are missing.
  public static final int PARTIAL = 4;

  /// A right answer could not be promised.
  public static final int REFUSED = 5;

  private ExitCode() {}

  static int of(QueryError.Code code) {
    return switch (code) {
      case USAGE -> USAGE;
      case NO_CONNECTION -> NO_CONNECTION;
      case SQL, ROUTING -> ERROR;
      case PARTIAL, CANCELLED -> PARTIAL;
      case REFUSED -> REFUSED;
    };
  }

  static int of(QueryResult result) {
    return result
        .error()
        .map(error -> of(error.code()))
        .orElse(result.verdict() == Verdict.PARTIAL ? PARTIAL : DONE);
  }
}
