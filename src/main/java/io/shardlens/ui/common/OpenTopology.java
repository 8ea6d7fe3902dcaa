package io.shardlens.ui.common;

/// What the screens of one open topology share.
///
/// @param question the last key asked, and the shard that is looked at
/// @param sizes how full the tables are, counted once for all screens
public record OpenTopology(
    Workspace workspace, KeyQuestion question, TableSizes sizes, ShardColours colours) {

  public static OpenTopology of(Workspace workspace, Background background) {
    return new OpenTopology(
        workspace,
        new KeyQuestion(workspace.router(), background),
        new TableSizes(workspace.inspector(), background),
        new ShardColours(workspace.topology()));
  }

  /// Stops what is under way; the workspace stays open.
  public void close() {
    question.close();
    sizes.close();
  }
}
