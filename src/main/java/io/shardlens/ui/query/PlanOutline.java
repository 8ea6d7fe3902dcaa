package io.shardlens.ui.query;

import io.shardlens.plan.MergeStep;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.QueryPlan.ShardDecision;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// A plan in words: what is done in which order, why that is right, and the SQL that is sent.
///
/// @param steps in the order in which they happen
/// @param reasons of the verdict, the most important first
/// @param statements everything that a server is sent, whole
record PlanOutline(List<Step> steps, List<String> reasons, List<Statement> statements) {

  PlanOutline {
    steps = List.copyOf(steps);
    reasons = List.copyOf(reasons);
    statements = List.copyOf(statements);
  }

  /// @param line what is done
  /// @param note why, or empty
  record Step(String title, String line, String note) {}

  /// @param title to whom it is sent, and what for
  record Statement(String title, String sql) {}

  static PlanOutline of(QueryPlan plan, Topology topology) {
    return new Describer(plan, topology).outline();
  }

  private record Describer(QueryPlan plan, Topology topology) {

    PlanOutline outline() {
      List<Step> steps = new ArrayList<>();
      List<Statement> statements = new ArrayList<>();
      steps.add(new Step("Prune", asked(), pruning()));
      switch (plan.merge()) {
        case MergeStep.SingleShard single -> {
          steps.add(new Step("Send", "The statement, to " + label(single.shard()), ""));
          statements.add(new Statement("Sent to " + label(single.shard()), single.sql()));
        }
        case MergeStep.Concatenate concatenate -> {
          steps.add(new Step("Send", "One statement to " + each(), ""));
          steps.add(new Step("Merge", concatenate.summary(), ""));
          limit(concatenate.offset(), concatenate.limit(), steps);
          statements.add(new Statement("Sent to " + each(), concatenate.sql()));
        }
        case MergeStep.MergeSort sort -> {
          steps.add(new Step("Send", "One statement to " + each(), ""));
          steps.add(new Step("Merge", sort.summary(), order(sort.order())));
          limit(sort.offset(), sort.limit(), steps);
          statements.add(new Statement("Sent to " + each(), sort.sql()));
        }
        case MergeStep.Groups groups -> {
          steps.add(new Step("Send", "One statement to " + each(), ""));
          steps.add(new Step("Merge", groups.summary(), order(groups.order())));
          limit(groups.offset(), groups.limit(), steps);
          statements.add(new Statement("Sent to " + each(), groups.sql()));
        }
        case MergeStep.Gathered gathered -> gathered(gathered, steps, statements);
        case MergeStep.Broadcast broadcast -> broadcast(broadcast, steps, statements);
        case MergeStep.SideBySide sideBySide -> {
          steps.add(new Step("Send", "One statement to " + each(), ""));
          steps.add(new Step("Merge", sideBySide.summary(), ""));
          statements.add(new Statement("Sent to " + each(), sideBySide.sql()));
        }
        case MergeStep.Nothing nothing -> steps.add(new Step("Merge", nothing.summary(), ""));
      }
      return new PlanOutline(steps, plan.reasons(), statements);
    }

    private void broadcast(
        MergeStep.Broadcast broadcast, List<Step> steps, List<Statement> statements) {
      MergeStep.GatheredPart part = broadcast.part();
      String shards = labels(broadcast.shards());
      steps.add(new Step("Gather " + part.name(), "From " + labels(part.from()), ""));
      steps.add(new Step("Hand on", part.name() + " to " + shards, "Joined there"));
      steps.add(new Step("Merge", broadcast.then().summary(), ""));
      statements.add(
          new Statement("Sent to " + labels(part.from()) + ", for " + part.name(), part.sql()));
      statements.add(new Statement("Sent to " + shards + ", with these rows", broadcast.sql()));
      if (broadcast.then() instanceof MergeStep.Gathered gathered) {
        statements.add(
            new Statement(
                "Sent to " + label(gathered.mergeShard()) + ", the last stage", gathered.sql()));
      }
    }

    private void gathered(
        MergeStep.Gathered gathered, List<Step> steps, List<Statement> statements) {
      String mergeShard = label(gathered.mergeShard());
      for (MergeStep.GatheredPart part : gathered.parts()) {
        String columns =
            String.join(", ", part.columns().stream().map(MergeStep.GatheredColumn::name).toList());
        steps.add(
            new Step(
                "Gather " + part.name(),
                columns + " from " + labels(part.from()),
                "For a session on " + mergeShard + ", or for a merge server where they are many"));
        statements.add(
            new Statement("Sent to " + labels(part.from()) + ", for " + part.name(), part.sql()));
      }
      steps.add(
          new Step(
              "Merge",
              gathered.summary(),
              "In a session on " + mergeShard + ", or on a merge server where rows are many"));
      statements.add(
          new Statement(
              "The last stage, as a session on " + mergeShard + " runs it", gathered.sql()));
    }

    private static void limit(long offset, OptionalLong limit, List<Step> steps) {
      String skip = offset == 0 ? "" : "Skip " + Figures.count(offset);
      String first = limit.isEmpty() ? "" : "First " + Figures.count(limit.getAsLong()) + " rows";
      if (!skip.isEmpty() || !first.isEmpty()) {
        String line = skip.isEmpty() || first.isEmpty() ? skip + first : skip + ", then " + first;
        steps.add(new Step("Limit", line, "Of all rows together"));
      }
    }

    private String asked() {
      return plan.asked().size() + " of " + Figures.count(plan.shards().size(), "shard", "shards");
    }

    /// The reasons of the decisions; shards that share one are named together.
    private String pruning() {
      Map<String, List<ShardId>> byReason =
          plan.shards().stream()
              .filter(decision -> !decision.reason().isEmpty())
              .collect(
                  Collectors.groupingBy(
                      ShardDecision::reason,
                      LinkedHashMap::new,
                      Collectors.mapping(ShardDecision::shard, Collectors.toList())));
      if (byReason.size() == 1
          && byReason.values().iterator().next().size() == plan.shards().size()) {
        String reason = byReason.keySet().iterator().next();
        return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
      }
      return byReason.entrySet().stream()
          .map(entry -> labels(entry.getValue()) + ": " + entry.getKey())
          .collect(Collectors.joining("\n"));
    }

    private static String order(List<MergeStep.SortKey> keys) {
      return keys.stream()
          .map(key ->
              "column "
                  + (key.column() + 1)
                  + (key.descending() ? " descending" : " ascending")
                  + (key.nullsFirst() ? ", NULL first" : ", NULL last"))
          .collect(Collectors.joining("; "));
    }

    private String each() {
      List<ShardId> asked = plan.asked();
      return asked.size() == 1
          ? label(asked.getFirst())
          : "each of the " + Figures.count(asked.size(), "shard", "shards");
    }

    private String labels(List<ShardId> shards) {
      return shards.size() == topology.shards().size() && shards.size() > 1
          ? "all " + Figures.count(shards.size(), "shard", "shards")
          : shards.stream().map(this::label).collect(Collectors.joining(", "));
    }

    private String label(ShardId shard) {
      return topology.shard(shard).label();
    }
  }
}
