package io.shardlens.execute;

import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares the servers of the shards: one that runs another PostgreSQL, sorts text by another
/// version of a collation or begins its sessions in another time zone gives other answers to the
/// same statement.
final class ServersCheck {

  private final Topology topology;

  ServersCheck(Topology topology) {
    this.topology = topology;
  }

  /// @param facts of the shards whose servers tell
  /// @param up the shards that answer
  Finding run(Map<ShardId, ServerFacts> facts, List<ShardId> up) {
    List<String> problems = new ArrayList<>();
    up.stream()
        .filter(shard -> !facts.containsKey(shard))
        .forEach(shard -> problems.add(label(shard) + ": the server does not tell what it is"));
    compare("PostgreSQL ", facts, server -> Integer.toString(server.major()), problems);
    compare("encoding ", facts, ServerFacts::encoding, problems);
    compare("locale ", facts, ServerFacts::locale, problems);
    compare(
        "version of the collation ",
        facts,
        server -> server.collationVersion().isEmpty() ? "not known" : server.collationVersion(),
        problems);
    compare(
        "time zone of sessions, ",
        facts,
        server -> server.zones().isEmpty() ? "the server's own" : String.join(", ", server.zones()),
        problems);
    compare("time zone of the log, ", facts, server -> sameZone(server.logZone()), problems);
    facts.forEach((shard, server) ->
        server.outdated().forEach(outdated -> problems.add(label(shard) + ": " + outdated)));
    return new Finding(
        Kind.SERVERS,
        problems.isEmpty() ? Severity.OK : Severity.WARNING,
        problems.isEmpty() ? "Servers alike" : "Servers differ",
        "PostgreSQL "
            + facts.values().stream()
                .map(ServerFacts::version)
                .distinct()
                .collect(Collectors.joining(", "))
            + ", encoding, collation and time zone",
        problems);
  }

  private void compare(
      String what,
      Map<ShardId, ServerFacts> facts,
      Function<ServerFacts, String> of,
      List<String> problems) {
    Map<String, List<String>> shards = new LinkedHashMap<>();
    facts.forEach((shard, server) ->
        shards.computeIfAbsent(of.apply(server), _ -> new ArrayList<>()).add(label(shard)));
    if (shards.size() > 1) {
      problems.add(
          what
              + shards.entrySet().stream()
                  .map(entry -> entry.getKey() + " on " + String.join(", ", entry.getValue()))
                  .collect(Collectors.joining("; ")));
    }
  }

  /// The names of universal time are one zone.
  private static String sameZone(String zone) {
    return switch (zone) {
      case "Etc/UTC",
          "Etc/UCT",
          "UCT",
          "Zulu",
          "Etc/Zulu",
          "Universal",
          "Etc/Universal",
          "GMT",
          "Etc/GMT" ->
          "UTC";
      default -> zone;
    };
  }

  private String label(ShardId shard) {
    return topology.shard(shard).label();
  }
}
