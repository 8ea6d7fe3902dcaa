package io.shardlens.topology;

import java.util.regex.Pattern;

/// One PostgreSQL database that holds a part of the rows, and how to reach it. Never a password.
///
/// @param label what people call the shard; the id where the file gives no label
/// @param host a host name, an IPv4 or an IPv6 literal; nothing else, because pgjdbc would read
///   more into it (driver properties after a `/` or `?`)
/// @param port 1 to 65535
public record Shard(
    ShardId id,
    String label,
    String host,
    int port,
    String database,
    String user,
    SslMode sslMode) {

  private static final Pattern HOST_NAME =
      Pattern.compile("^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$");

  /// At least two colons, because `db:5432` would pass for an address otherwise.
  private static final Pattern IPV6 = Pattern.compile("^(?=[^:]*:[^:]*:)[0-9A-Fa-f:]{2,39}$");

  public Shard {
    if (!isHost(host)) {
      throw new IllegalArgumentException("Not a host name or an address");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("A port is 1 to 65535");
    }
  }

  /// Whether a text is a host name or an address and nothing more.
  public static boolean isHost(String text) {
    return HOST_NAME.matcher(text).matches() || IPV6.matcher(text).matches();
  }

  /// `host:port`, as people read it; an IPv6 address in brackets.
  public String address() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return label;
  }
}
