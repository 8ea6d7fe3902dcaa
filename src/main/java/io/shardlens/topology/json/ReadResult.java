package io.shardlens.topology.json;

import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import java.util.List;

/// What became of reading a topology file.
public sealed interface ReadResult {

  /// The file is right in everything.
  record Read(Topology topology) implements ReadResult {}

  /// The file is wrong in at least one thing.
  ///
  /// @param problems all that was found, in the order of the file
  record Refused(List<TopologyProblem> problems) implements ReadResult {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
