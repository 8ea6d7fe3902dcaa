package io.shardlens.execute;

import java.util.List;

/// Where gathered rows that are too many for a shard's session are merged.
///
/// @param servers in the order in which they are asked; may be empty
/// @param smallRows rows that a shard's own session merges at most while there is a server; 0 for
///   none
public record MergeServers(List<MergeServer> servers, long smallRows) {

  /// Up to here a shard's session is as fast, and nothing has to be started, made or dropped. The
  /// two meet between 50 000 and 100 000 rows; the figures are in docs/decisions/0014.
  public static final long SMALL_ROWS = 50_000;

  /// Text of fewer rows can be too much for a shard's session, too.
  static final long SMALL_CHARACTERS = 16L << 20;

  /// Only the shards' own sessions.
  public static final MergeServers NONE = new MergeServers(List.of(), 0);

  public MergeServers {
    servers = List.copyOf(servers);
  }

  /// Whether a shard's session merges so much although there may be a server.
  public boolean isSmall(long rows, long characters) {
    return servers.isEmpty() || (rows <= smallRows && characters <= SMALL_CHARACTERS);
  }

  public static MergeServers of(List<MergeServer> servers) {
    return new MergeServers(servers, SMALL_ROWS);
  }
}
