package io.shardlens.topology.imports.toml;

import io.shardlens.topology.Environment;
import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.Importer;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// PgDog's `pgdog.toml`, and `users.toml` beside it for the names of users. A file that serves
/// several sharded databases gives the topology of one; which, is asked.
///
/// Source: `pgdog-config/src/sharding.rs`, `database.rs`, `users.rs`.
public final class PgDogImporter implements Importer {

  private static final String DATABASE = "database";

  @Override
  public ImportPreview read(List<ImportSource> sources, Map<String, String> answers) {
    Findings findings = new Findings(answers);
    List<Entry> files = new ArrayList<>();
    for (ImportSource source : sources) {
      switch (TomlReader.read(source)) {
        case TomlReader.Outcome.Refused(var problem) -> findings.problem(problem);
        case TomlReader.Outcome.Read(var root) ->
            files.add(Entry.root(source.name(), root, findings));
      }
    }
    ImportPlace whole = new ImportPlace(sources.getFirst().name(), 0, 0);
    return files.isEmpty() ? findings.withoutTopology() : preview(files, whole, findings);
  }

  private static ImportPreview preview(List<Entry> files, ImportPlace whole, Findings findings) {
    Optional<String> database = database(files, whole, findings);
    if (database.isEmpty()) {
      return findings.withoutTopology();
    }
    PgDogDatabase servers = PgDogDatabase.read(database.get(), files, findings);
    PgDogTables tables = PgDogTables.read(database.get(), servers, files, findings);
    List<Optional<Shard>> shards =
        servers.shards().stream().map(shard -> shard.complete(findings)).toList();
    findings.assumed(
        whole, "The environment is prod, the most careful one; change it if it is not");
    return findings.preview(
        whole,
        () ->
            new Topology(
                database.get(),
                Environment.PROD,
                shards.stream().map(Optional::orElseThrow).toList(),
                tables.routings(),
                tables.definitions()));
  }

  /// The database that is sharded, or the only one.
  private static Optional<String> database(
      List<Entry> files, ImportPlace whole, Findings findings) {
    Set<String> all = new LinkedHashSet<>();
    Set<String> sharded = new LinkedHashSet<>();
    for (Entry file : files) {
      for (Entry server : file.each("databases")) {
        Optional<String> name = server.text("name").filter(text -> !text.isBlank());
        name.ifPresent(all::add);
        if (server.number("shard").orElse(0L) > 0) {
          name.ifPresent(sharded::add);
        }
      }
      for (String list : List.of("sharded_tables", "sharded_schemas")) {
        file.each(list).forEach(entry -> entry.text(DATABASE).ifPresent(sharded::add));
      }
    }
    sharded.retainAll(all);
    List<String> choices = List.copyOf(sharded.isEmpty() ? all : sharded);
    if (choices.isEmpty()) {
      findings.problem(whole, "The file has no [[databases]]: name pgdog.toml, too");
      return Optional.empty();
    }
    if (choices.size() == 1) {
      return Optional.of(choices.getFirst());
    }
    return findings.ask(
        DATABASE,
        whole,
        "The file serves several databases, "
            + Shown.quoted(choices.getFirst())
            + " among them. Which one is the topology of?",
        choices);
  }
}
