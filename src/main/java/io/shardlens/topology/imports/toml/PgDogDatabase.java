package io.shardlens.topology.imports.toml;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundShard;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The servers of one database of PgDog: a primary each shard.
///
/// @param shards by their numbers, from 0 without a gap
record PgDogDatabase(List<FoundShard> shards) {

  static final int MAXIMUM_SHARDS = 4096;

  PgDogDatabase {
    shards = List.copyOf(shards);
  }

  /// The shard of a number, or empty for one that the file does not have.
  Optional<ShardId> shard(long number) {
    return number >= 0 && number < shards.size()
        ? Optional.of(new ShardId(shards.get((int) number).id()))
        : Optional.empty();
  }

  List<ShardId> ids() {
    return shards.stream().map(shard -> new ShardId(shard.id())).toList();
  }

  static PgDogDatabase read(String database, List<Entry> files, Findings findings) {
    SortedMap<Long, Entry> primaries = new TreeMap<>();
    int replicas = 0;
    ImportPlace last = new ImportPlace(files.getFirst().file(), 0, 0);
    for (Entry file : files) {
      for (Entry server : file.each("databases")) {
        if (server.text("name").filter(database::equals).isEmpty()) {
          continue;
        }
        last = server.place();
        if (isReplica(server)
            || (isAutomatic(server) && primaries.containsKey(server.number("shard").orElse(0L)))) {
          replicas++;
        } else if (primaries.putIfAbsent(server.number("shard").orElse(0L), server) != null) {
          findings.problem(server.place(), "Two primaries of one shard: which one counts?");
        }
      }
    }
    if (replicas > 0) {
      findings.dropped(
          last, replicas + (replicas == 1 ? " replica was" : " replicas were") + " left out");
    }
    Optional<String> user = user(database, files, findings);
    List<FoundShard> shards = new ArrayList<>();
    for (var primary : primaries.entrySet()) {
      if (primary.getKey() != shards.size() || shards.size() == MAXIMUM_SHARDS) {
        findings.problem(
            primary.getValue().place(),
            "Shard " + shards.size() + " has no primary; shards are numbered from 0 without gaps");
        break;
      }
      shards.add(shard(database, shards.size(), primary.getValue(), user));
    }
    return new PgDogDatabase(shards);
  }

  private static boolean isReplica(Entry server) {
    return server.text("role").filter("replica"::equals).isPresent()
        || server.isTrue("read_only")
        || server.isTrue("resharding_only");
  }

  /// PgDog finds out by itself which server is the primary.
  private static boolean isAutomatic(Entry server) {
    return server.text("role").filter("auto"::equals).isPresent();
  }

  private static FoundShard shard(
      String database, int number, Entry server, Optional<String> user) {
    if (server.has("password")) {
      server
          .findings()
          .dropped(server.place("password"), "The password of shard " + number + " was left out");
    }
    if (isAutomatic(server)) {
      server
          .findings()
          .assumed(server.place("role"), "This server is taken for the primary of its shard");
    }
    return new FoundShard(
        server.place(),
        "shard_" + number,
        server.text("host"),
        server
            .number("port")
            .map(port -> OptionalInt.of(Math.clamp(port, -1, 65_536)))
            .orElse(OptionalInt.empty()),
        server.text("database_name").or(() -> Optional.of(database)),
        server.text("user").or(() -> user),
        Optional.empty());
  }

  /// The user of the database in `users.toml`, who is also the user on the servers unless the file
  /// names another.
  private static Optional<String> user(String database, List<Entry> files, Findings findings) {
    Set<String> names = new LinkedHashSet<>();
    ImportPlace place = new ImportPlace(files.getFirst().file(), 0, 0);
    for (Entry file : files) {
      for (Entry user : file.each("users")) {
        boolean all = user.isTrue("all_databases");
        if (all
            || user.text("database").filter(database::equals).isPresent()
            || user.keyTexts("databases").contains(database)) {
          place = user.place();
          user.text("server_user").or(() -> user.text("name")).ifPresent(names::add);
        }
        if (user.has("password") || user.has("server_password") || user.has("passwords")) {
          findings.dropped(user.place(), "The passwords of a user were left out");
        }
      }
    }
    if (names.size() < 2) {
      return names.stream().findFirst();
    }
    return findings.ask(
        "user",
        place,
        "Several users may log in, "
            + Shown.quoted(names.iterator().next())
            + " among them. As which"
            + " one are the shards read?",
        List.copyOf(names));
  }
}
