package io.shardlens.topology.imports.python;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundShard;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The databases of an application, and by which names, numbers and objects its code speaks of
/// them.
final class Databases {
  private static final Pattern ID =
      Pattern.compile("[^,:@\\p{Cntrl}\\s](?:[^,:@\\p{Cntrl}]{0,60}[^,:@\\p{Cntrl}\\s])?");
  private static final int MOST = 4_096;

  private final Findings findings;
  private final Map<String, FoundShard> found = new LinkedHashMap<>();
  private final Map<Object, ShardId> aliases = new HashMap<>();
  private final Map<String, ShardId> identities = new HashMap<>();

  Databases(Findings findings) {
    this.findings = findings;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  boolean isFull() {
    return found.size() >= MOST;
  }

  List<String> ids() {
    return new ArrayList<>(found.keySet());
  }

  /// Keeps a database, unless one with the same host, port and name is known, which it then is.
  ///
  /// @param alias by which code speaks of it, or `null`
  /// @param identity of the object that connects to it
  void add(FoundShard shard, @Nullable Object alias, String identity) {
    Optional<ShardId> same = sameAs(shard);
    ShardId id = same.orElse(new ShardId(shard.id()));
    if (same.isEmpty()) {
      found.put(shard.id(), shard);
    }
    identities.putIfAbsent(identity, id);
    if (alias != null) {
      alias(alias, id, shard.place());
    }
  }

  /// Lets code speak of a database by another name.
  void alias(Object alias, ShardId id, ImportPlace place) {
    ShardId before = aliases.putIfAbsent(alias, id);
    if (before != null && !before.equals(id)) {
      findings.notUnderstood(
          place,
          "Another database is called %s as well; the name means %s, which comes first"
              .formatted(Names.shown(alias.toString()), Shown.quoted(before.value())));
    }
  }

  private Optional<ShardId> sameAs(FoundShard shard) {
    if (shard.host().isEmpty() || shard.database().isEmpty()) {
      return Optional.empty();
    }
    return found.values().stream()
        .filter(other ->
            other.host().equals(shard.host())
                && other.port().orElse(5432) == shard.port().orElse(5432)
                && other.database().equals(shard.database()))
        .map(other -> new ShardId(other.id()))
        .findFirst();
  }

  /// An id that no other database has: the name, if it can be one.
  String freeId(String name) {
    boolean usable = ID.matcher(name).matches() && !Shown.isUrlOrCredentials(name);
    String base = usable ? name : "shard_" + (found.size() + 1);
    String id = base;
    for (int i = 2; found.containsKey(id); i++) {
      id = base + "_" + i;
    }
    return id;
  }

  Optional<ShardId> ofAlias(Object alias) {
    return Optional.ofNullable(aliases.get(alias));
  }

  Optional<ShardId> ofIdentity(String identity) {
    return Optional.ofNullable(identities.get(identity));
  }

  ImportPlace placeOf(ShardId id, ImportPlace otherwise) {
    FoundShard shard = found.get(id.value());
    return shard == null ? otherwise : shard.place();
  }

  /// The shards, with what is missing asked for; those about which something is open are left out.
  List<Shard> complete() {
    List<Shard> shards = new ArrayList<>();
    for (FoundShard each : found.values()) {
      if (each.port().isEmpty()) {
        findings.assumed(
            each.place(),
            Shown.quoted(each.id()) + ": the port is 5432, as the source does not say");
      }
      each.complete(findings).ifPresent(shards::add);
    }
    return shards;
  }
}
