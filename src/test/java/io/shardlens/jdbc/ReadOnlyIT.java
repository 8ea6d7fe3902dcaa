package io.shardlens.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.ScatterGather;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.ShardlensException;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.routing.Router;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing that is run for reading changes a row, neither past the guard in words nor with the
/// rights of a superuser, and nothing is left behind for those who use the session next.
final class ReadOnlyIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /// Each line one text for one statement; some are sequences, apart by `¶`, in one session.
  private static final List<String> ATTACKS =
      """
      DELETE FROM users
      UPDATE orders SET qty = 0
      INSERT INTO countries VALUES ('XX')
      TRUNCATE orders
      DROP TABLE orders
      MERGE INTO orders o USING users u ON o.user_id = u.id WHEN MATCHED THEN DELETE
      WITH gone AS (DELETE FROM users RETURNING *) SELECT count(*) FROM gone
      WITH gone AS MATERIALIZED (UPDATE orders SET qty = 1 RETURNING 1) SELECT 1
      WITH x AS (SELECT 1) DELETE FROM orders
      SELECT wipe()
      SELECT wipe() FROM countries
      VALUES (wipe())
      SELECT * FROM countries ORDER BY wipe()
      DO $$ BEGIN DELETE FROM orders; END $$
      DO $$ BEGIN COMMIT; DELETE FROM orders; END $$
      DO $$ BEGIN ROLLBACK; SET TRANSACTION READ WRITE; DELETE FROM orders; COMMIT; END $$
      CALL wipe_out()
      SELECT set_config('transaction_read_only', 'off', true)
      SELECT set_config('default_transaction_read_only', 'off', false)
      SELECT set_config('transaction_read_only', 'off', false) || wipe()
      SELECT U&"set_config"('default_transaction_read_only', 'off', false) ¶ DELETE FROM orders
      SET transaction_read_only = off
      SET transaction_read_only = off ¶ DELETE FROM orders ¶ COMMIT
      SET default_transaction_read_only = off ¶ COMMIT ¶ DELETE FROM orders ¶ COMMIT
      SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE
      SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE ¶ COMMIT ¶ DELETE FROM orders ¶ COMMIT
      ROLLBACK ¶ SET TRANSACTION READ WRITE ¶ DELETE FROM orders ¶ COMMIT
      ROLLBACK ¶ BEGIN READ WRITE ¶ DELETE FROM orders ¶ COMMIT
      COMMIT AND CHAIN ¶ SET TRANSACTION READ WRITE ¶ DELETE FROM orders ¶ COMMIT
      ROLLBACK; DELETE FROM users
      SELECT 1; COMMIT; BEGIN READ WRITE; DELETE FROM users; COMMIT
      ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT
      SELECT 1; SET TRANSACTION READ WRITE; DELETE FROM users; COMMIT
      SELECT ')'; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT
      SELECT 1); ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT; SELECT (1
      SELECT E'\\'; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT; --'
      SELECT '\\'; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT; --'
      SELECT $$'$$; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT; --'
      SELECT $a$ $b$ $a$; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT; -- $b$
      SELECT 1 /* /* */ ; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT; -- */
      SELECT 1 /* /* */ */; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT
      SELECT 1 --; ¶ DELETE FROM users
      SELECT U&'\\0027; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT; --'
      SELECT "a;""b"; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT
      SELECT id FROM users FOR UPDATE
      SELECT id FROM users FOR SHARE
      SELECT nextval('tickets')
      SELECT setval('tickets', 100)
      COPY users FROM STDIN
      COPY (DELETE FROM orders RETURNING *) TO STDOUT
      EXPLAIN ANALYZE DELETE FROM orders
      EXPLAIN (ANALYZE) WITH gone AS (DELETE FROM orders RETURNING 1) SELECT * FROM gone
      EXPLAIN ANALYZE SELECT wipe()
      EXPLAIN ANALYZE CREATE TABLE stolen AS SELECT * FROM users
      EXPLAIN ANALYZE CREATE TABLE stolen AS SELECT * FROM users ¶ COMMIT
      EXPLAIN (ANALYZE, COSTS off) SELECT * INTO stolen FROM users ¶ END
      SELECT * INTO stolen FROM users
      CREATE TABLE stolen AS SELECT * FROM users
      CREATE TEMPORARY TABLE own (n int)
      PREPARE later AS DELETE FROM orders ¶ EXECUTE later
      PREPARE TRANSACTION 'left_behind'
      LOCK TABLE users IN ACCESS EXCLUSIVE MODE
      SET TimeZone = 'Asia/Tokyo' ¶ COMMIT
      SET search_path = odd ¶ COMMIT
      SET standard_conforming_strings = off ¶ COMMIT
      SELECT lo_create(0)
      REFRESH MATERIALIZED VIEW user_view
      VACUUM users
      CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'
      GRANT ALL ON users TO PUBLIC
      ALTER ROLE reader SET default_transaction_read_only = off
      NOTIFY somebody
      DECLARE held CURSOR WITH HOLD FOR SELECT * FROM users
      """
          .lines()
          .toList();

  /// Texts that only look like several statements: the rest is a string or a comment.
  private static final List<String> HARMLESS =
      List.of(
          "SELECT E'\\'; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT; --'",
          "SELECT U&'\\0027; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT; --'",
          "SELECT 1 /* /* */ ; ROLLBACK; BEGIN READ WRITE; DELETE FROM users; COMMIT; -- */");

  private final ShardedServers servers = ShardedServers.get();
  private List<String> before = List.of();

  @BeforeEach
  void remember() throws ShardlensException {
    before = state(ShardedServers.SHARDS);
  }

  @AfterEach
  void nothingChanged() throws ShardlensException {
    for (String shard : ShardedServers.SHARDS) {
      try (MaintenanceConnection connection = servers.connect(shard)) {
        for (List<String> prepared :
            connection.queryRows(
                "SELECT gid FROM pg_prepared_xacts WHERE database = current_database()")) {
          connection.execute("ROLLBACK PREPARED '" + prepared.getFirst() + "'");
        }
      }
    }
    assertThat(state(ShardedServers.SHARDS)).isEqualTo(before);
  }

  private List<String> state(List<String> shards) throws ShardlensException {
    List<String> state = new ArrayList<>();
    for (String shard : shards) {
      try (MaintenanceConnection connection = servers.connect(shard)) {
        for (String table : List.of("users", "orders", "countries")) {
          state.add(
              connection.queryText(
                  "SELECT count(*) || md5(string_agg(t::text, ',' ORDER BY t::text)) FROM "
                      + table
                      + " t"));
        }
        state.add(
            connection.queryText(
                "SELECT (SELECT last_value || is_called::text FROM tickets) || (SELECT count(*)"
                    + " FROM pg_class) || (SELECT count(*) FROM pg_proc) || (SELECT count(*) FROM"
                    + " pg_largeobject_metadata) || (SELECT string_agg(rolname ||"
                    + " coalesce(setconfig::text, ''), ',' ORDER BY rolname)       FROM pg_roles"
                    + " LEFT JOIN pg_db_role_setting ON setrole = pg_roles.oid) || (SELECT"
                    + " coalesce(relacl::text, '') FROM pg_class WHERE relname = 'users')"));
      }
    }
    return state;
  }

  @ParameterizedTest
  @ValueSource(strings = {ShardedServers.WRITER, "postgres"})
  void nothingIsWrittenPastTheGuard(String user) throws ShardlensException, ShardFailure {
    try (JdbcGateway gateway = servers.gateway(servers.topology(user))) {
      ShardId shard = new ShardId("s1");
      List<String> untouched = state(List.of("s1"));
      for (String attack : ATTACKS) {
        try (ShardSession session = gateway.openReadOnly(shard, TIMEOUT)) {
          for (String text : attack.split("¶", -1)) {
            SmallAnswers.rows(session, text.strip(), List.of());
          }
        } catch (ShardFailure refused) {
          assertThat(refused.getMessage()).as(attack).isNotEmpty();
        }
        assertThat(state(List.of("s1"))).as(attack).isEqualTo(untouched);
        assertThat(settings(gateway, shard))
            .as("after " + attack)
            .containsExactly("on", "on", "UTC", "on", "\"$user\", public");
      }
    }
  }

  private static List<String> settings(JdbcGateway gateway, ShardId shard) throws ShardFailure {
    try (ShardSession session = gateway.openReadOnly(shard, TIMEOUT)) {
      return List.of(
          SmallAnswers.rows(
                  session,
                  "SELECT current_setting('transaction_read_only'),"
                      + " current_setting('default_transaction_read_only'),"
                      + " current_setting('TimeZone'),"
                      + " current_setting('standard_conforming_strings'),"
                      + " current_setting('search_path')",
                  List.of())
              .getFirst());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ShardedServers.WRITER, "postgres"})
  void everyAttackOnTheQueryServiceIsRefusedInWords(String user) throws ShardlensException {
    Topology topology = servers.topology(user);
    try (JdbcGateway gateway = servers.gateway(topology)) {
      ScatterGather service = new ScatterGather(new Router(topology), gateway);
      for (String attack : attacksOfOneStatement().toList()) {
        QueryResult result =
            service.run(
                new QueryRequest(attack, List.of(), false, TIMEOUT, 100),
                QueryService.Progress.NONE);
        assertThat(result.error().isPresent()).as(attack).isEqualTo(!HARMLESS.contains(attack));
        QueryResult after =
            service.run(QueryRequest.of("SELECT count(*) FROM users"), QueryService.Progress.NONE);
        assertThat(after.error()).as("after " + attack).isEmpty();
      }
    }
  }

  private static Stream<String> attacksOfOneStatement() {
    return ATTACKS.stream().filter(attack -> attack.indexOf('¶') < 0);
  }
}
