package io.shardlens.app;

import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.QueryService;
import io.shardlens.record.LookupOutcome;
import io.shardlens.record.ShardRecord;
import io.shardlens.rows.Row;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.TopologyProblem;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.common.Workspace;
import io.shardlens.ui.common.WorkspaceOpener;
import io.shardlens.ui.common.WorkspaceOpener.Opened;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the run command does where there is no display: it looks one record up, runs one
/// cross-shard query, draws each screen into a picture, and says what it found.
final class HeadlessTour {
  private static final int ROWS_PRINTED = 12;

  private final WorkspaceOpener opener;
  private final Path folder;
  private final PrintStream out;

  HeadlessTour(WorkspaceOpener opener, Path folder, PrintStream out) {
    this.opener = opener;
    this.folder = folder;
    this.out = out;
  }

  /// @param file the topology; the demo's where there is none
  /// @return the exit code
  int run(Optional<Path> file) throws IOException {
    out.println("There is no display: here is a tour of Shardlens in words and pictures.");
    Opened opened =
        file.isPresent()
            ? opener.open(file.get())
            : opener.openDemo(step -> out.println("  " + percent(step.share()) + step.text()));
    return switch (opened) {
      case Opened.Refused refused -> {
        for (TopologyProblem problem : refused.problems()) {
          System.err.println(refused.file() + ": " + problem);
        }
        yield 1;
      }
      case Opened.Ready(Workspace workspace) -> {
        try {
          yield tour(workspace);
        } finally {
          workspace.close().run();
        }
      }
    };
  }

  private int tour(Workspace workspace) throws IOException {
    Optional<TableDefinition.Sharded> table =
        workspace.topology().shardedTables().stream().findFirst();
    if (table.isPresent()) {
      print(workspace.records().lookup(table.get(), sampleKey(workspace.topology(), table.get())));
      print(workspace.queries().run(QueryRequest.of(sql(table.get())), QueryService.Progress.NONE));
    }
    List<Path> pictures = ScreenshotTour.of(workspace, folder).run();
    out.println("Pictures of the screens:");
    pictures.forEach(picture -> out.println("  " + picture));
    return 0;
  }

  /// A key that is likely to exist: the bound of the demo's ranges, or the first value of a list.
  static List<String> sampleKey(Topology topology, TableDefinition.Sharded table) {
    RoutingDefinition routing = topology.routing(table.routing());
    if (routing.rule() instanceof RoutingRule.ListOfValues list && !list.values().isEmpty()) {
      return List.of(list.values().keySet().iterator().next().text());
    }
    return routing.keyTypes().stream()
        .map(type ->
            switch (type) {
              case SMALLINT -> "500";
              case INTEGER, BIGINT -> "50000";
              case TEXT, VARCHAR, CHAR -> "a";
              case UUID -> "00000000-0000-0000-0000-000000000000";
              case DATE -> "2024-01-31";
              case TIMESTAMP -> "2024-01-31 12:00:00";
              case TIMESTAMPTZ -> "2024-01-31 12:00:00+00";
            })
        .toList();
  }

  /// A query over all shards that any sharded table answers.
  static String sql(TableDefinition.Sharded table) {
    String name = table.name().toString();
    String key = table.key().getFirst();
    return "SELECT count(*) AS rows, min(%1$s) AS first_key, max(%1$s) AS last_key FROM %2$s"
        .formatted(key, name);
  }

  private void print(LookupOutcome outcome) {
    out.println();
    switch (outcome) {
      case LookupOutcome.Found found -> {
        out.println("Found on " + found.shard() + ":");
        ShardRecord record = found.records().getFirst();
        for (int i = 0; i < record.fields().size(); i++) {
          out.printf(
              "  %-12s %s%n",
              ValueText.escape(record.fields().get(i).name()),
              ValueText.ofCell(record.values().get(i)).text());
        }
      }
      case LookupOutcome.NotFound none ->
          out.println("The key belongs on " + none.shard() + ", which has no such row.");
      case LookupOutcome.Unowned none -> out.println(ValueText.escape(none.reason()));
      case LookupOutcome.BadKey bad -> out.println(ValueText.escape(bad.message()));
      case LookupOutcome.Failed failed -> out.println(ValueText.escape(failed.message()));
    }
  }

  private void print(QueryResult result) {
    out.println();
    result.plan().ifPresent(plan -> out.println(ValueText.escape(plan.sql())));
    out.println(
        result.columns().stream()
            .map(column -> ValueText.escape(column.name()))
            .collect(Collectors.joining("  ", "  ", "")));
    for (Row row : result.rows().subList(0, Math.min(ROWS_PRINTED, result.rows().size()))) {
      out.println(
          row.cells().stream()
              .map(cell -> ValueText.ofCell(cell).text())
              .collect(Collectors.joining("  ", "  ", "")));
    }
    result.error().ifPresent(error -> out.println("  " + ValueText.escape(error.message())));
    out.println("  " + result.verdict() + ", " + result.millis() + " ms");
    out.println();
  }

  private static String percent(double share) {
    return "%3d %%  ".formatted(Math.round(share * 100));
  }
}
