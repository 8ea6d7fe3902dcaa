package io.shardlens.app;

import io.shardlens.cli.ShardlensCommand;
import java.util.Arrays;
import java.util.List;

/// Starts Shardlens: the window without a command or with `gui`, else the command line.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    boolean window = words.isEmpty() || words.getFirst().equals("gui");
    int exitCode;
    if (window) {
      exitCode = Desktop.run(words);
    } else if (ShardlensCommand.isFor(arguments) || !words.getFirst().endsWith(".json")) {
      exitCode = Composition.commandLine(words);
    } else {
      exitCode = Desktop.run(List.of("gui", words.getFirst()));
    }
    System.exit(exitCode);
  }
}
