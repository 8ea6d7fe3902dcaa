package io.shardlens.execute;

import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementKind;
import io.shardlens.sql.Token;
import io.shardlens.sql.TokenKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Says in plain words why a statement may not be run where only reading is allowed.
///
/// This is courtesy, not security: what refuses a write is the server, in a transaction that it
/// knows to be read-only. The guard stops what such a transaction would still allow and what would
/// leave something behind in a session that others use next.
final class ReadOnlyGuard {

  /// Built-in functions that act on the server or the session, which a read-only transaction
  /// permits.
  private static final Pattern ACTING =
      Pattern.compile(
          "pg_terminate_backend|pg_cancel_backend|pg_(try_)?advisory_.*|lo_.*|dblink.*|pg_read_.*file.*"
              + "|pg_ls_.*|pg_stat_file|set_config|pg_reload_conf|pg_rotate_logfile|pg_switch_wal|pg_promote"
              + "|pg_create_.*|pg_drop_.*|pg_logical_.*|pg_replication_.*|pg_wal_replay_.*|pg_notify"
              + "|pg_backup_.*|pg_export_snapshot|nextval|setval|pg_stat_reset.*|pg_file_.*|pg_logdir_ls");

  private static final Set<String> WRITING =
      Set.of("insert", "update", "delete", "merge", "create", "refresh", "execute", "declare");

  private static final Set<String> READING = Set.of("select", "with", "values", "table");

  private ReadOnlyGuard() {}

  /// The key word that begins the statement after `EXPLAIN` and its options.
  private static Optional<String> explained(Statement statement) {
    return statement.tokens().stream()
        .map(statement::name)
        .filter(name -> WRITING.contains(name) || READING.contains(name))
        .findFirst();
  }

  /// Why a statement is not run, or empty where it may be tried.
  static Optional<String> objection(Statement statement) {
    if (statement.kind() == StatementKind.WRITE) {
      return Optional.of(
          statement.firstWord()
              + " changes data, and the query runs read-only; change a record in Record, where it"
              + " is guarded");
    }
    if (statement.kind() == StatementKind.SESSION) {
      return Optional.of(
          statement.firstWord()
              + " is not a query; SELECT, WITH, VALUES, TABLE, EXPLAIN and SHOW are run");
    }
    List<Token> tokens = statement.tokens();
    String text = statement.text();
    if (statement.kind() == StatementKind.EXPLAIN && statement.hasWord("analyze")) {
      // A read-only transaction lets EXPLAIN ANALYZE CREATE TABLE … AS pass.
      Optional<String> run = explained(statement).filter(WRITING::contains);
      if (run.isPresent()) {
        return Optional.of(
            "EXPLAIN ANALYZE runs the "
                + run.get().toUpperCase(java.util.Locale.ROOT)
                + ", and the query runs read-only; EXPLAIN alone shows its plan");
      }
    }
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).kind() == TokenKind.QUOTED_IDENTIFIER
          && text.charAt(tokens.get(i).start()) != '"') {
        // Nobody here could tell which table, column or function it names.
        return Optional.of("Names with Unicode escapes are not read; write the character itself");
      }
      if (tokens.get(i).is(text, "into")
          && (i == 0 || !(tokens.get(i - 1).is(text, "as") || tokens.get(i - 1).is(text, ".")))) {
        return Optional.of("SELECT INTO creates a table, and the query runs read-only");
      }
      if (tokens.get(i).is(text, "(")
          && tokens.get(i + 1).text(text).matches("(?i)insert|update|delete|merge")) {
        return Optional.of(
            tokens.get(i + 1).text(text).toUpperCase(java.util.Locale.ROOT)
                + " inside the query changes data, and the query runs read-only");
      }
      String name = statement.name(tokens.get(i));
      if (tokens.get(i + 1).is(text, "(") && ACTING.matcher(name).matches()) {
        return Optional.of(
            name + "() acts on the server or the session, and the query runs read-only");
      }
    }
    return Optional.empty();
  }
}
