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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds a shard that answers and has it survey a statement. Shards that did not answer lately are
/// asked last; one that lacks what the statement names does not have the last word. Thread-safe.
final class SurveyPlace {

  /// A table, column, function or type that is not there. One shard may lack it while the others
  /// have it, and then the catalogs tell which.
  private static final Set<String> MISSING_OBJECT = Set.of("42P01", "42703", "42883", "42704");

  private static final int ATTEMPTS = 3;

  /// Long enough for a login over a slow line, and short for who waits.
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private final Topology topology;
  private final Scatter scatter;
  private final KnownFunctions functions = new KnownFunctions();
  private final Map<ShardId, Long> silentUntil = new ConcurrentHashMap<>();

  SurveyPlace(Topology topology, Scatter scatter) {
    this.topology = topology;
    this.scatter = scatter;
  }

  /// @param preferred the shards to try first
  /// @throws ShardlensException when no shard answers in time, or when the statement is wrong
  Survey survey(Statement statement, Deadline deadline, List<ShardId> preferred)
      throws ShardlensException {
    try (Search search = new Search(statement, deadline, inOrder(statement, preferred))) {
      return search.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShardlensException(Code.CANCELLED, "Cancelled");
    }
  }

  /// One statement on its way to a shard that answers. A shard that lets us wait is not waited for:
  /// the next one is asked, too, and the first answer counts.
  private final class Search implements AutoCloseable {
    private final Statement statement;
    private final Deadline deadline;
    private final Deque<ShardId> untried;
    private final Map<ShardId, ScatterRun<Survey>> asked = new LinkedHashMap<>();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final List<String> failures = new ArrayList<>();
    private final List<ShardFailure> missing = new ArrayList<>();

    Search(Statement statement, Deadline deadline, List<ShardId> order) {
      this.statement = statement;
      this.deadline = deadline;
      this.untried = new ArrayDeque<>(order);
    }

    Survey run() throws ShardlensException, InterruptedException {
      while (!untried.isEmpty() || !asked.isEmpty()) {
        if (!untried.isEmpty()) {
          ask(untried.removeFirst());
        }
        Heard next =
            untried.isEmpty()
                ? heard.take()
                : heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
          continue;
        }
        List<ShardId> before =
            asked.keySet().stream().takeWhile(shard -> !shard.equals(next.shard())).toList();
        asked.remove(next.shard());
        switch (next.answer()) {
          case Answer.Answered<Survey>(Survey survey, long _) -> {
            silentUntil.remove(next.shard());
            before.forEach(SurveyPlace.this::keptSilent);
            return survey;
          }
          case Answer.Unanswered<Survey>(ShardFailure failure, long _) ->
              note(next.shard(), failure);
        }
      }
      if (!missing.isEmpty()) {
        throw wrong(missing.getFirst());
      }
      throw new ShardlensException(
          Code.NO_CONNECTION, "No shard answers. " + String.join("; ", failures));
    }

    private void ask(ShardId shard) {
      asked.put(
          shard,
          scatter.begin(
              List.of(shard),
              deadline,
              (id, session) -> Surveyor.survey(id, session, statement, functions),
              (id, answer) -> heard.add(new Heard(id, answer))));
    }

    private void note(ShardId shard, ShardFailure failure) throws ShardlensException {
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
          keptSilent(shard);
          failures.add(topology.shard(shard).label() + ": " + failure.getMessage());
        }
      }
    }

    /// Nobody waits for those that were asked in vain.
    @Override
    public void close() {
      asked.values().forEach(run -> run.stop(ShardFailure.Kind.CANCELLED));
    }
  }

  /// What became of the statement on one shard.
  private record Heard(ShardId shard, Answer<Survey> answer) {}

  /// What is known of functions is asked anew.
  void forget() {
    functions.forget();
  }

  private void keptSilent(ShardId shard) {
    silentUntil.put(shard, System.nanoTime() + CatalogReader.SILENCE.toNanos());
  }

  private boolean isSilent(ShardId shard) {
    Long until = silentUntil.get(shard);
    return until != null && System.nanoTime() - until < 0;
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
    Stream<ShardId> likely =
        Stream.concat(preferred.stream(), topology.shards().stream().map(Shard::id));
    Map<Boolean, List<ShardId>> bySilence =
        likely.distinct().collect(Collectors.partitioningBy(this::isSilent));
    return Stream.of(
            homes(statement),
            bySilence.getOrDefault(false, List.of()),
            bySilence.getOrDefault(true, List.of()))
        .flatMap(Collection::stream)
        .distinct()
        .toList();
  }
}
