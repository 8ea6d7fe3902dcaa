package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundShard;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The shards that partitions lie on: foreign servers by their names, and the server that was
/// asked.
final class ForeignServers {

  private final Shard asked;
  private final ImportPlace place;
  private final Findings findings;
  private final Map<String, PartitionTree.Foreign> used = new LinkedHashMap<>();
  private boolean askedIsUsed;

  ForeignServers(Shard asked, ImportPlace place, Findings findings) {
    this.asked = asked;
    this.place = place;
    this.findings = findings;
  }

  /// The shard of a partition, which counts as used from now on.
  ShardId of(PartitionTree.Partition partition) {
    Optional<PartitionTree.Foreign> server = partition.server();
    if (server.isEmpty()) {
      askedIsUsed = true;
      return asked.id();
    }
    used.putIfAbsent(server.get().name(), server.get());
    return new ShardId(name(server.get()));
  }

  /// A foreign server may be called like the server that was asked.
  private String name(PartitionTree.Foreign server) {
    return server.name().equals(asked.id().value()) ? server.name() + "_fdw" : server.name();
  }

  /// The used shards, the asked one first; empty ones are open questions.
  List<Optional<Shard>> complete() {
    List<Optional<Shard>> shards = new ArrayList<>();
    if (askedIsUsed) {
      shards.add(Optional.of(asked));
    }
    for (PartitionTree.Foreign server : used.values()) {
      shards.add(found(server).complete(findings));
    }
    if (!used.isEmpty()) {
      findings.assumed(
          place,
          "The user of every shard is "
              + Shown.quoted(asked.user())
              + ", who asked; user mappings are not read");
    }
    return shards;
  }

  private FoundShard found(PartitionTree.Foreign server) {
    return new FoundShard(
        place,
        name(server),
        server.host(),
        port(server),
        server.database().or(() -> Optional.of(asked.user())),
        Optional.of(asked.user()),
        server.sslMode());
  }

  private static OptionalInt port(PartitionTree.Foreign server) {
    Optional<String> port = server.port().filter(text -> text.matches("[0-9]{1,5}"));
    return port.isPresent() ? OptionalInt.of(Integer.parseInt(port.get())) : OptionalInt.empty();
  }
}
