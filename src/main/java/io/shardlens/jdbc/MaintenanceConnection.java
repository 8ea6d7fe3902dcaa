package io.shardlens.jdbc;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.ShardlensException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.PGCopyOutputStream;
import org.postgresql.ds.PGSimpleDataSource;

/// One plain connection to a server of our own, to build and check a database: no pool, no deadline
/// of a statement, writable, autocommit. What users run goes another way.
///
/// Not thread-safe.
public final class MaintenanceConnection implements AutoCloseable {

  private static final int CONNECT_SECONDS = 10;
  private static final int COPY_BUFFER_BYTES = 64 * 1024;

  private final Connection connection;
  private final String place;

  private MaintenanceConnection(Connection connection, String place) {
    this.connection = connection;
    this.place = place;
  }

  /// Writes the lines of a COPY in PostgreSQL's text format, each with its line feed.
  @FunctionalInterface
  public interface CopyLines {
    void writeTo(Appendable sink) throws IOException;
  }

  /// Connects without encryption, so to a loopback address only.
  ///
  /// @throws ShardlensException `NO_CONNECTION`, with the server's SQLSTATE where it answered
  public static MaintenanceConnection open(
      String host, int port, String database, String user, String password)
      throws ShardlensException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    source.setSslMode("disable");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setApplicationName("shardlens maintenance");
    String place = database + " on " + host + ":" + port;
    try {
      return new MaintenanceConnection(source.getConnection(), place);
    } catch (SQLException e) {
      throw failure(QueryError.Code.NO_CONNECTION, "No connection as " + user + " to " + place, e);
    }
  }

  /// Runs SQL without parameters, also several statements at once.
  public void execute(String sql) throws ShardlensException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(QueryError.Code.SQL, "A statement failed in " + place, e);
    }
  }

  /// Feeds a `COPY … FROM STDIN` in text format.
  ///
  /// @return how many rows the server took
  /// @throws UncheckedIOException when `lines` fails by itself; nothing is copied then
  public long copyIn(String sql, CopyLines lines) throws ShardlensException {
    try {
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      try {
        PGCopyOutputStream stream = new PGCopyOutputStream(copy, COPY_BUFFER_BYTES);
        Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        lines.writeTo(writer);
        writer.flush();
        return copy.endCopy();
      } catch (IOException e) {
        if (e.getCause() instanceof SQLException cause) {
          throw cause;
        }
        throw new UncheckedIOException(e);
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw failure(QueryError.Code.SQL, "COPY failed in " + place, e);
    }
  }

  /// The first column of the first row as PostgreSQL's text; `null` for NULL and for no row.
  public @Nullable String queryText(String sql) throws ShardlensException {
    List<List<@Nullable String>> rows = queryRows(sql);
    return rows.isEmpty() ? null : rows.getFirst().getFirst();
  }

  /// All rows, each value as the driver's text of it; `null` is NULL. For small results.
  public List<List<@Nullable String>> queryRows(String sql) throws ShardlensException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      List<List<@Nullable String>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
          row.add(result.getString(column));
        }
        rows.add(Collections.unmodifiableList(row));
      }
      return rows;
    } catch (SQLException e) {
      throw failure(QueryError.Code.SQL, "A query failed in " + place, e);
    }
  }

  @Override
  public void close() throws ShardlensException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(QueryError.Code.NO_CONNECTION, "Could not leave " + place, e);
    }
  }

  private static ShardlensException failure(QueryError.Code code, String what, SQLException e) {
    ShardlensException failure =
        new ShardlensException(
            new QueryError(
                code,
                what + ": " + e.getMessage(),
                Objects.requireNonNullElse(e.getSQLState(), ""),
                OptionalInt.empty()));
    failure.initCause(e);
    return failure;
  }
}
