package io.shardlens.jdbc;

import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardFailure.Kind;
import io.shardlens.execute.ShardGateway;
import io.shardlens.execute.ShardSession;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Sessions on the shards of one topology, over a pool for reading and a pool for writing each.
///
/// No connection is made before the first session. Reading sessions are read-only three times over:
/// the driver begins each transaction `READ ONLY`, autocommit is off so that there always is one,
/// and the session's default is read-only; and each is seen to be so before it is handed out.
public final class JdbcGateway implements ShardGateway {

  /// Where more databases than this lie on one server, connections that wait for their next use
  /// would take its places; then each is made for its use and closed after it.
  private static final int MOST_POOLED = 16;

  private final Map<ShardId, Shard> shards;
  private final Map<ShardId, ShardPool> readers;
  private final Map<ShardId, ShardPool> writers;

  public JdbcGateway(Topology topology, PasswordFiles passwords) {
    this.shards =
        topology.shards().stream().collect(Collectors.toMap(Shard::id, Function.identity()));
    this.readers = pools(topology, true, passwords);
    this.writers = pools(topology, false, passwords);
  }

  private static Map<ShardId, ShardPool> pools(
      Topology topology, boolean readOnly, PasswordFiles passwords) {
    Map<String, Long> onServer =
        topology.shards().stream()
            .collect(Collectors.groupingBy(Shard::address, Collectors.counting()));
    return topology.shards().stream()
        .collect(
            Collectors.toMap(
                Shard::id,
                shard ->
                    new ShardPool(
                        shard,
                        readOnly,
                        passwords,
                        onServer.getOrDefault(shard.address(), 1L) <= MOST_POOLED)));
  }

  @Override
  public String server(ShardId shard) {
    return Objects.requireNonNull(shards.get(shard)).address();
  }

  @Override
  public ShardSession openReadOnly(ShardId id, Duration statementTimeout) throws ShardFailure {
    return open(id, readers, true, statementTimeout);
  }

  @Override
  public ShardSession openForWriting(ShardId id, Duration statementTimeout) throws ShardFailure {
    return open(id, writers, false, statementTimeout);
  }

  private ShardSession open(
      ShardId id, Map<ShardId, ShardPool> pools, boolean readOnly, Duration statementTimeout)
      throws ShardFailure {
    Shard shard = Objects.requireNonNull(shards.get(id));
    Connection connection = Objects.requireNonNull(pools.get(id)).connection();
    JdbcSession session = new JdbcSession(shard, connection, readOnly);
    try {
      prepare(shard, connection, readOnly, statementTimeout);
      return session;
    } catch (SQLException e) {
      session.abort();
      session.close();
      throw ServerErrors.ofStatement(shard, e);
    } catch (ShardFailure e) {
      session.abort();
      session.close();
      throw e;
    }
  }

  /// Sets what must be the same in every session for this transaction (the driver sends the JVM's
  /// time zone at login, and an earlier statement may have left something behind), and looks, in
  /// the same round trip, at what the rest of the code relies on.
  private static void prepare(
      Shard shard, Connection connection, boolean readOnly, Duration statementTimeout)
      throws SQLException, ShardFailure {
    try (PreparedStatement check =
        connection.prepareStatement(
"""
            SELECT set_config('statement_timeout', ?, true), current_setting('transaction_read_only'),
                   current_setting('standard_conforming_strings'), set_config('TimeZone', 'UTC', true),
                   set_config('DateStyle', 'ISO', true), set_config('IntervalStyle', 'postgres', true),
                   set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true),
                   set_config('constraint_exclusion', 'off', true)\
""")) {
      check.setString(1, Long.toString(statementTimeout.toMillis()));
      try (ResultSet row = check.executeQuery()) {
        row.next();
        if (readOnly && !"on".equals(row.getString(2))) {
          throw new ShardFailure(
              Kind.LOGIN,
              "the session at "
                  + shard.address()
                  + " is not read-only although it was asked to be;"
                  + " nothing is run in it");
        }
        if (!"on".equals(row.getString(3))) {
          throw new ShardFailure(
              Kind.LOGIN,
              "the server at "
                  + shard.address()
                  + " has standard_conforming_strings off, under which"
                  + " statements cannot be read safely; set it on for this login");
        }
      }
    }
  }

  @Override
  public void close() {
    readers.values().forEach(ShardPool::close);
    writers.values().forEach(ShardPool::close);
  }
}
