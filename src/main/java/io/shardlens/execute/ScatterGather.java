package io.shardlens.execute;

import io.shardlens.execute.QueryError.Code;
import io.shardlens.plan.Catalog;
import io.shardlens.plan.Descriptions;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.Planner;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Survey;
import io.shardlens.plan.UnknownTableException;
import io.shardlens.routing.Router;
import io.shardlens.rows.Column;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementException;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs a statement over the shards: survey, plan, scatter, gather, merge.
///
/// What the shards answer is merged while it arrives; a result that is held is given only when
/// every shard has spoken, so it never has a part of a shard without saying so. Thread-safe.
public final class ScatterGather implements QueryService {

  private static final String NO_SUCH_TABLE = "42P01";

  private final Topology topology;
  private final Planner planner;
  private final Scatter scatter;
  private final CatalogReader catalogs;
  private final SurveyPlace surveyPlace;
  private final GatheredMerge gatheredMerge;
  private final GroupedMerge groupedMerge;
  private final PushedMerge pushed;
  private final OffsetMerge offsetMerge;
  private final BroadcastMerge broadcastMerge;
  private final Transfers transfers;

  /// Merges what has to be gathered in the shards' own sessions.
  public ScatterGather(Router router, ShardGateway gateway) {
    this(router, gateway, MergeServers.NONE);
  }

  public ScatterGather(Router router, ShardGateway gateway, MergeServers servers) {
    this.topology = router.topology();
    this.planner = new Planner(router);
    this.scatter = new Scatter(gateway);
    this.catalogs = new CatalogReader(topology, scatter);
    this.surveyPlace = new SurveyPlace(topology, scatter);
    this.gatheredMerge = new GatheredMerge(topology, scatter, servers);
    this.groupedMerge = new GroupedMerge(topology, scatter);
    this.pushed = new PushedMerge(topology, scatter);
    this.offsetMerge = new OffsetMerge(topology, scatter, OffsetMerge.WORTHWHILE);
    this.broadcastMerge =
        new BroadcastMerge(topology, scatter, groupedMerge, BroadcastMerge.MAX_ROWS);
    this.transfers = new Transfers(scatter);
  }

  @Override
  public QueryPlan explain(String sql) throws ShardlensException {
    Statement statement = accepted(sql);
    return plan(statement, QueryRequest.DEFAULT_TIMEOUT, List.of(), Integer.MAX_VALUE).plan();
  }

  @Override
  public List<TransferEstimate> estimates(QueryPlan plan) {
    return transfers.of(plan);
  }

  @Override
  public QueryResult run(QueryRequest request, Progress progress) {
    return answer(
        request,
        progress,
        (query, result, planned) ->
            pushed.held(request, query, result, planned.survey(), progress));
  }

  @Override
  public QueryResult retry(QueryRequest request, QueryResult earlier, Progress progress) {
    return resumed(request, earlier, true, progress);
  }

  @Override
  public QueryResult partial(QueryRequest request, QueryResult earlier, Progress progress) {
    return resumed(request, earlier, false, progress);
  }

  private QueryResult resumed(
      QueryRequest request, QueryResult earlier, boolean askAgain, Progress progress) {
    if (earlier.answered().isEmpty() || earlier.plan().isEmpty()) {
      return run(request, progress);
    }
    ResultBuilder result = new ResultBuilder(topology);
    result.planned(earlier.plan().get(), request);
    progress.planned(earlier.plan().get());
    return pushed.resumed(request, earlier.answered().get(), askAgain, result, progress);
  }

  @Override
  public StreamedResult stream(
      QueryRequest request, long heldBytes, ResultConsumer consumer, Progress progress) {
    AtomicReference<@Nullable StreamedResult> streamed = new AtomicReference<>();
    QueryResult answer =
        answer(
            request,
            progress,
            (query, result, planned) -> {
              StreamedResult end =
                  pushed.streamed(
                      request, query, result, planned.survey(), progress, heldBytes, consumer);
              streamed.set(end);
              return end.result();
            });
    StreamedResult end = streamed.get();
    // What did not go that way, a gathered merge, has all of its rows now.
    return end != null ? end : StreamedResult.ofHeld(answer, consumer);
  }

  /// Runs what the shards answer and Java merges.
  private interface Pushing {
    QueryResult run(PushedQuery query, ResultBuilder result, Planned planned);
  }

  private QueryResult answer(QueryRequest request, Progress progress, Pushing pushing) {
    ResultBuilder result = new ResultBuilder(topology);
    try {
      Statement statement = accepted(request.sql());
      Planned planned = plan(statement, request.timeout(), request.shards(), request.maxRows());
      result.planned(planned.plan(), request);
      progress.planned(planned.plan());
      QueryResult answer =
          switch (planned.plan().merge()) {
            case MergeStep.Nothing ignored -> result.refused(planned.plan().reasons().getFirst());
            case MergeStep.Gathered gathered ->
                gatheredMerge.run(gathered(request, result, progress, planned, gathered));
            case MergeStep.Broadcast broadcast -> {
              GatheredQuery otherwise =
                  gathered(request, result, progress, planned, broadcast.otherwise());
              yield broadcastMerge
                  .run(otherwise, broadcast)
                  .orElseGet(() -> gatheredMerge.run(otherwise));
            }
            case MergeStep.Groups groups ->
                groupedMerge.run(request, result, progress, planned.plan().asked(), groups);
            case MergeStep.MergeSort _ ->
                offsetMerge
                    .run(request, result, progress, planned.plan(), planned.survey())
                    .orElseGet(() ->
                        pushing.run(PushedQuery.of(planned.plan()).orElseThrow(), result, planned));
            case MergeStep.SingleShard _, MergeStep.SideBySide _, MergeStep.Concatenate _ ->
                pushing.run(PushedQuery.of(planned.plan()).orElseThrow(), result, planned);
          };
      if (answer.error().isPresent()) {
        // A table that changed may be the reason.
        catalogs.forget();
      }
      return answer;
    } catch (ShardlensException failure) {
      return result.failed(failure.error());
    }
  }

  private static GatheredQuery gathered(
      QueryRequest request,
      ResultBuilder result,
      Progress progress,
      Planned planned,
      MergeStep.Gathered step) {
    return new GatheredQuery(
        request, result, progress, planned.plan(), step, planned.survey(), planned.catalog());
  }

  private Statement accepted(String sql) throws ShardlensException {
    try {
      Statement statement = Statement.of(sql);
      Optional<String> objection = ReadOnlyGuard.objection(statement);
      if (objection.isPresent()) {
        throw new ShardlensException(Code.REFUSED, objection.get());
      }
      return statement;
    } catch (StatementException e) {
      throw new ShardlensException(
          new QueryError(
              Code.SQL, String.valueOf(e.getMessage()), "42601", OptionalInt.of(e.position())));
    }
  }

  private record Planned(QueryPlan plan, Survey survey, Catalog catalog) {}

  private Planned plan(Statement statement, Duration timeout, List<ShardId> preferred, int maxRows)
      throws ShardlensException {
    Survey survey;
    try {
      survey = surveyPlace.survey(statement, timeout, preferred);
    } catch (ShardlensException e) {
      if (e.error().sqlState().equals(NO_SUCH_TABLE)) {
        Optional<QueryPlan> refused = planner.ofTenants(statement);
        if (refused.isPresent()) {
          ShardId anyone = topology.shards().getFirst().id();
          return new Planned(
              refused.get(),
              new Survey(anyone, List.of(), Set.of(), Map.of()),
              new Catalog(Map.of(), Map.of()));
        }
      }
      throw e;
    }
    Catalog catalog = catalogs.read();
    try {
      Descriptions descriptions = (shard, sql) -> described(shard, sql, timeout);
      return new Planned(
          planner.plan(statement, survey, catalog, descriptions, maxRows), survey, catalog);
    } catch (UnknownTableException e) {
      throw new ShardlensException(Code.ROUTING, String.valueOf(e.getMessage()));
    }
  }

  private Optional<List<Column>> described(ShardId shard, String sql, Duration timeout) {
    Scatter.Answer<List<Column>> answer =
        scatter
            .run(List.of(shard), timeout, (id, session) -> session.describe(sql))
            .values()
            .iterator()
            .next();
    return answer
            instanceof Scatter.Answer.Answered<List<Column>>(List<Column> columns, long millis)
        ? Optional.of(columns)
        : Optional.empty();
  }
}
