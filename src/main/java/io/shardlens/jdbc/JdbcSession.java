package io.shardlens.jdbc;

import io.shardlens.execute.BatchSink;
import io.shardlens.execute.CopySink;
import io.shardlens.execute.Parameter;
import io.shardlens.execute.RowSink;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.rows.Column;
import io.shardlens.sql.StatementException;
import io.shardlens.sql.StatementKind;
import io.shardlens.topology.Shard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// A transaction on one shard over a pooled connection.
///
/// The connection is in autocommit off and binary transfer off: rows then come in batches, and
/// every cell is the text that PostgreSQL itself wrote.
final class JdbcSession implements ShardSession {

  private static final int FETCH_ROWS = 500;

  private final Shard shard;
  private final Connection connection;
  private final boolean readOnly;
  private volatile @Nullable Statement running;
  private volatile boolean copying;

  JdbcSession(Shard shard, Connection connection, boolean readOnly) {
    this.shard = shard;
    this.connection = connection;
    this.readOnly = readOnly;
  }

  @Override
  public List<Column> describe(String sql) throws ShardFailure {
    ParameterSyntax syntax = ParameterSyntax.of(sql);
    refuseParameters(syntax);
    try (PreparedStatement statement = connection.prepareStatement(syntax.sql())) {
      return ResultColumns.of(statement.getMetaData());
    } catch (SQLException e) {
      throw ServerErrors.ofStatement(shard, e);
    }
  }

  private static void refuseParameters(ParameterSyntax syntax) throws ShardFailure {
    if (!syntax.order().isEmpty()) {
      throw new ShardFailure(
          ShardFailure.Kind.STATEMENT,
          "The statement has a parameter ($"
              + (syntax.order().getFirst() + 1)
              + ") without a value; write"
              + " the value itself",
          "42P02",
          OptionalInt.empty());
    }
  }

  @Override
  public void read(String sql, List<? extends Parameter> parameters, RowSink sink)
      throws ShardFailure {
    admit(sql);
    ParameterSyntax syntax = ParameterSyntax.of(sql);
    if (parameters.isEmpty()) {
      refuseParameters(syntax);
    }
    try (PreparedStatement statement = connection.prepareStatement(syntax.sql())) {
      running = statement;
      statement.setFetchSize(FETCH_ROWS);
      for (int i = 0; i < syntax.order().size(); i++) {
        bind(statement, i + 1, parameters.get(syntax.order().get(i)));
      }
      if (statement.execute()) {
        try (ResultSet rows = statement.getResultSet()) {
          pump(rows, sink);
        }
      } else {
        sink.columns(List.of());
      }
    } catch (SQLException e) {
      throw ServerErrors.ofStatement(shard, e);
    } finally {
      running = null;
    }
  }

  @Override
  public void copy(String query, CopySink sink) throws ShardFailure {
    admit(query);
    try {
      copying = true;
      CopyStream.out(connection, query, sink);
    } catch (SQLException e) {
      throw ServerErrors.ofStatement(shard, e);
    } finally {
      copying = false;
    }
  }

  /// Lets one statement through, and in a read-only session none that could end the transaction or
  /// change what follows: the driver would send several one by one, `ROLLBACK; BEGIN READ WRITE; …`
  /// would write, and `EXPLAIN ANALYZE CREATE TABLE … AS` is undone only because nothing commits.
  private void admit(String sql) throws ShardFailure {
    try {
      StatementKind kind = io.shardlens.sql.Statement.of(sql).kind();
      if (readOnly && kind == StatementKind.SESSION) {
        throw new ShardFailure(
            ShardFailure.Kind.STATEMENT, "only queries are run in a read-only session");
      }
    } catch (StatementException e) {
      throw new ShardFailure(
          ShardFailure.Kind.STATEMENT,
          String.valueOf(e.getMessage()),
          "42601",
          OptionalInt.of(e.position()));
    }
  }

  @Override
  public void readBatches(String sql, int source, BatchSink sink) throws ShardFailure {
    admit(sql);
    ParameterSyntax syntax = ParameterSyntax.of(sql);
    refuseParameters(syntax);
    try (PreparedStatement statement = connection.prepareStatement(syntax.sql())) {
      running = statement;
      FetchSize fetch = new FetchSize();
      statement.setFetchSize(fetch.rows());
      if (statement.execute()) {
        try (ResultSet rows = statement.getResultSet()) {
          new BatchReader(rows, source, fetch).read(sink);
        }
      } else {
        sink.columns(List.of());
      }
    } catch (SQLException e) {
      throw ServerErrors.ofStatement(shard, e);
    } finally {
      running = null;
    }
  }

  @Override
  public void touch() throws ShardFailure {
    try (Statement statement = connection.createStatement()) {
      boolean ignored = statement.execute("SELECT");
    } catch (SQLException e) {
      throw ServerErrors.ofStatement(shard, e);
    }
  }

  private void bind(PreparedStatement statement, int index, Parameter parameter)
      throws SQLException {
    switch (parameter) {
      case Parameter.Text text -> statement.setString(index, text.value());
      case Parameter.TextArray array ->
          statement.setArray(
              index,
              connection.createArrayOf("text", array.values().toArray(new @Nullable String[0])));
    }
  }

  private static void pump(ResultSet rows, RowSink sink) throws SQLException, ShardFailure {
    List<Column> columns = ResultColumns.of(rows.getMetaData());
    sink.columns(columns);
    boolean wanted = true;
    while (wanted && rows.next()) {
      @Nullable String[] cells = new @Nullable String[columns.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = rows.getString(i + 1);
      }
      wanted = sink.row(cells);
    }
  }

  @Override
  public void commit() throws ShardFailure {
    try {
      connection.commit();
    } catch (SQLException e) {
      ShardFailure failure = ServerErrors.ofStatement(shard, e);
      throw failure;
    }
  }

  @Override
  public void cancel() {
    Statement statement = running;
    if (statement != null || copying) {
      try {
        if (statement != null) {
          statement.cancel();
        } else {
          connection.unwrap(PGConnection.class).cancelQuery();
        }
      } catch (SQLException e) {
        // The watchdog cuts the connection when the statement goes on.
        System.getLogger(JdbcSession.class.getName())
            .log(System.Logger.Level.DEBUG, "Cancel was not heard by {0}", shard.address());
      }
    }
  }

  @Override
  public void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      System.getLogger(JdbcSession.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "The connection to {0} could not be cut",
              shard.address());
    }
  }

  @Override
  public void close() {
    try (connection) {
      if (!connection.isClosed()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      // The pool throws a broken connection away; its transaction ended with it.
      System.getLogger(JdbcSession.class.getName())
          .log(
              System.Logger.Level.DEBUG,
              "A connection to {0} was broken on return",
              shard.address());
    }
  }
}
