package io.shardlens.app;

import io.shardlens.cli.TopologyServices;
import io.shardlens.demo.DemoCluster;
import io.shardlens.demo.DemoException;
import io.shardlens.demo.DemoFolder;
import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import io.shardlens.topology.imports.catalog.CatalogSource;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import io.shardlens.ui.common.Workspace;
import io.shardlens.ui.common.WorkspaceOpener;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Opens topologies over real PostgreSQL servers, and starts the demo's. Thread-safe.
///
/// The demo's servers run until the application ends, so that all of its sample topologies can be
/// opened one after the other.
final class PostgresWorkspaces implements WorkspaceOpener {

  private @Nullable DemoCluster demo;

  @Override
  public Opened open(Path file) {
    return switch (new TopologyReader().read(file)) {
      case ReadResult.Read(Topology topology, List<TopologyProblem> warnings) -> {
        TopologyServices services = TopologyServices.of(topology);
        yield new Opened.Ready(
            new Workspace(
                file,
                warnings,
                services.router(),
                services.queries(),
                services.records(),
                services.inspector(),
                services.writeLock(),
                services::close));
      }
      case ReadResult.Refused refused -> new Opened.Refused(file, refused.problems());
    };
  }

  @Override
  public CatalogSource openCatalog(Shard server) {
    return TopologyServices.catalog(server);
  }

  @Override
  public Opened openDemo(Consumer<Step> progress) {
    try {
      return open(running(progress).mainTopology());
    } catch (DemoException e) {
      return new Opened.Refused(
          DemoFolder.standard().root(),
          List.of(
              new TopologyProblem("", 0, 0, "The demo cluster cannot start: " + e.getMessage())));
    }
  }

  private synchronized DemoCluster running(Consumer<Step> progress) throws DemoException {
    DemoCluster known = demo;
    if (known != null) {
      return known;
    }
    DemoCluster started =
        DemoCluster.start(
            DemoFolder.standard(), step -> progress.accept(new Step(step.text(), step.share())));
    started.messages().forEach(message -> progress.accept(new Step(message, 1)));
    demo = started;
    return started;
  }
}
