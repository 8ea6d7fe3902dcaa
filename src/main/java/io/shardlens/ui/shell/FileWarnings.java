package io.shardlens.ui.shell;

import io.shardlens.topology.TopologyProblem;
import java.nio.file.Path;
import java.util.List;

/// What the file of the open topology says that is hardly meant, as it was last read.
///
/// @param problems in the order of the file; none of them an error
record FileWarnings(Path file, List<TopologyProblem> problems) {
  FileWarnings {
    problems = List.copyOf(problems);
  }

  /// Whether these say the same as others of the same file, wherever in it that stands now.
  boolean sayTheSameAs(FileWarnings other) {
    return file.equals(other.file) && words().equals(other.words());
  }

  private List<String> words() {
    return problems.stream().map(problem -> problem.pointer() + " " + problem.message()).toList();
  }
}
