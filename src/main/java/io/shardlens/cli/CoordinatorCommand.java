package io.shardlens.cli;

import io.shardlens.execute.Coordinator;
import io.shardlens.execute.CoordinatorScript;
import io.shardlens.execute.ShardlensException;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.Topology;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "coordinator",
    description =
        "Writes the SQL that makes a PostgreSQL with postgres_fdw read all shards as one database."
            + " The shards' catalogs are read; nothing is changed anywhere. Ends with 5 where a"
            + " table had to be left out.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class CoordinatorCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;
  @Mixin private TopologyOption topologyOption;

  @Option(
      names = "--print",
      required = true,
      description = "Print the SQL; Shardlens does not run it.")
  private boolean print;

  @Override
  public Integer call() {
    Topology topology = topologyOption.read();
    try (TopologyServices services = TopologyServices.of(topology)) {
      CoordinatorScript script = new Coordinator(topology, services.gateway()).script();
      if (print) {
        specification.commandLine().getOut().print(script.sql());
      }
      script
          .leftOut()
          .forEach(sentence ->
              specification
                  .commandLine()
                  .getErr()
                  .println("shardlens: " + SafeText.escape(sentence)));
      return script.leftOut().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    } catch (ShardlensException e) {
      throw new CommandFailure(ExitCode.of(e.error().code()), ResultSummary.sentence(e.error()));
    }
  }
}
