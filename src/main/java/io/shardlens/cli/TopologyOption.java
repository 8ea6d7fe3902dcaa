package io.shardlens.cli;

import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The topology file that a command works on.
@NullUnmarked
final class TopologyOption {

  @Option(
      names = "--topology",
      required = true,
      paramLabel = "FILE",
      description = "The topology file.")
  private Path file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /// Warnings go to the error output.
  ///
  /// @throws CommandFailure with every problem of the file, each with its place
  Topology read() {
    return switch (new TopologyReader().read(file)) {
      case ReadResult.Read(Topology topology, List<TopologyProblem> warnings) -> {
        warnings.forEach(warning -> command.commandLine().getErr().println(line(warning)));
        yield topology;
      }
      case ReadResult.Refused refused ->
          throw new CommandFailure(
              ExitCode.USAGE,
              refused.problems().stream().map(this::line).collect(Collectors.joining("\n")));
    };
  }

  private String line(TopologyProblem problem) {
    return file + ": " + (problem.line() > 0 ? problem : problem.message());
  }
}
