package io.shardlens.topology.imports.toml;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.Environment;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundDefinitions;
import io.shardlens.topology.imports.FoundRoutings;
import io.shardlens.topology.imports.FoundShard;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.Importer;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.tomlj.TomlArray;

/// PgCat's `pgcat.toml`: the servers of a pool's shards, and its sharding function. A file with
/// several pools gives the topology of one; which, is asked.
public final class PgCatImporter implements Importer {

  @Override
  public ImportPreview read(List<ImportSource> sources, Map<String, String> answers) {
    Findings findings = new Findings(answers);
    Map<String, Entry> pools = new LinkedHashMap<>();
    for (ImportSource source : sources) {
      switch (TomlReader.read(source)) {
        case TomlReader.Outcome.Refused(var problem) -> findings.problem(problem);
        case TomlReader.Outcome.Read(var root) ->
            pools.putAll(Entry.root(source.name(), root, findings).named("pools"));
      }
    }
    ImportPlace whole = new ImportPlace(sources.getFirst().name(), 0, 0);
    if (pools.isEmpty()) {
      findings.problem(whole, "The file has no [pools]");
      return findings.withoutTopology();
    }
    Optional<String> name =
        pools.size() == 1
            ? Optional.of(pools.keySet().iterator().next())
            : findings.ask(
                "pool",
                whole,
                "The file has several pools. Which one is the topology of?",
                List.copyOf(pools.keySet()));
    Entry pool = name.map(pools::get).orElse(null);
    return name.isEmpty() || pool == null
        ? findings.withoutTopology()
        : new Reading(name.get(), pool, whole, findings).preview();
  }

  /// One reading of one pool.
  private record Reading(String name, Entry pool, ImportPlace whole, Findings findings) {

    ImportPreview preview() {
      List<FoundShard> found = shards();
      List<Optional<Shard>> shards = found.stream().map(each -> each.complete(findings)).toList();
      List<ShardId> ids = found.stream().map(each -> new ShardId(each.id())).toList();
      FoundRoutings routings = new FoundRoutings();
      List<TableDefinition> tables = ids.isEmpty() ? List.of() : tables(ids, routings);
      if (ids.isEmpty()) {
        findings.problem(pool.place(), "The pool has no shards numbered from 0");
      }
      findings.assumed(
          whole, "The environment is prod, the most careful one; change it if it is not");
      return findings.preview(
          whole,
          () ->
              new Topology(
                  name,
                  Environment.PROD,
                  shards.stream().map(Optional::orElseThrow).toList(),
                  routings.all(),
                  tables));
    }

    private List<FoundShard> shards() {
      TreeMap<Integer, Entry> numbered = new TreeMap<>();
      pool.named("shards")
          .forEach((number, shard) -> {
            if (number.matches("[0-9]{1,4}")) {
              numbered.put(Integer.valueOf(number), shard);
            }
          });
      Optional<String> user = user();
      List<FoundShard> shards = new ArrayList<>();
      for (Map.Entry<Integer, Entry> shard : numbered.entrySet()) {
        if (shard.getKey() != shards.size()) {
          findings.problem(shard.getValue().place(), "Shards are numbered from 0 without gaps");
          break;
        }
        shards.add(shard(shard.getKey(), shard.getValue(), user));
      }
      return shards;
    }

    private FoundShard shard(int number, Entry shard, Optional<String> user) {
      Optional<TomlArray> primary = primary(shard);
      return new FoundShard(
          shard.place(),
          "shard_" + number,
          primary
              .map(server -> server.get(0))
              .filter(String.class::isInstance)
              .map(String.class::cast),
          primary
              .map(server -> server.get(1))
              .filter(Long.class::isInstance)
              .map(port -> OptionalInt.of(Math.clamp((Long) port, -1, 65_536)))
              .orElse(OptionalInt.empty()),
          shard.text("database"),
          user,
          Optional.empty());
    }

    /// `["127.0.0.1", 5432, "primary"]`.
    private Optional<TomlArray> primary(Entry shard) {
      List<TomlArray> primaries = new ArrayList<>();
      int servers = 0;
      for (Object server : shard.list("servers").map(TomlArray::toList).orElse(List.of())) {
        servers++;
        if (server instanceof TomlArray parts
            && parts.size() == 3
            && "primary".equals(parts.get(2))) {
          primaries.add(parts);
        }
      }
      if (servers > 1) {
        findings.dropped(shard.place("servers"), "All servers but the primary were left out");
      }
      return primaries.stream().findFirst();
    }

    private Optional<String> user() {
      List<String> names = new ArrayList<>();
      for (Entry user : pool.named("users").values()) {
        if (user.has("password") || user.has("server_password")) {
          findings.dropped(user.place(), "The passwords of a user were left out");
        }
        user.text("server_username").or(() -> user.text("username")).ifPresent(names::add);
      }
      List<String> distinct = names.stream().distinct().toList();
      if (distinct.size() < 2) {
        return distinct.stream().findFirst();
      }
      return findings.ask(
          "user",
          pool.place(),
          "Several users may log in. As which one are the shards read?",
          distinct);
    }

    /// PgCat finds keys by the column `automatic_sharding_key`, `table.column`, or by what a client
    /// says; only the first is in the file.
    private List<TableDefinition> tables(List<ShardId> ids, FoundRoutings routings) {
      String key = pool.text("automatic_sharding_key").orElse("");
      int dot = key.lastIndexOf('.');
      Optional<NumberSource.Hash> hash = hash();
      if (dot < 1 || dot + 1 == key.length() || hash.isEmpty()) {
        findings.notUnderstood(
            pool.place(),
            "The file names no table and key that PgCat shards by itself (automatic_sharding_key):"
                + " add the tables and their routing to the topology");
        return List.of();
      }
      String table = key.substring(0, dot);
      String column = key.substring(dot + 1);
      RoutingRule rule =
          new RoutingRule.Buckets(
              hash.get(), new BucketRule.Modulo(BucketMap.of(ids), BucketRule.Remainder.FLOOR));
      String routing = routings.named(List.of(column), List.of(KeyType.BIGINT), rule);
      findings.understood(
          pool.place("automatic_sharding_key"),
          Shown.quoted(table) + " is sharded by " + Shown.quoted(column));
      return List.of(
          new TableDefinition.Sharded(FoundDefinitions.name(table), List.of(column), routing));
    }

    private Optional<NumberSource.Hash> hash() {
      return switch (pool.text("sharding_function").orElse("pg_bigint_hash")) {
        case "pg_bigint_hash" ->
            Optional.of(NumberSource.Hash.ofTypedValue(HashFunction.POSTGRESQL));
        case "sha1" ->
            Optional.of(
                new NumberSource.Hash(
                    HashFunction.SHA1,
                    0,
                    NumberSource.KeyBytes.TEXT,
                    NumberSource.HashPart.whole(HashFunction.SHA1),
                    false));
        default -> {
          findings.notUnderstood(
              pool.place("sharding_function"), "The sharding function of the pool is not known");
          yield Optional.empty();
        }
      };
    }
  }
}
