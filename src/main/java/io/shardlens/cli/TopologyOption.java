package io.shardlens.cli;

import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Option;

/// The topology file that a command works on.
@NullUnmarked
final class TopologyOption {

  @Option(
      names = "--topology",
      required = true,
      paramLabel = "FILE",
      description = "The topology file.")
  private Path file;

  /// @throws CommandFailure with every problem of the file, each with its place
  Topology read() {
    return read(file);
  }

  /// @throws CommandFailure with every problem of the file, each with its place
  static Topology read(Path file) {
    return switch (new TopologyReader().read(file)) {
      case ReadResult.Read(Topology topology) -> topology;
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
