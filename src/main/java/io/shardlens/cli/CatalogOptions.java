package io.shardlens.cli;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Option;

/// The server whose catalog is read. No password: that comes from where every command finds it.
@NullUnmarked
final class CatalogOptions {

  @Option(names = "--host", paramLabel = "HOST", description = "The server of a live catalog.")
  private String host;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "5432", description = "Its port.")
  private int port;

  @Option(names = "--database", paramLabel = "NAME", description = "Its database.")
  private String database;

  @Option(names = "--user", paramLabel = "NAME", description = "As whom to log in.")
  private String user;

  @Option(
      names = "--ssl-mode",
      paramLabel = "MODE",
      defaultValue = "verify-full",
      description = "disable, require, verify-ca or verify-full (the default).")
  private String sslMode;

  /// @throws CommandFailure when an option is missing or cannot be
  Shard server() {
    if (host == null || database == null || user == null) {
      throw new CommandFailure(
          ExitCode.USAGE, "a live catalog needs --host, --database and --user");
    }
    SslMode mode =
        SslMode.ofWord(sslMode)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "--ssl-mode is one of "
                        + Arrays.stream(SslMode.values())
                            .map(SslMode::word)
                            .collect(Collectors.joining(", "))));
    if (!Shard.isHost(host) || port < 1 || port > 65_535) {
      throw new CommandFailure(
          ExitCode.USAGE, "--host is a host name or an address, and --port is 1 to 65535");
    }
    return new Shard(new ShardId("origin"), "origin", host, port, database, user, mode);
  }
}
