package io.shardlens.app;

import io.shardlens.cli.ShardlensCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Starts Shardlens.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(ShardlensCommand.run(arguments, out, err));
  }
}
