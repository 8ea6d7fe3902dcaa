package io.shardlens.topology.imports.python;

import io.shardlens.topology.Environment;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportNote;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.python.Selection.Rule;
import io.shardlens.topology.imports.python.evaluation.Program;
import io.shardlens.topology.imports.python.syntax.SourceFile;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One import of an application, from its sources to the preview. The frameworks differ in where
/// the databases stand, and in what selects one of them.
final class PythonImport {
  private static final int MOST_SOURCES = 200;

  private final Findings findings;
  private final ImportPlace whole;
  private final Program program;
  private final Databases databases;

  private PythonImport(Findings findings, ImportPlace whole, Program program) {
    this.findings = findings;
    this.whole = whole;
    this.program = program;
    this.databases = new Databases(findings);
  }

  /// What a framework makes of the sources.
  interface Framework {
    /// Finds the databases, and says where none is.
    void databases(PythonImport reading);

    /// Finds what the functions select.
    List<Selection> selections(PythonImport reading);

    /// What the application is called, or empty.
    Optional<String> name(Program program);
  }

  static ImportPreview read(
      List<ImportSource> sources, Map<String, String> answers, Framework framework) {
    Findings findings = new Findings(answers);
    ImportPlace whole = new ImportPlace(sources.getFirst().name(), 0, 0);
    if (sources.size() > MOST_SOURCES) {
      findings.problem(
          whole,
          "These are more than "
              + MOST_SOURCES
              + " files: give the settings, the models and the router");
      return findings.withoutTopology();
    }
    List<SourceFile> files = new ArrayList<>();
    long characters = 0;
    for (ImportSource source : sources) {
      characters += source.text().length();
      if (characters > ImportSource.MAXIMUM_CHARACTERS) {
        findings.problem(
            new ImportPlace(source.name(), 0, 0),
            "The files are larger than 1 MiB: give the settings, the models and the router");
        return findings.withoutTopology();
      }
      files.add(SourceFile.read(source));
    }
    return inOrder(
        sources,
        new PythonImport(findings, whole, Program.follow(files, answers)).preview(framework));
  }

  /// The notes in the order of the sources.
  private static ImportPreview inOrder(List<ImportSource> sources, ImportPreview preview) {
    List<String> names = sources.stream().map(ImportSource::name).toList();
    List<ImportNote> notes = new ArrayList<>(preview.notes());
    notes.sort(
        Comparator.<ImportNote>comparingInt(note -> names.indexOf(note.place().source()))
            .thenComparingInt(note -> note.place().line())
            .thenComparingInt(note -> note.place().column()));
    return new ImportPreview(preview.topology(), notes, preview.questions(), preview.problems());
  }

  Findings findings() {
    return findings;
  }

  ImportPlace whole() {
    return whole;
  }

  Program program() {
    return program;
  }

  Databases databases() {
    return databases;
  }

  private ImportPreview preview(Framework framework) {
    noteRemarks();
    framework.databases(this);
    if (databases.isEmpty()) {
      if (!findings.isOpen()) {
        findings.problem(
            whole, "No PostgreSQL database was found: give the file that names them, too");
      }
      return findings.withoutTopology();
    }
    List<Selection> selections = framework.selections(this);
    List<Selection.Understood> chosen =
        selectors(new ShardReading(databases, Optional.empty())).choose(selections);
    TablePlanner planner = plan(chosen);
    List<Shard> shards = databases.complete();
    noteWithoutKeys(planner.routings());
    findings.assumed(
        whole, "The environment is prod, the most careful one; change it if it is not");
    return findings.preview(
        whole,
        () ->
            new Topology(
                framework.name(program).orElseGet(() -> nameOf(planner)),
                Environment.PROD,
                shards,
                planner.routings(),
                planner.tables()));
  }

  Selectors selectors(ShardAnswer.Reading reading) {
    return new Selectors(program, findings, reading, whole);
  }

  private TablePlanner plan(List<Selection.Understood> chosen) {
    long keyed =
        chosen.stream()
            .flatMap(selection -> selection.rules().stream())
            .filter(rule -> rule.key().isPresent())
            .count();
    TablePlanner planner = new TablePlanner(findings, ModelReader.tables(program), keyed > 1);
    for (Selection.Understood selection : chosen) {
      // Rules with a key first: their tables are the ones that people ask for.
      List<Rule> rules = new ArrayList<>(selection.rules());
      rules.sort(Comparator.comparing(rule -> rule.key().isEmpty()));
      rules.forEach(rule -> planner.add(selection, rule));
    }
    return planner;
  }

  private static String nameOf(TablePlanner planner) {
    return planner.tables().isEmpty() ? "imported" : planner.tables().getFirst().name().shortName();
  }

  private void noteRemarks() {
    for (Program.Remark remark : program.remarks()) {
      findings.notUnderstood(remark.place(), "Not followed: " + remark.what());
    }
  }

  private void noteWithoutKeys(List<RoutingDefinition> routings) {
    if (routings.isEmpty()) {
      return;
    }
    Set<ShardId> owners = new HashSet<>();
    routings.forEach(routing -> owners.addAll(routing.shards()));
    for (String id : databases.ids()) {
      ShardId shard = new ShardId(id);
      if (!owners.contains(shard)) {
        findings.assumed(
            databases.placeOf(shard, whole),
            Shown.quoted(id)
                + " owns no key; declare the tables that lie there as unsharded, or take it out");
      }
    }
  }
}
