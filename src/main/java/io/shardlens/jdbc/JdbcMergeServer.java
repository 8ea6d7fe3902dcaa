package io.shardlens.jdbc;

import io.shardlens.execute.MergeServer;
import io.shardlens.execute.MergeSession;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.TextOrder;
import io.shardlens.jdbc.JdbcMergeSession.Storage;
import io.shardlens.topology.MergeServerPlace;
import io.shardlens.topology.Shard;
import java.time.Duration;

/// The merge server that a topology names: temporary tables in a session of ours, and nothing else.
/// Thread-safe.
public final class JdbcMergeServer implements MergeServer {

  /// Room on its disk is its owner's business; `temp_file_limit` there does not count temporary
  /// tables, so there is a bound here.
  private static final long MAX_BYTES = 64L << 30;

  private final Shard place;
  private final PasswordFiles passwords;

  public JdbcMergeServer(MergeServerPlace place, PasswordFiles passwords) {
    this.place = place.connection();
    this.passwords = passwords;
  }

  @Override
  public String name() {
    return place.label();
  }

  @Override
  public MergeSession open(TextOrder text, Duration timeout) throws ShardFailure {
    return JdbcMergeSession.open(place, passwords, Storage.TEMPORARY, MAX_BYTES, timeout, _ -> {});
  }
}
