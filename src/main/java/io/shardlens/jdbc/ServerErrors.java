package io.shardlens.jdbc;

import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardFailure.Kind;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.Shard;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Turns what the driver throws into what a person can act on. The one place that knows SQLSTATEs.
final class ServerErrors {

  private ServerErrors() {}

  /// A failure while a statement ran.
  static ShardFailure ofStatement(Shard shard, SQLException error) {
    if (isTooLarge(error)) {
      return failure(
          Kind.BUDGET,
          "the rows of one batch are larger than "
              + ShardPool.MAX_BATCH
              + "; name fewer columns, or shorten the long ones",
          error);
    }
    String state = state(error);
    return switch (state) {
      case "57014" ->
          serverText(error).contains("statement timeout")
              ? failure(
                  Kind.TIMEOUT,
                  "the statement took too long and was ended; raise the timeout",
                  error)
              : failure(Kind.CANCELLED, "Cancelled", error);
      case "25006" ->
          failure(
              Kind.STATEMENT,
              "the server refused a write, because the session is read-only",
              error);
      case "25P03" ->
          failure(Kind.LOST, "the server closed the idle transaction; run it again", error);
      case "55P03" ->
          failure(Kind.STATEMENT, "a lock was not free within the lock timeout; try again", error);
      case "57P01", "57P02", "57P03" ->
          failure(
              Kind.LOST,
              "the server at " + shard.address() + " is shutting down or starting",
              error);
      default ->
          state.startsWith("08")
              ? failure(
                  Kind.LOST, "the connection to " + shard.address() + " broke; run it again", error)
              : failure(Kind.STATEMENT, serverText(error), error);
    };
  }

  /// The driver breaks a connection that sends more than it may, and says so only in words.
  private static boolean isTooLarge(SQLException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("maxResultBuffer")) {
        return true;
      }
    }
    return false;
  }

  /// A failure while a connection was made.
  static ShardFailure ofConnecting(Shard shard, SQLException error) {
    String state = state(error);
    return switch (state) {
      case "28P01", "28000" ->
          failure(
              Kind.LOGIN,
              "the server at "
                  + shard.address()
                  + " refused the login of "
                  + SafeText.escape(shard.user())
                  + "; check the password in your password file",
              error);
      case "3D000" ->
          failure(
              Kind.LOGIN,
              "the server at "
                  + shard.address()
                  + " has no database "
                  + SafeText.escape(shard.database())
                  + "; check \"database\" in the topology",
              error);
      case "53300" ->
          failure(
              Kind.CONNECT,
              "the server at "
                  + shard.address()
                  + " has no free connection; close some, or raise"
                  + " max_connections",
              error);
      case "57P03" ->
          failure(
              Kind.CONNECT, "the server at " + shard.address() + " is starting; try again", error);
      default -> {
        String message =
            state.startsWith("28") || serverText(error).contains("password")
                ? "the server at "
                    + shard.address()
                    + " refused the login: "
                    + serverText(error)
                    + (serverText(error).contains("no password was provided")
                        ? " Your password file has no entry for user "
                            + SafeText.escape(shard.user())
                            + " and database "
                            + SafeText.escape(shard.database())
                            + " there."
                        : "")
                : "no connection to " + shard.address() + ": " + serverText(error);
        yield failure(state.startsWith("28") ? Kind.LOGIN : Kind.CONNECT, message, error);
      }
    };
  }

  private static ShardFailure failure(Kind kind, String message, SQLException error) {
    return new ShardFailure(kind, message, state(error), position(error));
  }

  private static String state(SQLException error) {
    return error.getSQLState() == null ? "" : error.getSQLState();
  }

  /// The server's own words where there are any, else the driver's; escaped and cut.
  private static String serverText(SQLException error) {
    ServerErrorMessage server = serverMessage(error);
    if (server == null) {
      return SafeText.message(String.valueOf(error.getMessage()));
    }
    StringBuilder text = new StringBuilder(String.valueOf(server.getMessage()));
    if (server.getDetail() != null) {
      text.append(" (").append(server.getDetail()).append(')');
    }
    if (server.getHint() != null) {
      text.append(". ").append(server.getHint());
    }
    return SafeText.message(text.toString());
  }

  private static OptionalInt position(SQLException error) {
    ServerErrorMessage server = serverMessage(error);
    return server == null || server.getPosition() <= 0
        ? OptionalInt.empty()
        : OptionalInt.of(server.getPosition());
  }

  private static @Nullable ServerErrorMessage serverMessage(SQLException error) {
    return error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
  }
}
