package io.shardlens.cli;

import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import java.io.PrintWriter;
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

  /// Warnings go to the command's error output.
  ///
  /// @throws CommandFailure with every problem of the file, each with its place
  Topology read() {
    return read(file, command.commandLine().getErr());
  }

  /// @param err takes warnings
  /// @throws CommandFailure with every problem of the file, each with its place
  static Topology read(Path file, PrintWriter err) {
    return switch (new TopologyReader().read(file)) {
      case ReadResult.Read(Topology topology, List<TopologyProblem> warnings) -> {
        if (!warnings.isEmpty()) {
          err.println(problems(file, warnings));
        }
        yield topology;
      }
      case ReadResult.Refused refused ->
          throw new CommandFailure(ExitCode.USAGE, problems(file, refused.problems()));
    };
  }

  /// One problem a line, each behind the file's name.
  static String problems(Path file, List<TopologyProblem> problems) {
    return problems.stream()
        .map(problem -> file + ": " + (problem.line() > 0 ? problem : problem.message()))
        .collect(Collectors.joining("\n"));
  }
}
