package io.shardlens.cli;

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

  @Parameters(paramLabel = "SQL", description = "One statement.")
  private String sql;

  @Override
  public Integer call() {
    Topology topology = topologyOption.read();
    try (TopologyServices services = TopologyServices.of(topology)) {
      QueryPlan plan = services.queries().explain(sql);
      PrintWriter out = specification.commandLine().getOut();
      print(out, topology, plan);
      print(out, topology, services.queries().estimates(plan));
      return plan.merge() instanceof MergeStep.Nothing ? ExitCode.REFUSED : ExitCode.DONE;
    } catch (ShardlensException e) {
      throw new CommandFailure(ExitCode.of(e.error().code()), ResultSummary.sentence(e.error()));
    }
  }

  private static void print(PrintWriter out, Topology topology, QueryPlan plan) {
    out.println("Verdict: " + plan.verdict());
    plan.reasons().forEach(reason -> out.println("  " + reason));
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
          sql(out, "Sent to " + topology.shard(shard).label(), text);
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
          sql(out, "Run on " + topology.shard(gathered.mergeShard()).label(), gathered.sql());
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
        sql(out, "Run on " + topology.shard(gathered.mergeShard()).label(), gathered.sql());
      }
      case MergeStep.Nothing ignored -> {}
    }
  }

  private static String labels(Topology topology, List<ShardId> shards) {
    return shards.stream()
        .map(shard -> topology.shard(shard).label())
        .collect(Collectors.joining(", "));
  }

  private static void print(PrintWriter out, Topology topology, List<TransferEstimate> estimates) {
    if (estimates.isEmpty()) {
      return;
    }
    out.println("To be sent, as the shards' statistics say:");
    for (TransferEstimate estimate : estimates) {
      out.printf(
          Locale.ROOT,
          "  %s: about %,d rows, %,d bytes%n",
          SafeText.escape(topology.shard(estimate.shard()).label()),
          estimate.rows(),
          estimate.bytes());
    }
  }

  private static void sql(PrintWriter out, String title, String text) {
    out.println(title + ":");
    SafeText.escapeLines(text).lines().forEach(line -> out.println("    " + line));
  }
}
