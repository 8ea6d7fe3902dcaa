package io.shardlens.execute.statistics;

import io.shardlens.topology.ShardId;
import java.time.Duration;

/// How a shard's server is, at one moment.
///
/// On a standby the time is that since the last transaction that was replayed: it also grows while
/// the primary has nothing to do. The bytes are those that have arrived and were not replayed.
///
/// @param version as the server says it
/// @param inRecovery whether it is a standby
/// @param replicas that stream from it; unknown of a standby
/// @param lagBytes of the replica that is the farthest behind, 0 without one; on a standby its own
/// @param lagTime likewise; PostgreSQL knows none for a replica that was idle for a while
/// @param connections in use, by clients where the login may see whose they are
/// @param mostConnections that the server's configuration allows
/// @param databaseBytes of the shard's database
public record ServerLoad(
    ShardId shard,
    String version,
    boolean inRecovery,
    LoadFigure<Long> replicas,
    LoadFigure<Long> lagBytes,
    LoadFigure<Duration> lagTime,
    LoadFigure<Long> connections,
    long mostConnections,
    LoadFigure<Long> databaseBytes) {}
