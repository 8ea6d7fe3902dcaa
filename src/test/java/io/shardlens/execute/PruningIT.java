package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.RandomQueries;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.plan.QueryPlan;
import io.shardlens.topology.ShardId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// No shard that holds a matching row is ever left out: each shard is asked itself, past the
/// planner. `-Dshardlens.seed=` repeats a run.
final class PruningIT {

  private static final long SEED = RandomSeed.ofThisRun();
  private static final int CONDITIONS = RandomSeed.cases(300, 10_000);

  @Test
  void asksEveryShardThatHoldsAMatchingRow() throws ShardlensException {
    ShardedServers servers = ShardedServers.get();
    RandomQueries random = new RandomQueries(SEED);
    Map<String, MaintenanceConnection> connections = new HashMap<>();
    int pruned = 0;
    try (Oracle oracle = new Oracle(servers)) {
      for (String shard : ShardedServers.SHARDS) {
        connections.put(shard, servers.connect(shard));
      }
      for (int i = 0; i < CONDITIONS; i++) {
        String table = RandomQueries.SHARDED.get(i % RandomQueries.SHARDED.size());
        String where = random.conditionOn(table);
        String sql = "SELECT count(*) FROM " + table + " WHERE " + where;
        QueryPlan plan;
        try {
          plan = oracle.service().explain("SELECT 1 FROM " + table + " WHERE " + where);
        } catch (ShardlensException e) {
          assertThat(oracle.ask(sql).error()).as(where + e).isNotEmpty();
          continue;
        }
        for (var connection : connections.entrySet()) {
          ShardId shard = new ShardId(connection.getKey());
          if (plan.asked().contains(shard)) {
            continue;
          }
          pruned++;
          assertThat(connection.getValue().queryText(sql))
              .as("seed %d: %s is left out of %s", SEED, shard, sql)
              .isEqualTo("0");
        }
      }
    } finally {
      for (MaintenanceConnection connection : connections.values()) {
        connection.close();
      }
    }
    assertThat(pruned).as("shards left out in all, seed %d", SEED).isGreaterThan(CONDITIONS / 4);
  }
}
