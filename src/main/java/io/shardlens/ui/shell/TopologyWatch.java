package io.shardlens.ui.shell;

import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Sees what others write into a topology file; implemented in `app`.
@FunctionalInterface
public interface TopologyWatch {

  /// Watches nothing: for pictures and tests.
  TopologyWatch NONE = (file, hear) -> () -> {};

  /// Begins to watch a file, which need not exist.
  ///
  /// @param hear is told what the file holds now, and again each time when it holds something else;
  ///   never on the calling thread, one at a time, and not at all once the watching was closed
  Watching watch(Path file, Consumer<Found> hear);

  /// A watch under way.
  @FunctionalInterface
  interface Watching extends AutoCloseable {
    /// Ends it; returns at once.
    @Override
    void close();
  }

  /// What a file holds.
  sealed interface Found {
    /// @param warnings what is hardly meant, in the order of the file
    record Right(Topology topology, List<TopologyProblem> warnings) implements Found {
      public Right {
        warnings = List.copyOf(warnings);
      }

      /// A file without warnings.
      public Right(Topology topology) {
        this(topology, List.of());
      }
    }

    /// @param problems at least one, in the order of the file
    record Wrong(List<TopologyProblem> problems) implements Found {
      public Wrong {
        problems = List.copyOf(problems);
      }
    }

    /// There is no such file.
    record Missing() implements Found {}
  }
}
