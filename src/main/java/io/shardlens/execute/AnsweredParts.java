package io.shardlens.execute;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.Survey;
import io.shardlens.rows.Column;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the shards sent that answered a query of which another one is missing: enough to go on from
/// there. Lies packed where the rows of a result lie. Immutable and thread-safe.
public final class AnsweredParts {

  private final PushedQuery query;
  private final Survey survey;
  private final Map<ShardId, Part> parts;
  private final Map<ShardId, Answer.Unanswered<Long>> failures;

  AnsweredParts(
      PushedQuery query,
      Survey survey,
      Map<ShardId, Part> parts,
      Map<ShardId, Answer.Unanswered<Long>> failures) {
    this.query = query;
    this.survey = survey;
    this.parts = Map.copyOf(parts);
    this.failures = Map.copyOf(failures);
  }

  /// The whole answer of one shard.
  record Part(List<Column> columns, List<HeldBatch> batches, Answer.Answered<Long> answer) {
    Part {
      columns = List.copyOf(columns);
      batches = List.copyOf(batches);
    }
  }

  PushedQuery query() {
    return query;
  }

  Survey survey() {
    return survey;
  }

  Optional<Part> part(ShardId shard) {
    return Optional.ofNullable(parts.get(shard));
  }

  Optional<Answer.Unanswered<Long>> failure(ShardId shard) {
    return Optional.ofNullable(failures.get(shard));
  }
}
