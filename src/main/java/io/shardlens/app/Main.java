package io.shardlens.app;

import java.util.Arrays;
import java.util.List;

/// Starts Shardlens: the window without a command or with `gui`, else the command line.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    int exitCode =
        words.isEmpty() || words.getFirst().equals("gui")
            ? Desktop.run(words)
            : Composition.commandLine(words);
    System.exit(exitCode);
  }
}
