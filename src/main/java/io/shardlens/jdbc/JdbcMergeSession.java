package io.shardlens.jdbc;

import io.shardlens.execute.ForwardingSession;
import io.shardlens.execute.MergeSession;
import io.shardlens.execute.PartFeed;
import io.shardlens.execute.ShardFailure;
import io.shardlens.topology.Shard;
import io.shardlens.topology.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;

/// A merge session over one connection of its own.
public final class JdbcMergeSession extends ForwardingSession implements MergeSession {

  /// Where the tables of the parts are, in a database of their own.
  public static final String SCHEMA = "shardlens_parts";

  private final Shard place;
  private final Storage storage;
  private final long maxBytes;
  private final Connection connection;
  private final Afterwards afterwards;
  private final String version;
  private volatile boolean feeding;
  private volatile boolean objectsMade;
  private volatile boolean cut;

  /// What the parts are kept in.
  public enum Storage {
    /// Temporary tables of the session, in a database that others use, too.
    TEMPORARY,
    /// Tables without a log, in a database that is made for the session; PostgreSQL reads them in
    /// parallel, which it never does with temporary ones.
    UNLOGGED
  }

  /// What is done once a session is closed.
  @FunctionalInterface
  public interface Afterwards {

    /// @param onlyParts whether the session ended by itself and left nothing but the tables of its
    ///   parts, in the schema [#SCHEMA]
    void closed(boolean onlyParts);
  }

  private JdbcMergeSession(
      Shard place, Storage storage, long maxBytes, Connection connection, Afterwards afterwards)
      throws SQLException {
    super(new JdbcSession(place, connection, false));
    this.place = place;
    this.storage = storage;
    this.maxBytes = maxBytes;
    this.connection = connection;
    this.afterwards = afterwards;
    this.version = connection.getMetaData().getDatabaseProductVersion().replaceFirst(" .*", "");
  }

  /// Connects.
  ///
  /// @param place the server and database; its label is what people call the server
  /// @param maxBytes see [MergeSession#maxBytes]
  /// @param afterwards hears when the session is closed
  public static JdbcMergeSession open(
      Shard place,
      PasswordFiles passwords,
      Storage storage,
      long maxBytes,
      Duration statementTimeout,
      Afterwards afterwards)
      throws ShardFailure {
    Connection connection = new ShardPool(place, false, passwords, false).single();
    try {
      connection.setAutoCommit(false);
      JdbcMergeSession session =
          new JdbcMergeSession(place, storage, maxBytes, connection, afterwards);
      session.prepare(statementTimeout);
      return session;
    } catch (SQLException e) {
      close(place, connection);
      throw ServerErrors.ofStatement(place, e);
    } catch (ShardFailure e) {
      close(place, connection);
      throw e;
    }
  }

  private void prepare(Duration statementTimeout) throws ShardFailure {
    set("statement_timeout", Long.toString(statementTimeout.toMillis()));
    set("idle_in_transaction_session_timeout", "0");
    if (storage == Storage.UNLOGGED) {
      run("CREATE SCHEMA " + SCHEMA);
      commit();
    }
  }

  @Override
  public String serverName() {
    return place.label() + " (PostgreSQL " + version + ")";
  }

  @Override
  public boolean ownsDatabase() {
    return storage == Storage.UNLOGGED;
  }

  @Override
  public long maxBytes() {
    return maxBytes;
  }

  @Override
  public void define(String sql) throws ShardFailure {
    if (!ownsDatabase()) {
      throw new IllegalStateException("Nothing is made in a database that others use");
    }
    objectsMade = true;
    orNothing(() -> run(sql));
  }

  @Override
  public void set(String name, String value) throws ShardFailure {
    orNothing(() -> {
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT set_config(?, ?, false)")) {
        statement.setString(1, name);
        statement.setString(2, value);
        statement.execute();
      } catch (SQLException e) {
        throw ServerErrors.ofStatement(place, e);
      }
    });
  }

  @FunctionalInterface
  private interface Step {
    void run() throws ShardFailure;
  }

  /// A transaction of one step.
  private void orNothing(Step step) throws ShardFailure {
    try {
      step.run();
      commit();
    } catch (ShardFailure failure) {
      rollback();
      throw failure;
    }
  }

  private void rollback() throws ShardFailure {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw ServerErrors.ofStatement(place, e);
    }
  }

  private void run(String sql) throws ShardFailure {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException e) {
      throw ServerErrors.ofStatement(place, e);
    }
  }

  @Override
  public void create(int part, String columns) throws ShardFailure {
    String kind = storage == Storage.UNLOGGED ? "UNLOGGED" : "TEMPORARY";
    run("CREATE " + kind + " TABLE " + table(part) + " (" + columns + ")");
  }

  @Override
  public String table(int part) {
    return (storage == Storage.UNLOGGED ? SCHEMA : "pg_temp") + ".part_" + (part + 1);
  }

  @Override
  public boolean holds(TableName relation) {
    return storage == Storage.UNLOGGED
        ? relation.schema().equals(SCHEMA)
        : relation.schema().startsWith("pg_temp");
  }

  /// Rows are frozen as they come, which spares the first reader a write. That takes a table that
  /// was emptied in the same transaction, in which nothing else has read.
  @Override
  public PartFeed feed(int part) throws ShardFailure {
    feeding = true;
    commit();
    run("TRUNCATE " + table(part));
    return CopyStream.in(
        place, connection, "COPY " + table(part) + " FROM STDIN WITH (FREEZE true)");
  }

  @Override
  public void settle(int parts) throws ShardFailure {
    feeding = false;
    for (int part = 0; part < parts; part++) {
      run("ANALYZE " + table(part));
    }
    commit();
    try {
      connection.setReadOnly(true);
    } catch (SQLException e) {
      throw ServerErrors.ofStatement(place, e);
    }
  }

  @Override
  public void cancel() {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // The watchdog cuts the connection when the statement goes on.
      System.getLogger(JdbcMergeSession.class.getName())
          .log(System.Logger.Level.DEBUG, "Cancel was not heard by {0}", place.label());
    }
  }

  @Override
  public void abort() {
    cut = true;
    super.abort();
  }

  @Override
  public void close() {
    if (feeding) {
      // A COPY that nobody ends would have to be waited for.
      abort();
    }
    super.close();
    afterwards.closed(!cut && !objectsMade);
  }

  private static void close(Shard place, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      System.getLogger(JdbcMergeSession.class.getName())
          .log(System.Logger.Level.DEBUG, "A connection to {0} was broken", place.label());
    }
  }
}
