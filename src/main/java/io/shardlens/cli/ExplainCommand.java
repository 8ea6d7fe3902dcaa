package io.shardlens.cli;

import io.shardlens.execute.MergeServers;
import io.shardlens.execute.ShardlensException;
import io.shardlens.execute.TransferEstimate;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.QueryPlan;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    description = "Shows the plan: shards and why, SQL per shard, merge, verdict. Nothing is run.",
    mixinStandardHelpOptions = true)
@NullUnmarked
final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec specification;
  @Mixin private TopologyOption topologyOption;

  @Option(names = "--full", description = "Shows long statements whole.")
  private boolean full;

  @Parameters(paramLabel = "SQL", description = "One statement.")
  private String sql;

  @Override
  public Integer call() {
    Topology topology = topologyOption.read();
    try (TopologyServices services = TopologyServices.of(topology)) {
      QueryPlan plan = services.queries().explain(sql);
      PrintWriter out = specification.commandLine().getOut();
      MergeServers servers = services.queries().mergeServers();
      print(out, topology, plan, servers);
      print(out, topology, plan, servers, services.queries().estimates(plan));
      return plan.merge() instanceof MergeStep.Nothing ? ExitCode.REFUSED : ExitCode.DONE;
    } catch (ShardlensException e) {
      throw new CommandFailure(ExitCode.of(e.error().code()), ResultSummary.sentence(e.error()));
    }
  }

  private void print(PrintWriter out, Topology topology, QueryPlan plan, MergeServers servers) {
    out.println("Verdict: " + plan.verdict());
    plan.reasons().forEach(reason -> out.println("  " + SafeText.escape(reason)));
    out.println("Shards: " + plan.asked().size() + " of " + plan.shards().size());
    for (QueryPlan.ShardDecision decision : plan.shards()) {
      out.println(
          "  "
              + SafeText.escape(topology.shard(decision.shard()).label())
              + (decision.asked() ? ": asked, " : ": left out, ")
              + decision.reason());
    }
    out.println("Merge: " + plan.merge().summary());
    switch (plan.merge()) {
      case MergeStep.SingleShard(var shard, String text) ->
          sql(out, "Sent to " + labels(topology, List.of(shard)), text);
      case MergeStep.Concatenate concatenate ->
          sql(out, "Sent to each shard that is asked", concatenate.sql());
      case MergeStep.MergeSort sort -> sql(out, "Sent to each shard that is asked", sort.sql());
      case MergeStep.Groups groups -> sql(out, "Sent to each shard that is asked", groups.sql());
      case MergeStep.Broadcast broadcast -> {
        sql(
            out,
            "Sent to "
                + labels(topology, broadcast.part().from())
                + ", for "
                + broadcast.part().name(),
            broadcast.part().sql());
        sql(
            out,
            "Sent to " + labels(topology, broadcast.shards()) + ", with these rows",
            broadcast.sql());
        if (broadcast.then() instanceof MergeStep.Gathered gathered) {
          // What comes of rows that were handed on is merged there only.
          sql(out, "Run " + place(topology, gathered, MergeServers.NONE).words(), gathered.sql());
        }
      }
      case MergeStep.SideBySide side -> sql(out, "Sent to each shard", side.sql());
      case MergeStep.Gathered gathered -> {
        gathered
            .parts()
            .forEach(part ->
                sql(
                    out,
                    "Sent to " + labels(topology, part.from()) + ", for " + part.name(),
                    part.sql()));
        sql(out, "Run " + place(topology, gathered, servers).words(), gathered.sql());
      }
      case MergeStep.Nothing ignored -> {}
    }
  }

  private static MergePlace place(
      Topology topology, MergeStep.Gathered gathered, MergeServers servers) {
    return new MergePlace(topology.shard(gathered.mergeShard()).label(), servers);
  }

  private static String labels(Topology topology, List<ShardId> shards) {
    return shards.stream()
        .map(shard -> SafeText.escape(topology.shard(shard).label()))
        .collect(Collectors.joining(", "));
  }

  private static void print(
      PrintWriter out,
      Topology topology,
      QueryPlan plan,
      MergeServers servers,
      List<TransferEstimate> estimates) {
    if (estimates.isEmpty()) {
      return;
    }
    out.println("To be sent, as the shards' statistics say:");
    for (TransferEstimate estimate : estimates) {
      out.println(
          "  "
              + SafeText.escape(topology.shard(estimate.shard()).label())
              + ": about "
              + size(estimate.rows(), estimate.bytes()));
    }
    if (plan.merge() instanceof MergeStep.Gathered gathered) {
      long rows = estimates.stream().mapToLong(TransferEstimate::rows).sum();
      long bytes = estimates.stream().mapToLong(TransferEstimate::bytes).sum();
      place(topology, gathered, servers)
          .expected(gathered, estimates)
          .ifPresent(
              place -> out.println("  Together about " + size(rows, bytes) + ": merged " + place));
    }
  }

  private static String size(long rows, long bytes) {
    return counted(rows, "row") + ", " + counted(bytes, "byte");
  }

  private static String counted(long count, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
  }

  private void sql(PrintWriter out, String title, String text) {
    out.println(title + ":");
    SafeText.escapeLines(full ? text : SqlExcerpt.of(text))
        .lines()
        .forEach(line -> out.println("    " + line));
  }
}
