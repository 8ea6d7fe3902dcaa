package io.shardlens.cli;

import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import java.nio.file.Path;
import java.util.Optional;
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
    return switch (new TopologyReader().read(file)) {
      case ReadResult.Read(Topology topology) -> topology;
      case ReadResult.Refused refused ->
          throw new CommandFailure(
              ExitCode.USAGE,
              refused.problems().stream()
                  .map(problem -> file + ": " + problem)
                  .collect(Collectors.joining("\n")));
    };
  }

  /// @throws CommandFailure when the topology has no such table, or it is not sharded
  static TableDefinition.Sharded sharded(Topology topology, String name) {
    Optional<TableDefinition> table = topology.tableNamed(name);
    if (table.isPresent() && table.get() instanceof TableDefinition.Sharded sharded) {
      return sharded;
    }
    String known =
        topology.shardedTables().stream()
            .map(sharded -> sharded.name().shortName())
            .collect(Collectors.joining(", "));
    throw new CommandFailure(
        ExitCode.USAGE,
        (table.isPresent() ? name + " is not a sharded table" : "The topology has no table " + name)
            + "; sharded tables: "
            + known);
  }
}
