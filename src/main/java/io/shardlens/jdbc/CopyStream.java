package io.shardlens.jdbc;

import io.shardlens.execute.CopySink;
import io.shardlens.execute.PartFeed;
import io.shardlens.execute.ShardFailure;
import io.shardlens.topology.Shard;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/// The two ends of `COPY` in its text form, as the driver has them.
final class CopyStream {

  /// Rows handed on at once; whole rows, so that a larger one comes alone.
  private static final int BATCH_BYTES = 64 * 1024;

  private CopyStream() {}

  /// Hands on the rows of `COPY (query) TO STDOUT`.
  static void out(Connection connection, String query, CopySink sink)
      throws SQLException, ShardFailure {
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY (\n" + query + "\n) TO STDOUT");
    try {
      pump(copy, sink);
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /// The server sends a message for each row.
  private static void pump(CopyOut copy, CopySink sink) throws SQLException, ShardFailure {
    byte[] batch = new byte[BATCH_BYTES];
    int length = 0;
    int rows = 0;
    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      if (length + row.length > batch.length && length > 0) {
        sink.rows(batch, length, rows);
        length = 0;
        rows = 0;
      }
      if (row.length > batch.length) {
        sink.rows(row, row.length, 1);
      } else {
        System.arraycopy(row, 0, batch, length, row.length);
        length += row.length;
        rows++;
      }
    }
    if (length > 0) {
      sink.rows(batch, length, rows);
    }
  }

  /// Starts `COPY table FROM STDIN`.
  static PartFeed in(Shard place, Connection connection, String sql) throws ShardFailure {
    try {
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      return new Feed(place, copy);
    } catch (SQLException e) {
      throw ServerErrors.ofStatement(place, e);
    }
  }

  private record Feed(Shard place, CopyIn copy) implements PartFeed {
    @Override
    public void write(byte[] bytes, int length) throws ShardFailure {
      try {
        copy.writeToCopy(bytes, 0, length);
      } catch (SQLException e) {
        throw ServerErrors.ofStatement(place, e);
      }
    }

    @Override
    public void finish() throws ShardFailure {
      try {
        copy.endCopy();
      } catch (SQLException e) {
        throw ServerErrors.ofStatement(place, e);
      }
    }
  }
}
