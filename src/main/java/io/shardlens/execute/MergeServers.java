package io.shardlens.execute;

import java.util.List;

/// Where gathered rows that are too many for a shard's session are merged.
///
/// @param servers in the order in which they are asked; may be empty
/// @param smallRows rows that a shard's own session merges at most while there is a server; 0 for
///   none
public record MergeServers(List<MergeServer> servers, long smallRows) {

  /// Up to here a shard's session is at least as fast: the rows travel once more, but nothing has
  /// to be started, made or dropped. Measured over four local shards (docs/benchmarks.md).
  public static final long SMALL_ROWS = 50_000;

  /// Only the shards' own sessions.
  public static final MergeServers NONE = new MergeServers(List.of(), 0);

  public MergeServers {
    servers = List.copyOf(servers);
  }

  public static MergeServers of(List<MergeServer> servers) {
    return new MergeServers(servers, SMALL_ROWS);
  }
}
