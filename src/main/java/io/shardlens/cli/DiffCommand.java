package io.shardlens.cli;

import io.shardlens.execute.MovingRows;
import io.shardlens.execute.MovingRows.Count;
import io.shardlens.execute.MovingRows.Moved;
import io.shardlens.routing.TopologyChange;
import io.shardlens.routing.TopologyDiff;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.Topology;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "diff",
    description =
        "Says what differs between two topologies, and which keys that moves from where to where.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class DiffCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;

  @Parameters(index = "0", paramLabel = "OLD", description = "The older topology file.")
  private Path older;

  @Parameters(index = "1", paramLabel = "NEW", description = "The newer topology file.")
  private Path newer;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private KeyedTable.Format format;

  @Option(
      names = "--live",
      description = "Ask the shards of OLD how many rows of each table move; at most 30 s a table.")
  private boolean live;

  @Override
  public Integer call() {
    PrintWriter err = specification.commandLine().getErr();
    Topology before = TopologyOption.read(older, err);
    TopologyDiff diff = TopologyDiff.between(before, TopologyOption.read(newer, err));
    List<Moved> moved = List.of();
    if (live) {
      try (TopologyServices services = TopologyServices.of(before)) {
        moved = new MovingRows(services.gateway()).count(diff);
      }
    }
    PrintWriter out = specification.commandLine().getOut();
    switch (format) {
      case text -> print(out, diff, moved);
      case json -> new DiffJson(out).write(diff, live, moved);
    }
    return exitCode(moved);
  }

  /// Without the counts that were asked for, the answer is not whole.
  private static int exitCode(List<Moved> moved) {
    long missing = moved.stream().filter(rows -> rows.count() instanceof Count.NotCounted).count();
    return missing == 0 ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private static void print(PrintWriter out, TopologyDiff diff, List<Moved> moved) {
    if (diff.isEmpty()) {
      out.println("no difference");
    }
    for (TopologyChange change : diff.changes()) {
      change.words().forEach(line -> out.println(SafeText.escape(line)));
    }
    if (!moved.isEmpty()) {
      out.println();
      out.println("Rows that move:");
    }
    for (Moved rows : moved) {
      out.println(
          "  "
              + SafeText.escape(rows.table().shortName())
              + ": "
              + words(rows.count())
              + ", "
              + SafeText.escape(rows.move().words()));
    }
  }

  private static String words(Count count) {
    return switch (count) {
      case Count.Exact(long rows) -> rows(rows);
      case Count.Estimated(long rows) -> "about " + rows(rows);
      case Count.NotCounted(String reason) -> "not counted (" + SafeText.escape(reason) + ")";
    };
  }

  private static String rows(long rows) {
    return String.format(Locale.ROOT, "%,d", rows).replace(',', ' ')
        + (rows == 1 ? " row" : " rows");
  }
}
