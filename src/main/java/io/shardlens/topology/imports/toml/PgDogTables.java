package io.shardlens.topology.imports.toml;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundDefinitions;
import io.shardlens.topology.imports.FoundRoutings;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables that `[[sharded_tables]]`, `[[omnisharded_tables]]` and `[[sharded_schemas]]` name.
final class PgDogTables {

  private final String database;
  private final PgDogDatabase servers;
  private final Findings findings;
  private final FoundRoutings routings = new FoundRoutings();
  private final FoundDefinitions definitions;

  private PgDogTables(String database, PgDogDatabase servers, Findings findings) {
    this.database = database;
    this.servers = servers;
    this.findings = findings;
    this.definitions = new FoundDefinitions(findings);
  }

  static PgDogTables read(
      String database, PgDogDatabase servers, List<Entry> files, Findings findings) {
    PgDogTables tables = new PgDogTables(database, servers, findings);
    List<Entry> oldMappings = new ArrayList<>();
    for (Entry file : files) {
      oldMappings.addAll(tables.ours(file.each("sharded_mappings")));
    }
    for (Entry file : files) {
      tables.ours(file.each("sharded_tables")).forEach(table -> tables.sharded(table, oldMappings));
      tables.ours(file.each("omnisharded_tables")).forEach(tables::everywhere);
      tables.schemas(tables.ours(file.each("sharded_schemas")));
    }
    return tables;
  }

  List<RoutingDefinition> routings() {
    return routings.all();
  }

  List<TableDefinition> definitions() {
    return definitions.all();
  }

  private List<Entry> ours(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.text("database").filter(database::equals).isPresent())
        .toList();
  }

  private void sharded(Entry table, List<Entry> oldMappings) {
    String column = table.text("column").orElse("");
    Optional<KeyType> type = type(table);
    Optional<RoutingRule> rule =
        type.flatMap(known -> rule(table, new PgDogMapping(known, servers), oldMappings));
    if (column.isBlank() || type.isEmpty() || rule.isEmpty()) {
      if (column.isBlank()) {
        findings.notUnderstood(table.place(), "A sharded table without a column was left out");
      }
      return;
    }
    String routing =
        routings.named(
            List.of(column), List.of(type.get()), List.of(), rule.get(), new NullPolicy.Anywhere());
    Optional<List<String>> names = names(table, column);
    if (names.isPresent()) {
      for (String name : names.get()) {
        definitions.add(
            table.place(),
            new TableDefinition.Sharded(
                FoundDefinitions.name(table.text("schema").orElse(""), name),
                List.of(column),
                routing));
      }
    }
  }

  /// PgDog shards by a column whatever the table is called where the entry names none; a topology
  /// has to name the tables.
  private Optional<List<String>> names(Entry table, String column) {
    Optional<String> name = table.text("name").filter(text -> !text.isBlank());
    return name.map(List::of)
        .or(() ->
            findings
                .ask(
                    column + ".tables",
                    table.place(),
                    "Every table with a column "
                        + Shown.quoted(column)
                        + " is sharded by it. Which tables are they? Their names, with commas"
                        + " between them, or \"-\" for none but those of the file",
                    List.of())
                .map(answer ->
                    Arrays.stream(answer.split(",", 1_000))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty() && !text.equals("-"))
                        .toList()));
  }

  private Optional<KeyType> type(Entry table) {
    String word = table.text("data_type").orElse("bigint");
    return switch (word) {
      case "bigint" -> Optional.of(KeyType.BIGINT);
      case "uuid" -> Optional.of(KeyType.UUID);
      case "varchar" -> Optional.of(KeyType.VARCHAR);
      default -> {
        findings.notUnderstood(
            table.place("data_type"),
            "A sharded table was left out: keys of the type "
                + Shown.quoted(word)
                + " cannot be expressed");
        yield Optional.empty();
      }
    };
  }

  private Optional<RoutingRule> rule(Entry table, PgDogMapping mapping, List<Entry> oldMappings) {
    for (String other : List.of("lookup_query", "centroids", "centroids_path")) {
      if (table.has(other)) {
        findings.notUnderstood(
            table.place(other), "A sharded table was left out: its " + other + " cannot be read");
        return Optional.empty();
      }
    }
    table.each("mapping").forEach(mapping::add);
    oldMappings.stream().filter(old -> isOf(old, table)).forEach(mapping::addOld);
    if (!mapping.isEmpty()) {
      return mapping.rule(table);
    }
    return switch (table.text("hasher").orElse("postgres")) {
      case "postgres" -> Optional.of(RoutingRule.Buckets.postgresql(servers.ids()));
      case "sha1" ->
          Optional.of(
              new RoutingRule.Buckets(
                  new NumberSource.Hash(
                      HashFunction.SHA1,
                      0,
                      sha1Bytes(mapping.type()),
                      NumberSource.HashPart.whole(HashFunction.SHA1),
                      false),
                  new BucketRule.Modulo(BucketMap.of(servers.ids()), BucketRule.Remainder.FLOOR)));
      default -> {
        findings.notUnderstood(
            table.place("hasher"), "A sharded table was left out: its hasher is not known");
        yield Optional.empty();
      }
    };
  }

  /// A uuid goes as its 16 bytes, all others as their text (`hasher.rs`).
  private static NumberSource.KeyBytes sha1Bytes(KeyType type) {
    return type == KeyType.UUID
        ? new NumberSource.KeyBytes(
            NumberSource.KeyBytes.Form.UUID, NumberSource.KeyBytes.Charset.UTF_8, "")
        : NumberSource.KeyBytes.TEXT;
  }

  /// An old mapping belongs to the tables of its column, and of its name where it has one.
  private static boolean isOf(Entry mapping, Entry table) {
    return mapping.text("column").equals(table.text("column"))
        && mapping.text("table").equals(table.text("name"));
  }

  private void everywhere(Entry list) {
    for (String name : list.keyTexts("tables")) {
      if (!name.isBlank()) {
        definitions.add(
            list.place(), new TableDefinition.Reference(FoundDefinitions.name("", name)));
      }
    }
  }

  /// A schema each tenant; which tables there are, the file does not say.
  private void schemas(List<Entry> schemas) {
    Map<KeyValue, RoutingRule.Tenant> tenants = new LinkedHashMap<>();
    Optional<RoutingRule.Tenant> otherwise = Optional.empty();
    for (Entry schema : schemas) {
      Optional<String> name = schema.text("name");
      Optional<ShardId> shard = servers.shard(schema.number("shard").orElse(0L));
      if (schema.isTrue("all")) {
        findings.notUnderstood(
            schema.place(),
            "A schema that is the same on every shard was left out: name its tables as reference"
                + " tables");
      } else if (shard.isEmpty()) {
        findings.problem(schema.place(), "A schema names a shard that [[databases]] does not have");
      } else if (name.isEmpty()) {
        otherwise = Optional.of(new RoutingRule.Tenant(shard.get(), "*"));
      } else {
        tenants.put(new KeyValue.Text(name.get()), new RoutingRule.Tenant(shard.get(), name.get()));
      }
    }
    if (!tenants.isEmpty()) {
      String routing =
          routings.named(
              List.of("schema"),
              List.of(KeyType.TEXT),
              new RoutingRule.Tenants(tenants, otherwise));
      findings.assumed(
          schemas.getFirst().place(),
          "The schemas are the tenants of the routing "
              + Shown.quoted(routing)
              + "; the file does not name their tables: add them to the topology");
    }
  }
}
