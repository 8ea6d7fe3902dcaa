package io.shardlens.execute;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.plan.QueryPlan;
import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks the shards' planners how much each shard would send for a plan; nothing is run.
/// Thread-safe.
final class Transfers {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String EXPLAIN = "EXPLAIN (FORMAT JSON) ";

  /// The first ones are those of the whole plan.
  private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

  private static final Pattern WIDTH = Pattern.compile("\"Plan Width\": (\\d+)");

  private final Scatter scatter;

  Transfers(Scatter scatter) {
    this.scatter = scatter;
  }

  /// One estimate for each shard that is asked and answers, in the order of the plan.
  List<TransferEstimate> of(QueryPlan plan) {
    Map<ShardId, List<String>> statements = statements(plan);
    Map<ShardId, Answer<TransferEstimate>> answers =
        scatter.run(
            statements.keySet(),
            TIMEOUT,
            (shard, session) ->
                estimate(shard, session, statements.getOrDefault(shard, List.of())));
    List<TransferEstimate> estimates = new ArrayList<>();
    for (Answer<TransferEstimate> answer : answers.values()) {
      if (answer
          instanceof Answer.Answered<TransferEstimate>(TransferEstimate estimate, long millis)) {
        estimates.add(estimate);
      }
    }
    return estimates;
  }

  private static Map<ShardId, List<String>> statements(QueryPlan plan) {
    Map<ShardId, List<String>> statements = new LinkedHashMap<>();
    for (ShardId shard : plan.asked()) {
      List<String> sent =
          switch (plan.merge()) {
            case MergeStep.SingleShard(ShardId ignored, String sql) -> List.of(sql);
            case MergeStep.Concatenate concatenate -> List.of(concatenate.sql());
            case MergeStep.MergeSort sort -> List.of(sort.sql());
            case MergeStep.Groups groups -> List.of(groups.sql());
            case MergeStep.Gathered gathered ->
                gathered.parts().stream()
                    .filter(part -> part.from().contains(shard))
                    .map(GatheredPart::sql)
                    .toList();
            // What the shards then send depends on the rows that they are handed.
            case MergeStep.Broadcast broadcast ->
                broadcast.part().from().contains(shard)
                    ? List.of(broadcast.part().sql())
                    : List.of();
            // SHOW and the like cannot be explained, and their answers are small.
            case MergeStep.SideBySide _, MergeStep.Nothing _ -> List.of();
          };
      if (!sent.isEmpty()) {
        statements.put(shard, sent);
      }
    }
    return statements;
  }

  private static TransferEstimate estimate(
      ShardId shard, ShardSession session, List<String> statements) throws ShardFailure {
    long rows = 0;
    long bytes = 0;
    for (String sql : statements) {
      String plan =
          SmallAnswers.text(SmallAnswers.rows(session, EXPLAIN + sql, List.of()).getFirst()[0]);
      long planned = first(ROWS, plan);
      rows += planned;
      bytes += planned * first(WIDTH, plan);
    }
    return new TransferEstimate(shard, rows, bytes);
  }

  private static long first(Pattern pattern, String plan) {
    Matcher matcher = pattern.matcher(plan);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
