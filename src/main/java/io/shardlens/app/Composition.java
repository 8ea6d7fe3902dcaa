package io.shardlens.app;

import io.shardlens.cli.ShardlensCommand;
import io.shardlens.ui.common.WorkspaceOpener;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The one place where ports meet their implementations.
final class Composition {
  private Composition() {}

  /// Runs a command and returns its exit code.
  static int commandLine(List<String> words) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return ShardlensCommand.run(words.toArray(String[]::new), out, err);
  }

  /// Opens topologies over PostgreSQL.
  static WorkspaceOpener opener() {
    return new PostgresWorkspaces();
  }
}
