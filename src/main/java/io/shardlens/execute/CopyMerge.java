package io.shardlens.execute;

import io.shardlens.execute.QueryError.Code;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.MergeStep.Elsewhere;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Runs the last stage on a merge server, into which the shards' rows stream by `COPY` without
/// being held here.
///
/// Before a row moves, the server must have shown that it understands the statement as the shards
/// do ([MergeSetup]). A shard that is lost half-way leaves rows behind, so the rest is then
/// gathered anew without it, or the result is withheld.
final class CopyMerge {

  /// A server ends a transaction that idles for a minute.
  private static final long ALIVE_MILLIS = 15_000;

  private static final int PROGRESS_STEP = 5_000;

  private final Topology topology;
  private final Scatter scatter;

  CopyMerge(Topology topology, Scatter scatter) {
    this.topology = topology;
    this.scatter = scatter;
  }

  /// What came of it.
  sealed interface Outcome {
    record Answered(QueryResult result) implements Outcome {}

    /// This server cannot answer; another place may.
    ///
    /// @param reason for people
    record Unfit(String reason) implements Outcome {}
  }

  Outcome run(MergeServer server, GatheredQuery query) {
    Answer<MergeNeeds> needs =
        only(
            scatter.run(
                List.of(query.step().mergeShard()),
                query.deadline(),
                (_, session) -> MergeNeeds.read(session, query.step().elsewhere())));
    return switch (needs) {
      case Answer.Answered<MergeNeeds>(MergeNeeds needed, long _) -> run(server, query, needed);
      case Answer.Unanswered<MergeNeeds>(ShardFailure failure, long _) ->
          new Outcome.Unfit(failure.getMessage());
    };
  }

  private Outcome run(MergeServer server, GatheredQuery query, MergeNeeds needs) {
    Set<ShardId> lost = new LinkedHashSet<>();
    while (true) {
      try (LentSession session = LentSession.open(server, needs.database(), query.deadline())) {
        Optional<Outcome> outcome = attempt(session, query, needs, lost);
        if (outcome.isPresent()) {
          return outcome.get();
        }
      } catch (ShardFailure failure) {
        return ended(server.name(), query, failure);
      }
    }
  }

  /// One attempt; empty where a shard was lost and the rest has to be gathered without it.
  private Optional<Outcome> attempt(
      LentSession lent, GatheredQuery query, MergeNeeds needs, Set<ShardId> lost)
      throws ShardFailure {
    Elsewhere stage = query.step().elsewhere();
    MergeSession session = lent.session();
    Optional<String> obstacle =
        lent.run(() -> new MergeSetup(session, needs, stage).obstacle(query.survey().columns()));
    if (obstacle.isPresent()) {
      return Optional.of(new Outcome.Unfit(obstacle.get()));
    }
    Feeding feeding = new Feeding(session, query, lost);
    Optional<ShardFailure> failure = feeding.run();
    if (failure.isPresent()) {
      lent.session().abort();
      return Optional.of(ended(session.serverName(), query, failure.get()));
    }
    if (feeding.drift.isPresent()) {
      return Optional.of(new Outcome.Answered(query.result().refused(feeding.drift.get())));
    }
    Optional<QueryResult> spoiled = query.result().spoiled();
    if (spoiled.isPresent()) {
      lent.session().abort();
      return spoiled.map(Outcome.Answered::new);
    }
    if (!feeding.failed.isEmpty()) {
      lost.addAll(feeding.failed);
      lent.session().abort();
      return Optional.empty();
    }
    query.merged(
        "Merged in "
            + session.serverName()
            + (feeding.rows() == 1
                ? ", because there was 1 row to gather"
                : ", because there were " + feeding.rows() + " rows to gather"));
    return Optional.of(lastStage(lent, query));
  }

  private static Outcome lastStage(LentSession lent, GatheredQuery query) throws ShardFailure {
    MergeSession session = lent.session();
    Elsewhere stage = query.step().elsewhere();
    ShardRows rows =
        lent.run(() -> {
          session.settle(stage.parts().size());
          ShardRows read = ShardRows.forMerge(query.request().maxRows() + 1L);
          session.read(MergeSetup.lastStage(session, stage), List.of(), read);
          return read;
        });
    List<Row> all = rows.rows();
    int max = query.request().maxRows();
    boolean more = all.size() > max;
    return new Outcome.Answered(
        query.result().rows(rows.columns(), more ? all.subList(0, max) : all, more));
  }

  /// What a failure of the merge server means for the query.
  private static Outcome ended(String server, GatheredQuery query, ShardFailure failure) {
    return switch (failure.kind()) {
      case CANCELLED ->
          new Outcome.Answered(query.result().failed(error(Code.CANCELLED, "Cancelled", failure)));
      case TIMEOUT ->
          new Outcome.Answered(
              query
                  .result()
                  .failed(
                      error(
                          Code.PARTIAL,
                          server + ", which merges the gathered rows: " + failure.getMessage(),
                          failure)));
      case STATEMENT ->
          failure.sqlState().matches("(21|22|2F|38|39|P0).*")
              ? new Outcome.Answered(
                  query.result().failed(error(Code.SQL, failure.getMessage(), failure)))
              : new Outcome.Unfit(failure.getMessage());
      case CONNECT, LOGIN, LOST, BUDGET -> new Outcome.Unfit(failure.getMessage());
    };
  }

  private static QueryError error(Code code, String message, ShardFailure failure) {
    return new QueryError(code, message, failure.sqlState(), OptionalInt.empty());
  }

  private static <T> T only(Map<ShardId, T> answers) {
    return answers.values().iterator().next();
  }

  /// The way of all rows into one merge session.
  private final class Feeding {
    private final MergeSession session;
    private final GatheredQuery query;
    private final List<GatheredPart> parts;
    private final Set<ShardId> feeders = new LinkedHashSet<>();
    private final Set<ShardId> asked;
    private final Map<String, List<Column>> columns = new ConcurrentHashMap<>();
    private final Map<ShardId, Long> counts = new ConcurrentHashMap<>();
    private final List<ShardId> failed = new ArrayList<>();
    private volatile Optional<String> drift = Optional.empty();

    Feeding(MergeSession session, GatheredQuery query, Set<ShardId> lost) {
      this.session = session;
      this.query = query;
      this.parts = query.step().elsewhere().parts();
      Set<ShardId> sources = new LinkedHashSet<>();
      query.step().parts().forEach(part -> sources.addAll(part.from()));
      this.asked =
          new LinkedHashSet<>(
              query
                  .result()
                  .chosen(
                      topology.shards().stream()
                          .map(Shard::id)
                          .filter(sources::contains)
                          .toList()));
      asked.removeAll(lost);
      feeders.addAll(asked);
      if (parts.stream().anyMatch(this::isResident)) {
        feeders.add(query.step().mergeShard());
      }
    }

    /// Tables that lie whole on the merge shard; it is asked for them even where it is not asked
    /// for other rows.
    private boolean isResident(GatheredPart part) {
      return query.step().parts().stream().noneMatch(own -> own.name().equals(part.name()));
    }

    private boolean reads(ShardId shard, GatheredPart part) {
      return part.from().contains(shard) && (isResident(part) || asked.contains(shard));
    }

    long rows() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Feeds everything and notes how each shard fared.
    ///
    /// @return what went wrong on the merge server, if anything
    Optional<ShardFailure> run() {
      PartWriter writer = new PartWriter(session, feeders, ALIVE_MILLIS);
      Map<ShardId, Answer<Long>> answers =
          scatter.run(
              feeders,
              query.gathering(),
              (shard, reading) -> {
                try {
                  return feed(shard, reading, writer);
                } catch (ShardFailure failure) {
                  writer.leave(shard);
                  throw failure;
                }
              });
      writer.stop();
      Optional<ShardFailure> failure = writer.failure();
      if (failure.isEmpty()) {
        answers.forEach(this::note);
      }
      return failure;
    }

    private void note(ShardId shard, Answer<Long> answer) {
      switch (answer) {
        case Answer.Answered<Long>(Long rows, long millis) ->
            query.result().outcome(shard, ShardOutcome.Status.COMPLETED, rows, millis);
        case Answer.Unanswered<Long>(ShardFailure failure, long millis) -> {
          failed.add(shard);
          query.progress().finished(query.result().outcome(shard, failure, millis));
        }
      }
    }

    private long feed(ShardId shard, ShardSession reading, PartWriter writer) throws ShardFailure {
      long[] count = {0};
      long[] told = {0};
      for (int i = 0; i < parts.size(); i++) {
        GatheredPart part = parts.get(i);
        if (reads(shard, part)) {
          checkColumns(shard, part, reading.describe(part.sql()));
          reading.copy(
              part.sql(),
              (bytes, length, rows) -> {
                writer.write(bytes, length);
                count[0] += rows;
                if (count[0] - told[0] >= PROGRESS_STEP) {
                  told[0] = count[0];
                  query.progress().rows(shard, count[0]);
                }
              });
        }
        if (i == parts.size() - 1) {
          counts.put(shard, count[0]);
          query.progress().finished(query.result().completed(shard, count[0]));
        }
        writer.next(shard, reading);
      }
      return count[0];
    }

    /// Text of one type is not read as another: a column may have changed since the catalogs were
    /// compared.
    private void checkColumns(ShardId shard, GatheredPart part, List<Column> found)
        throws ShardFailure {
      List<Column> first = columns.putIfAbsent(part.name(), found);
      if (first != null && !first.equals(found)) {
        drift =
            Optional.of(
                topology.shard(shard).label()
                    + " has other columns in "
                    + part.name()
                    + " than the shards before it: "
                    + found
                    + " instead of "
                    + first);
        throw new ShardFailure(ShardFailure.Kind.STATEMENT, drift.get());
      }
    }
  }
}
