package io.shardlens.cli;

import io.shardlens.execute.CheckOptions;
import io.shardlens.execute.CheckReport;
import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.JsonText;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description =
        "Connects to every shard, compares servers and schemas, and finds rows that lie on the"
            + " wrong shard: every row is compared where the server can follow the routing, else"
            + " keys are drawn at random and routed. Ends with 3 where something is wrong, with 4"
            + " where some keys could not be looked at.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;
  @Mixin private TopologyOption topologyOption;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private KeyedTable.Format format;

  @Option(
      names = "--timeout",
      defaultValue = "20s",
      paramLabel = "TIME",
      description = "For each statement on a shard: 500ms, 20s, 5m; default ${DEFAULT-VALUE}.")
  private String timeout;

  @Option(
      names = "--every-row",
      description =
          "Compares every row of tables of any size; otherwise those above 1 GB are sampled, unless"
              + " an index answers.")
  private boolean everyRow;

  @Override
  public Integer call() {
    Topology topology = topologyOption.read();
    CheckOptions options =
        new CheckOptions(
            QueryCommand.duration(timeout),
            everyRow ? Long.MAX_VALUE : CheckOptions.STANDARD.wholeBytes());
    try (TopologyServices services = TopologyServices.of(topology)) {
      CheckReport report = services.inspector().check(options);
      CheckPrinter printer = new CheckPrinter(topology, report);
      switch (format) {
        case text -> printer.print(specification.commandLine().getOut());
        case json -> printer.write(new JsonText(specification.commandLine().getOut()));
      }
      return exitCode(report);
    }
  }

  /// What is wrong goes before who did not answer, and that before what was not finished.
  private static int exitCode(CheckReport report) {
    if (report.findings().stream().anyMatch(finding -> isWrong(finding) && !isSilence(finding))) {
      return ExitCode.ERROR;
    }
    if (report.findings().stream().anyMatch(CheckCommand::isWrong)) {
      return ExitCode.NO_CONNECTION;
    }
    boolean unfinished =
        report.findings().stream()
            .anyMatch(finding ->
                finding.kind() == Kind.ROUTING && finding.severity() == Severity.WARNING);
    return unfinished ? ExitCode.PARTIAL : ExitCode.DONE;
  }

  private static boolean isWrong(Finding finding) {
    return finding.severity() == Severity.ERROR;
  }

  private static boolean isSilence(Finding finding) {
    return finding.kind() == Kind.CONNECTION;
  }
}
