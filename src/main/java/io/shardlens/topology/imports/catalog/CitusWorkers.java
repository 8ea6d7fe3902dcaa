package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The nodes of a Citus cluster that hold shards, and the coordinator. All have the coordinator's
/// database, user and way of encryption, as Citus wants it.
final class CitusWorkers {

  /// The group of the coordinator.
  private static final String COORDINATOR = "0";

  private static final Set<String> SAME_COMPUTER = Set.of("localhost", "127.0.0.1", "::1");

  private final Shard coordinator;
  private final ImportPlace place;
  private final Findings findings;
  private final Map<String, Shard> workers = new LinkedHashMap<>();

  CitusWorkers(Shard coordinator, ImportPlace place, Findings findings) {
    this.coordinator = coordinator;
    this.place = place;
    this.findings = findings;
  }

  ShardId coordinator() {
    return coordinator.id();
  }

  /// The node of a group, or empty where the catalog's address is none.
  Optional<ShardId> of(String group, String name, String port) {
    if (group.equals(COORDINATOR)) {
      return Optional.of(coordinator.id());
    }
    Shard known = workers.get(group);
    if (known != null) {
      return Optional.of(known.id());
    }
    // What the coordinator calls localhost is its own computer.
    String host = SAME_COMPUTER.contains(name) ? coordinator.host() : name;
    int number = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    if (!Shard.isHost(host) || number < 1 || number > 65_535) {
      findings.problem(
          place,
          "The address of the node group " + Shown.quoted(group) + " is none that can be used");
      return Optional.empty();
    }
    ShardId id = new ShardId(free("worker_" + (workers.size() + 1)));
    workers.put(
        group,
        new Shard(
            id,
            id.value(),
            host,
            number,
            coordinator.database(),
            coordinator.user(),
            coordinator.sslMode()));
    return Optional.of(id);
  }

  private String free(String wanted) {
    return coordinator.id().value().equals(wanted) ? wanted + "_node" : wanted;
  }

  /// The coordinator, then the workers in the order of the catalog.
  List<Shard> shards() {
    List<Shard> shards = new ArrayList<>(List.of(coordinator));
    shards.addAll(workers.values());
    return shards;
  }
}
