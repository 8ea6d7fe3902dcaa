package io.shardlens.topology.json;

import io.shardlens.topology.MergeServerPlace;
import io.shardlens.topology.Shard;
import io.shardlens.topology.SslMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the members that say where a database is and who logs in there: those of a shard, and
/// `"mergeServer"`.
final class ServerReader {
  private static final int DEFAULT_PORT = 5432;

  private final Problems problems;
  private final NameRules names;

  ServerReader(Problems problems) {
    this.problems = problems;
    this.names = new NameRules(problems);
  }

  /// Empty where a member is missing or wrong, which is then among the problems.
  Optional<MergeServerPlace> read(MemberReader server) {
    String host = host(server.text("host"));
    Integer port = server.has("port") ? server.whole("port") : Integer.valueOf(DEFAULT_PORT);
    String database = names.identifier("database", server.text("database"));
    String user = names.identifier("user", server.text("user"));
    SslMode sslMode =
        Optional.ofNullable(server.word("sslMode"))
            .flatMap(SslMode::ofWord)
            .orElse(SslMode.VERIFY_FULL);
    return host == null || port == null || database == null || user == null
        ? Optional.empty()
        : Optional.of(new MergeServerPlace(host, port, database, user, sslMode));
  }

  /// The value is never repeated: it may hold a password.
  private @Nullable String host(Located.@Nullable Text text) {
    if (text == null || Shard.isHost(text.value())) {
      return text == null ? null : text.value();
    }
    String host = text.value();
    String advice;
    if (Shown.isUrlOrCredentials(host) || host.indexOf('@') >= 0) {
      advice =
          "looks like a connection URL or a password; a topology file holds neither: give the bare"
              + " host name, and port, database and user as members of their own";
    } else if (host.matches("[^:]+:[0-9]+")) {
      advice = "is a host name or address alone: give the port as \"port\"";
    } else if (host.startsWith("[")) {
      advice = "is an IPv6 address without brackets";
    } else {
      advice = "is a host name, an IPv4 or an IPv6 address, and nothing else";
    }
    problems.add(text.place(), "\"host\" " + advice);
    return null;
  }
}
