package io.shardlens.cli;

import io.shardlens.execute.CheckReport;
import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.Topology;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description =
        "Connects to every shard, compares schemas, and finds rows that lie on the wrong shard.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;
  @Mixin private TopologyOption topologyOption;

  @Override
  public Integer call() {
    Topology topology = topologyOption.read();
    PrintWriter out = specification.commandLine().getOut();
    try (TopologyServices services = TopologyServices.of(topology)) {
      CheckReport report = services.inspector().check();
      for (Finding finding : report.findings()) {
        out.println(
            TextTable.padded(finding.severity().name().toLowerCase(Locale.ROOT), 8, false)
                + finding.title()
                + ": "
                + finding.detail());
        finding.examples().forEach(example -> out.println("          " + SafeText.escape(example)));
      }
      boolean silent = failed(report, true);
      return failed(report, false)
          ? ExitCode.ERROR
          : silent ? ExitCode.NO_CONNECTION : ExitCode.DONE;
    }
  }

  private static boolean failed(CheckReport report, boolean connection) {
    return report.findings().stream()
        .anyMatch(finding ->
            finding.severity() == Severity.ERROR
                && (finding.kind() == Kind.CONNECTION) == connection);
  }
}
