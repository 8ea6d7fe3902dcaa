package io.shardlens.topology.imports;

import io.shardlens.topology.Topology;
import java.util.List;
import java.util.Optional;

/// What an importer made of its sources, to be shown before anything is written.
///
/// @param topology empty while a question is open or a problem stands, so that nothing half-true is
///   ever opened
/// @param notes in the order of the sources
/// @param questions what has to be answered before there is a topology
/// @param problems why the sources cannot be imported at all: too large, no such syntax
public record ImportPreview(
    Optional<Topology> topology,
    List<ImportNote> notes,
    List<ImportQuestion> questions,
    List<ImportProblem> problems) {

  public ImportPreview {
    notes = List.copyOf(notes);
    questions = List.copyOf(questions);
    problems = List.copyOf(problems);
    if (topology.isPresent() && !(questions.isEmpty() && problems.isEmpty())) {
      throw new IllegalArgumentException("An import with open questions has no topology");
    }
  }

  /// Sources of which nothing could be made.
  public static ImportPreview refused(ImportPlace place, String message) {
    return new ImportPreview(
        Optional.empty(), List.of(), List.of(), List.of(new ImportProblem(place, message)));
  }
}
