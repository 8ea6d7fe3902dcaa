package io.shardlens.importing;

import io.shardlens.topology.Shard;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportNote;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportProblem;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.catalog.CatalogFailure;
import io.shardlens.topology.imports.catalog.CatalogSource;
import io.shardlens.topology.imports.python.ServerUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what is to be imported, from where it lies. Blocks while it reads; thread-safe. Nothing is
/// kept between two readings: whoever answers a question has everything read again.
public final class Imports {
  private final CatalogOpener catalogs;

  public Imports(CatalogOpener catalogs) {
    this.catalogs = catalogs;
  }

  /// Reads files. Those that cannot be read are problems of the preview, each by its name.
  ///
  /// @param files at least one
  /// @param answers to the questions of an earlier preview, by their ids
  public ImportPreview ofFiles(FileKind kind, List<Path> files, Map<String, String> answers) {
    List<ImportSource> sources = new ArrayList<>();
    List<ImportProblem> problems = new ArrayList<>();
    for (Path file : files) {
      switch (SourceFile.read(file)) {
        case SourceFile.Content(ImportSource source) -> sources.add(source);
        case SourceFile.Unreadable(ImportProblem problem) -> problems.add(problem);
      }
    }
    return problems.isEmpty()
        ? kind.importer().read(sources, answers)
        : new ImportPreview(Optional.empty(), List.of(), List.of(), problems);
  }

  /// Reads the catalog of a server.
  ///
  /// @throws CatalogFailure when the server cannot be reached or refuses a query
  public ImportPreview ofServer(CatalogKind kind, Shard server, Map<String, String> answers)
      throws CatalogFailure {
    try (CatalogSource catalog = catalogs.open(server)) {
      return kind.importer().read(catalog, answers);
    }
  }

  /// Reads the catalog of the server that a connection URL names. What the URL leaves out is asked,
  /// as all other questions are; a password in it is left out, with a note.
  ///
  /// @throws CatalogFailure when the server cannot be reached or refuses a query
  public ImportPreview ofUrl(CatalogKind kind, String url, Map<String, String> answers)
      throws CatalogFailure {
    Findings findings = new Findings(answers);
    Optional<Shard> server = ServerUrl.read(url, findings);
    if (server.isEmpty() || findings.isOpen()) {
      return findings.withoutTopology();
    }
    ImportPreview preview = ofServer(kind, server.get(), answers);
    List<ImportNote> notes = new ArrayList<>(findings.notes());
    notes.addAll(preview.notes());
    return new ImportPreview(preview.topology(), notes, preview.questions(), preview.problems());
  }
}
