package io.shardlens.ui.common;

import io.shardlens.execute.QueryService;
import io.shardlens.execute.ShardInspector;
import io.shardlens.record.RecordService;
import io.shardlens.record.WriteLock;
import io.shardlens.routing.Router;
import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import java.nio.file.Path;
import java.util.List;

/// One open topology and everything that can be asked of it.
///
/// @param file where it was read from
/// @param warnings what the file says that is hardly meant, in its order; none of them an error
/// @param close releases its connections; called once, off the JavaFX thread
public record Workspace(
    Path file,
    List<TopologyProblem> warnings,
    Router router,
    QueryService queries,
    RecordService records,
    ShardInspector inspector,
    WriteLock writeLock,
    Runnable close) {

  public Workspace {
    warnings = List.copyOf(warnings);
  }

  public Topology topology() {
    return router.topology();
  }
}
