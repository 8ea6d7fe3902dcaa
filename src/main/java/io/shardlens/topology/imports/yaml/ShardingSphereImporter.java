package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.Environment;
import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundShard;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.Importer;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Apache ShardingSphere's YAML, of the proxy and of the JDBC driver, versions 4 and 5: data
/// sources, the rules `!SHARDING`, `!BROADCAST`, `!SINGLE` and `!READWRITE_SPLITTING`.
public final class ShardingSphereImporter implements Importer {

  /// Rules that say nothing of where a row lies.
  private static final Set<String> WITHOUT_ROUTING =
      Set.of(
          "!ENCRYPT",
          "!MASK",
          "!SHADOW",
          "!SQL_PARSER",
          "!SQL_TRANSLATOR",
          "!SQL_FEDERATION",
          "!TRANSACTION",
          "!TRAFFIC",
          "!LOGGING",
          "!CACHE",
          "!GLOBAL_CLOCK",
          "!AUTHORITY",
          "!DB_DISCOVERY");

  @Override
  public ImportPreview read(List<ImportSource> sources, Map<String, String> answers) {
    Findings findings = new Findings(answers);
    List<Settings> files = new ArrayList<>();
    for (ImportSource source : sources) {
      switch (YamlReader.read(source)) {
        case YamlReader.Outcome.Refused(var problem) -> findings.problem(problem);
        case YamlReader.Outcome.Read(YamlNode.Members root) ->
            files.add(new Settings(root, findings));
        case YamlReader.Outcome.Read(YamlNode root) ->
            findings.problem(
                root.place(), "A configuration of ShardingSphere is a mapping, not " + root.kind());
      }
    }
    ImportPlace whole = new ImportPlace(sources.getFirst().name(), 0, 0);
    return files.isEmpty()
        ? findings.preview(
            whole, () -> new Topology("", Environment.PROD, List.of(), List.of(), List.of()))
        : new Reading(findings, files, whole).preview();
  }

  /// One reading of all files.
  private static final class Reading {
    private final Findings findings;
    private final List<Settings> files;
    private final ImportPlace whole;
    private final DataSources dataSources;
    private final FoundTables tables;

    Reading(Findings findings, List<Settings> files, ImportPlace whole) {
      this.findings = findings;
      this.files = files;
      this.whole = whole;
      this.dataSources = new DataSources(findings);
      this.tables = new FoundTables(findings);
    }

    ImportPreview preview() {
      files.forEach(dataSources::read);
      if (dataSources.all().isEmpty()) {
        findings.problem(whole, "The file has no dataSources: name the one that has them, too");
      }
      for (Settings file : files) {
        groups(file);
      }
      for (Settings file : files) {
        rules(file);
      }
      tables.askForViews();
      List<Optional<Shard>> shards =
          dataSources.all().stream().map(source -> complete(source)).toList();
      findings.assumed(
          whole, "The environment is prod, the most careful one; change it if it is not");
      return findings.preview(
          whole,
          () ->
              new Topology(
                  name(),
                  Environment.PROD,
                  shards.stream().map(Optional::orElseThrow).toList(),
                  tables.routings(),
                  tables.definitions()));
    }

    private Optional<Shard> complete(FoundShard source) {
      return source.complete(findings);
    }

    /// Groups first: the rules use their names.
    private void groups(Settings file) {
      for (Settings rule : tagged(file)) {
        if (rule.members().tag().equals("!READWRITE_SPLITTING")
            || rule.members().tag().equals("!REPLICA_QUERY")) {
          dataSources.group(rule);
        }
      }
      file.inner("shardingRule")
          .ifPresent(rule -> rule.each("masterSlaveRules").forEach(dataSources::groupOne));
      file.inner("masterSlaveRule")
          .ifPresent(rule -> dataSources.groupOne(rule.text("name").orElse("ds"), rule));
    }

    private List<Settings> tagged(Settings file) {
      return file.elements("rules").stream()
          .filter(YamlNode.Members.class::isInstance)
          .map(node -> new Settings((YamlNode.Members) node, findings))
          .toList();
    }

    private void rules(Settings file) {
      for (Settings rule : tagged(file)) {
        switch (rule.members().tag()) {
          case "!SHARDING" -> sharding(rule);
          case "!BROADCAST" -> tables.references(rule.place(), rule.texts("tables"));
          case "!SINGLE" -> singles(rule);
          case "!READWRITE_SPLITTING", "!REPLICA_QUERY" -> {
            // Was read before.
          }
          default -> other(rule);
        }
      }
      file.inner("shardingRule").ifPresent(this::sharding);
    }

    private void other(Settings rule) {
      String tag = rule.members().tag();
      if (WITHOUT_ROUTING.contains(tag)) {
        findings.dropped(rule.place(), "The rule " + tag + " says nothing of where rows lie");
      } else {
        findings.notUnderstood(
            rule.place(),
            tag.isEmpty()
                ? "A rule without its tag, such as !SHARDING, was left out"
                : "The rule " + Shown.quoted(tag) + " was left out: it is none that is known");
      }
    }

    private void sharding(Settings rule) {
      ShardingRules rules = new ShardingRules(rule, dataSources.names());
      rules.tables().forEach(tables::add);
      tables.references(rule.place("broadcastTables"), rule.texts("broadcastTables"));
    }

    /// `ds_0.t_config`, `ds_0.public.t_config`; a `*` in it names no table.
    private void singles(Settings rule) {
      for (String written : rule.texts("tables")) {
        int dot = written.indexOf('.');
        String source = dot < 0 ? "" : written.substring(0, dot);
        boolean named = dot + 1 < written.length() && !written.contains("*");
        if (!named || !dataSources.names().contains(source)) {
          findings.notUnderstood(
              rule.place("tables"),
              Shown.quoted(written) + " names no table of one data source, and was left out");
        } else {
          tables.unsharded(rule.place("tables"), source, written.substring(dot + 1));
        }
      }
    }

    private String name() {
      for (Settings file : files) {
        Optional<String> name = file.text("databaseName", "schemaName");
        if (name.isPresent()) {
          return name.get();
        }
      }
      String file = whole.source();
      int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
      int dot = file.lastIndexOf('.');
      return dot > slash + 1 ? file.substring(slash + 1, dot) : file.substring(slash + 1);
    }
  }
}
