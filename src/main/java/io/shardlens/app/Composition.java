package io.shardlens.app;

import io.shardlens.topology.TopologyProblem;
import io.shardlens.ui.common.WorkspaceOpener;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The one place where ports meet their implementations.
final class Composition {
  private Composition() {}

  /// Runs a command and returns its exit code.
  static int commandLine(List<String> words) {
    System.err.println("Unknown command: " + words.getFirst());
    return 1;
  }

  /// Opens topologies over PostgreSQL.
  static WorkspaceOpener opener() {
    return new WorkspaceOpener() {
      @Override
      public Opened open(Path file) {
        return refuse(file);
      }

      @Override
      public Opened openDemo(Consumer<Step> progress) {
        return refuse(Path.of("demo"));
      }

      private Opened refuse(Path file) {
        return new Opened.Refused(
            file,
            List.of(
                new TopologyProblem(
                    "", 0, 0, "This build reaches no PostgreSQL: nothing can be opened")));
      }
    };
  }
}
