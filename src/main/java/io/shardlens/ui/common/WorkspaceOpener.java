package io.shardlens.ui.common;

import io.shardlens.topology.Shard;
import io.shardlens.topology.TopologyProblem;
import io.shardlens.topology.imports.catalog.CatalogSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Opens topologies; wired in `app`. Blocks, so never called on the JavaFX thread.
public interface WorkspaceOpener {

  /// Reads a file and prepares its connections, without making one yet.
  Opened open(Path file);

  /// Starts the demo cluster and opens its first topology.
  ///
  /// @param progress hears each step with the share that is done, 0 to 1
  Opened openDemo(Consumer<Step> progress);

  /// Prepares the reading of a server's catalog for an import, without connecting yet; to be
  /// closed.
  CatalogSource openCatalog(Shard server);

  record Step(String text, double share) {}

  sealed interface Opened {
    record Ready(Workspace workspace) implements Opened {}

    /// The file was refused, or the demo could not start; at least one problem.
    record Refused(Path file, List<TopologyProblem> problems) implements Opened {}
  }
}
