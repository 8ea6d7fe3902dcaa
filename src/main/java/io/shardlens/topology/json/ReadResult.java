package io.shardlens.topology.json;

import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import java.util.List;

/// What became of reading a topology file.
public sealed interface ReadResult {

  /// The file can be used.
  ///
  /// @param warnings what is hardly meant, in the order of the file; none of them an error
  record Read(Topology topology, List<TopologyProblem> warnings) implements ReadResult {
    public Read {
      warnings = List.copyOf(warnings);
    }

    /// The file is right in everything.
    public Read(Topology topology) {
      this(topology, List.of());
    }
  }

  /// The file is wrong in at least one thing.
  ///
  /// @param problems all that was found, warnings among them, in the order of the file
  record Refused(List<TopologyProblem> problems) implements ReadResult {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
