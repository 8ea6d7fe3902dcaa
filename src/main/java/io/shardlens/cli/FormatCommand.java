package io.shardlens.cli;

import io.shardlens.topology.json.TopologyFormatter;
import io.shardlens.topology.json.TopologyFormatter.Formatted;
import io.shardlens.topology.json.TopologyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "fmt",
    description =
        "Rewrites topology files in their canonical form. Only the layout changes; a file with"
            + " problems is left alone.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class FormatCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;

  @Option(
      names = "--check",
      description = "Change nothing; exit with 1 where a file is not in its canonical form.")
  private boolean check;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Topology files.")
  private List<Path> files;

  @Override
  public Integer call() {
    boolean good = true;
    for (Path file : files) {
      good &= format(file);
    }
    return good ? ExitCode.DONE : ExitCode.USAGE;
  }

  /// @return whether there is nothing to complain of
  private boolean format(Path file) {
    PrintWriter out = specification.commandLine().getOut();
    TopologyFormatter formatter = new TopologyFormatter();
    try {
      switch (formatter.format(content(file))) {
        case Formatted.AlreadyCanonical _ -> out.println(file + ": already canonical");
        case Formatted.Changed(String text) when check -> {
          out.println(file + ": not canonical; run shardlens fmt");
          return false;
        }
        case Formatted.Changed(String text) -> {
          formatter.replace(file, text);
          out.println(file + ": rewritten");
        }
        case Formatted.Refused refused -> {
          specification
              .commandLine()
              .getErr()
              .println("shardlens: " + TopologyOption.problems(file, refused.problems()));
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, file + " cannot be rewritten: " + e.getClass().getSimpleName());
    }
  }

  /// @throws CommandFailure where there is no ordinary file
  private byte[] content(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      // Says what is wrong with it.
      TopologyOption.read(file, specification.commandLine().getErr());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(TopologyReader.MAXIMUM_BYTES + 1);
    }
  }
}
