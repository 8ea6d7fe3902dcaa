package io.shardlens.bench.suite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The least that a look-up can cost over JDBC: a statement that is kept prepared on the shard that
/// is known to own the key. Answers nothing else.
final class DirectPeer implements Peer {

  private final SuiteData data;
  private final List<Connection> connections = new ArrayList<>();
  private final List<PreparedStatement> lookUps = new ArrayList<>();

  DirectPeer(SuiteServers servers, Duration timeout) throws SQLException {
    data = servers.data();
    for (int shard = 0; shard < SuiteData.SHARDS; shard++) {
      Connection connection = servers.shard(shard, timeout);
      connections.add(connection);
      lookUps.add(connection.prepareStatement("SELECT * FROM users WHERE id = ?"));
    }
  }

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public boolean answers(SuiteQuery query) {
    return query.isPoint();
  }

  @Override
  public void run(SuiteQuery query, RowReader rows) throws NoAnswer {
    throw new NoAnswer("looks up keys only");
  }

  @Override
  public void lookUp(long id, RowReader rows) throws SQLException {
    PreparedStatement lookUp = lookUps.get(data.shardOf(id));
    lookUp.setLong(1, id);
    try (ResultSet result = lookUp.executeQuery()) {
      JdbcPeer.read(result, rows);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
