package io.shardlens.bench.suite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whatever is one database to JDBC: the PostgreSQL with all rows, a coordinator, ShardingSphere.
/// Autocommit is off and rows come in batches of [#FETCH_SIZE], `getString` for each column. The
/// look-up is a prepared statement that is kept.
class JdbcPeer implements Peer {

  /// What the application's own readers use is near to it; see `docs/benchmarks.md`.
  static final int FETCH_SIZE = 5_000;

  private final String name;
  private final Connection connection;
  private final PreparedStatement lookUp;

  JdbcPeer(String name, Connection connection) throws SQLException {
    this.name = name;
    this.connection = connection;
    connection.setAutoCommit(false);
    this.lookUp = connection.prepareStatement("SELECT * FROM users WHERE id = ?");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run(SuiteQuery query, RowReader rows) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet result = statement.executeQuery(query.sql())) {
        read(result, rows);
      }
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  @Override
  public void lookUp(long id, RowReader rows) throws Exception {
    lookUp.setLong(1, id);
    try (ResultSet result = lookUp.executeQuery()) {
      read(result, rows);
    }
  }

  static void read(ResultSet result, RowReader rows) throws SQLException {
    int width = result.getMetaData().getColumnCount();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      names.add(result.getMetaData().getColumnLabel(i));
    }
    rows.columns(names);
    while (result.next()) {
      @Nullable String[] cells = new @Nullable String[width];
      for (int i = 0; i < width; i++) {
        cells[i] = result.getString(i + 1);
      }
      Peer.hand(rows, cells);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
