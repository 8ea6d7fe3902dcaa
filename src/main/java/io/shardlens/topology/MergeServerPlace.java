package io.shardlens.topology;

/// A PostgreSQL that holds no rows of the shards, and lends itself to merge what is gathered of
/// them: where it is, and the login there, which needs no right but that of temporary tables. Never
/// a password.
///
/// @param host as that of a [Shard]
/// @param port 1 to 65535
public record MergeServerPlace(
    String host, int port, String database, String user, SslMode sslMode) {

  public MergeServerPlace {
    if (!Shard.isHost(host)) {
      throw new IllegalArgumentException("Not a host name or an address");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("A port is 1 to 65535");
    }
  }

  /// The place as one that can be connected to; its label is what people call it.
  public Shard connection() {
    Shard plain = new Shard(new ShardId("merge-server"), "", host, port, database, user, sslMode);
    return new Shard(
        plain.id(), "the merge server at " + plain.address(), host, port, database, user, sslMode);
  }

  /// Whether this is the database of a shard.
  public boolean isOf(Shard shard) {
    return host.equalsIgnoreCase(shard.host())
        && port == shard.port()
        && database.equals(shard.database());
  }
}
