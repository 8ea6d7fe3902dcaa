package io.shardlens.ui.common;

import java.time.InstantSource;

/// What the screens of one open topology share.
///
/// @param question the last key asked, and the shard that is looked at
/// @param sizes how full the tables are, counted once for all screens
/// @param checks what the shards say of the topology, asked once for all screens
public record OpenTopology(
    Workspace workspace,
    KeyQuestion question,
    TableSizes sizes,
    TopologyChecks checks,
    ShardColours colours) {

  public static OpenTopology of(Workspace workspace, Background background) {
    return new OpenTopology(
        workspace,
        new KeyQuestion(workspace.router(), background),
        new TableSizes(workspace.inspector(), background),
        new TopologyChecks(workspace.inspector(), background, InstantSource.system()),
        new ShardColours(workspace.topology()));
  }

  /// Stops what is under way; the workspace stays open.
  public void close() {
    question.close();
    sizes.close();
    checks.close();
  }
}
