package io.shardlens.execute;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Chooses where the last stage of a gathered merge runs: few rows in a shard's own session, which
/// has the shards' types, functions and collations by nature; many on a merge server, which takes
/// them without their being held here; and where no server can, in a shard's session as far as
/// memory goes.
final class GatheredMerge {

  private static final long MAX_ROWS = 1_000_000;

  private final Topology topology;
  private final MergeServers servers;
  private final ArrayMerge inShard;
  private final CopyMerge onServer;

  GatheredMerge(Topology topology, Scatter scatter, MergeServers servers) {
    this.topology = topology;
    this.servers = servers;
    this.inShard = new ArrayMerge(topology, scatter);
    this.onServer = new CopyMerge(topology, scatter);
  }

  QueryResult run(GatheredQuery query) {
    String shard = label(query.step().mergeShard());
    if (!servers.servers().isEmpty() && servers.smallRows() > 0) {
      Optional<QueryResult> small =
          inShard.run(
              query,
              new RowBudget(servers.smallRows(), MergeServers.SMALL_CHARACTERS),
              "Merged in a session on "
                  + shard
                  + ", because no more than "
                  + servers.smallRows()
                  + " rows were gathered");
      if (small.isPresent()) {
        return small.get();
      }
    }
    List<String> declined = new ArrayList<>();
    for (MergeServer server : servers.servers()) {
      switch (onServer.run(server, query)) {
        case CopyMerge.Outcome.Answered(QueryResult result) -> {
          return result;
        }
        case CopyMerge.Outcome.Unfit(String reason) ->
            declined.add(server.name() + " could not: " + reason);
      }
    }
    String why = declined.isEmpty() ? "" : "; " + String.join("; ", declined);
    return inShard
        .run(query, new RowBudget(MAX_ROWS), "Merged in a session on " + shard + why)
        .orElseGet(() -> query.result().refused(RowBudget.tooMany(MAX_ROWS) + why));
  }

  private String label(ShardId shard) {
    return topology.shard(shard).label();
  }
}
