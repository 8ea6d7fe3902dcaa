package io.shardlens.cli;

import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the commands about keys share: the topology, one of its sharded tables, and how to print.
@NullUnmarked
final class KeyedTable {

  /// How keys and records are printed; the names are those of the command line.
  enum Format {
    text,
    json
  }

  @Mixin private TopologyOption topologyOption;

  @Option(names = "--table", required = true, description = "A sharded table.")
  private String table;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Format format;

  Topology topology() {
    return topologyOption.read();
  }

  Format format() {
    return format;
  }

  /// @throws CommandFailure when the topology has no such table, or it is not sharded
  TableDefinition.Sharded of(Topology topology) {
    return named(topology, table);
  }

  /// @throws CommandFailure when the topology has no such table, or it is not sharded
  static TableDefinition.Sharded named(Topology topology, String table) {
    var found = topology.tableNamed(table);
    if (found.isPresent() && found.get() instanceof TableDefinition.Sharded sharded) {
      return sharded;
    }
    String known =
        topology.shardedTables().stream()
            .map(sharded -> sharded.name().shortName())
            .collect(Collectors.joining(", "));
    throw new CommandFailure(
        ExitCode.USAGE,
        (found.isPresent()
                ? table + " is not a sharded table"
                : "The topology has no table " + table)
            + (known.isEmpty() ? "; no table is sharded" : "; sharded tables: " + known));
  }

  /// The values of a key in one argument: one per key column, between commas; a key of one column
  /// may hold commas itself.
  static List<String> values(TableDefinition.Sharded table, String argument) {
    return table.key().size() == 1 ? List.of(argument) : Arrays.asList(argument.split(",", -1));
  }
}
