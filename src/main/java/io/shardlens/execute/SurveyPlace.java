package io.shardlens.execute;

import io.shardlens.execute.QueryError.Code;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.Survey;
import io.shardlens.plan.TenantHomes;
import io.shardlens.sql.Statement;
import io.shardlens.sql.Token;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Finds a shard that answers and has it survey a statement. Shards that did not answer lately are
/// asked last; one that lacks what the statement names does not have the last word. Thread-safe.
final class SurveyPlace {

  /// A table, column, function or type that is not there. One shard may lack it while the others
  /// have it, and then the catalogs tell which.
  private static final Set<String> MISSING_OBJECT = Set.of("42P01", "42703", "42883", "42704");

  private static final int ATTEMPTS = 3;

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
    List<ShardFailure> missing = new ArrayList<>();
    for (ShardId shard : inOrder(statement, preferred)) {
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
            case STATEMENT -> {
              missing.add(failure);
              if (!MISSING_OBJECT.contains(failure.sqlState()) || missing.size() == ATTEMPTS) {
                throw wrong(missing.getFirst());
              }
            }
            case CANCELLED -> throw new ShardlensException(Code.CANCELLED, "Cancelled");
            case BUDGET -> throw new ShardlensException(Code.REFUSED, failure.getMessage());
            case CONNECT, LOGIN, TIMEOUT, LOST -> {
              silent.add(shard);
              failures.add(topology.shard(shard).label() + ": " + failure.getMessage());
            }
          }
        }
      }
    }
    if (!missing.isEmpty()) {
      throw wrong(missing.getFirst());
    }
    throw new ShardlensException(
        Code.NO_CONNECTION, "No shard answers. " + String.join("; ", failures));
  }

  private static ShardlensException wrong(ShardFailure failure) {
    return new ShardlensException(
        new QueryError(Code.SQL, failure.getMessage(), failure.sqlState(), failure.position()));
  }

  /// Where unsharded tables lie that the statement names, and those of a tenant: other shards need
  /// not know them.
  private Set<ShardId> homes(Statement statement) {
    Set<ShardId> homes = new LinkedHashSet<>();
    String schema = "";
    for (Token token : statement.tokens()) {
      String name = statement.name(token);
      topology
          .tableNamed(name)
          .filter(TableDefinition.Unsharded.class::isInstance)
          .ifPresent(table -> homes.add(((TableDefinition.Unsharded) table).shard()));
      if (!name.isEmpty() && !schema.isEmpty()) {
        TenantHomes.home(topology, new TableName(schema, name)).ifPresent(homes::add);
      }
      // A dot between two names leaves the first one standing.
      schema = token.is(statement.text(), ".") ? schema : name;
    }
    return homes;
  }

  private List<ShardId> inOrder(Statement statement, List<ShardId> preferred) {
    List<ShardId> all = topology.shards().stream().map(Shard::id).toList();
    List<ShardId> order = new ArrayList<>();
    Stream.concat(homes(statement).stream(), preferred.stream())
        .filter(shard -> !silent.contains(shard) && !order.contains(shard))
        .forEach(order::add);
    all.stream()
        .filter(shard -> !silent.contains(shard) && !order.contains(shard))
        .forEach(order::add);
    all.stream().filter(shard -> !order.contains(shard)).forEach(order::add);
    return order;
  }
}
