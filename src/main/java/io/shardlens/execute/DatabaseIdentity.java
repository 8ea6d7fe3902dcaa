package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What tells whether two shards are one database.
///
/// @param started when the server was started
/// @param database its number on the server
/// @param system the number that a server has from birth and hands on to its replicas; empty where
///   the login may not read it
/// @param replica whether the server follows another one
record DatabaseIdentity(String started, String database, String system, boolean replica) {

  private static final String IDENTITY =
      """
      SELECT pg_postmaster_start_time()::text,
             (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())::text,
             pg_is_in_recovery(),
             has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')\
      """;

  private static final String SYSTEM =
      "SELECT system_identifier::text FROM pg_catalog.pg_control_system()";

  static DatabaseIdentity read(ShardSession session) throws ShardFailure {
    @Nullable String[] identity = SmallAnswers.rows(session, IDENTITY, List.of()).getFirst();
    String system =
        "t".equals(identity[3])
            ? text(SmallAnswers.rows(session, SYSTEM, List.of()).getFirst()[0])
            : "";
    return new DatabaseIdentity(
        text(identity[0]), text(identity[1]), system, "t".equals(identity[2]));
  }

  /// Whether the rows of both are the same rows: one database, or one and its replica. A replica
  /// that was made a server of its own has its own rows.
  boolean isSameAs(DatabaseIdentity other) {
    if (!database.equals(other.database)) {
      return false;
    }
    boolean sameServer = started.equals(other.started);
    boolean follows = !system.isEmpty() && system.equals(other.system);
    return sameServer || (follows && (replica || other.replica));
  }
}
