package io.shardlens.bench.suite;

import io.shardlens.execute.Coordinator;
import io.shardlens.execute.CoordinatorScript;
import io.shardlens.execute.ShardGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import java.time.Duration;

/// A PostgreSQL with postgres_fdw in front of the shards, made by the script that Shardlens itself
/// writes: foreign tables as partitions, partitionwise joins and aggregates on, statistics read.
final class ForeignDataPeer {

  private ForeignDataPeer() {}

  /// @param fetchSize rows a batch between the servers; 0 leaves it as the script has it
  static JdbcPeer make(SuiteServers servers, ShardGateway gateway, int fetchSize, Duration timeout)
      throws Exception {
    CoordinatorScript script = new Coordinator(servers.topology(), gateway).script();
    if (!script.leftOut().isEmpty()) {
      throw new NoAnswer(String.join("; ", script.leftOut()));
    }
    try (MaintenanceConnection connection = servers.createCoordinator()) {
      connection.execute(script.sql());
      for (int shard = 0; shard < SuiteData.SHARDS; shard++) {
        String server = "s" + (shard + 1);
        connection.execute(
            "ALTER USER MAPPING FOR CURRENT_USER SERVER "
                + server
                + " OPTIONS (ADD password '"
                + servers.password(shard)
                + "')");
        if (fetchSize > 0) {
          connection.execute(
              "ALTER SERVER " + server + " OPTIONS (SET fetch_size '" + fetchSize + "')");
        }
      }
      connection.execute("ANALYZE");
    }
    return new JdbcPeer("fdw", servers.whole(SuiteServers.COORDINATOR, timeout));
  }
}
