package io.shardlens.execute;

import io.shardlens.execute.QueryError.Code;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.Survey;
import io.shardlens.sql.Statement;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Finds a shard that answers and has it survey a statement. Shards that did not answer lately are
/// asked last. Thread-safe.
final class SurveyPlace {

  private final Topology topology;
  private final Scatter scatter;
  private final Set<ShardId> silent = ConcurrentHashMap.newKeySet();

  SurveyPlace(Topology topology, Scatter scatter) {
    this.topology = topology;
    this.scatter = scatter;
  }

  /// @param preferred the shards to try first
  /// @throws ShardlensException when no shard answers, or when the statement is wrong
  Survey survey(Statement statement, Duration timeout, List<ShardId> preferred)
      throws ShardlensException {
    List<String> failures = new ArrayList<>();
    for (ShardId shard : inOrder(preferred)) {
      Answer<Survey> answer =
          scatter
              .run(
                  List.of(shard), timeout, (id, session) -> Surveyor.survey(id, session, statement))
              .values()
              .iterator()
              .next();
      switch (answer) {
        case Answer.Answered<Survey>(Survey survey, long millis) -> {
          silent.remove(shard);
          return survey;
        }
        case Answer.Unanswered<Survey>(ShardFailure failure, long millis) -> {
          switch (failure.kind()) {
            case STATEMENT ->
                throw new ShardlensException(
                    new QueryError(
                        Code.SQL, failure.getMessage(), failure.sqlState(), failure.position()));
            case CANCELLED -> throw new ShardlensException(Code.CANCELLED, "Cancelled");
            case CONNECT, LOGIN, TIMEOUT, LOST, BUDGET -> {
              silent.add(shard);
              failures.add(topology.shard(shard).label() + ": " + failure.getMessage());
            }
          }
        }
      }
    }
    throw new ShardlensException(
        Code.NO_CONNECTION, "No shard answers. " + String.join(" ", failures));
  }

  private List<ShardId> inOrder(List<ShardId> preferred) {
    List<ShardId> all = topology.shards().stream().map(Shard::id).toList();
    List<ShardId> order = new ArrayList<>();
    preferred.stream().filter(shard -> !silent.contains(shard)).forEach(order::add);
    all.stream()
        .filter(shard -> !silent.contains(shard) && !order.contains(shard))
        .forEach(order::add);
    all.stream().filter(shard -> !order.contains(shard)).forEach(order::add);
    return order;
  }
}
