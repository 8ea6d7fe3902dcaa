package io.shardlens.execute;

import io.shardlens.execute.QueryError.Code;
import io.shardlens.plan.Catalog;
import io.shardlens.plan.Descriptions;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.Planner;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Survey;
import io.shardlens.plan.UnknownTableException;
import io.shardlens.plan.Verdict;
import io.shardlens.routing.Router;
import io.shardlens.rows.Column;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementException;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
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
  private final LookUpSurveys lookUps;
  private final MergeServers servers;
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
    this.lookUps = new LookUpSurveys(topology);
    this.servers = servers;
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
    Deadline deadline = Deadline.in(QueryRequest.DEFAULT_TIMEOUT);
    return plan(statement, deadline, List.of(), Integer.MAX_VALUE).plan();
  }

  @Override
  public List<TransferEstimate> estimates(QueryPlan plan) {
    return transfers.of(plan);
  }

  @Override
  public MergeServers mergeServers() {
    return servers;
  }

  @Override
  public QueryResult run(QueryRequest request, Progress progress) {
    return answer(
        request,
        progress,
        (query, deadline, result, planned) ->
            pushed.held(request, deadline, query, result, planned.survey(), progress),
        () -> true);
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
            (query, deadline, result, planned) -> {
              StreamedResult end =
                  pushed.streamed(
                      request, query, result, planned.survey(), progress, heldBytes, consumer);
              streamed.set(end);
              return end.result();
            },
            () -> isUnseen(streamed.get()));
    StreamedResult end = streamed.get();
    // What did not go that way, a gathered merge, has all of its rows now.
    return end != null ? end : StreamedResult.ofHeld(answer, consumer);
  }

  private static boolean isUnseen(@Nullable StreamedResult streamed) {
    return streamed == null || streamed.rows() == 0;
  }

  /// Runs what the shards answer and Java merges.
  private interface Pushing {
    QueryResult run(PushedQuery query, Deadline deadline, ResultBuilder result, Planned planned);
  }

  /// @param mayBeginAnew whether nobody has seen anything of the result so far
  private QueryResult answer(
      QueryRequest request, Progress progress, Pushing pushing, BooleanSupplier mayBeginAnew) {
    Deadline deadline = Deadline.in(request.timeout());
    ResultBuilder result = new ResultBuilder(topology);
    try {
      Statement statement = accepted(request.sql());
      Planned planned = plan(statement, deadline, request.shards(), request.maxRows());
      QueryResult answer = run(request, deadline, progress, pushing, planned, result);
      if (answer.error().isPresent() || answer.verdict() == Verdict.PARTIAL) {
        // A table that changed may be the reason, or a shard that was asked to survey and is gone.
        catalogs.forget();
        lookUps.forget();
        surveyPlace.forget();
      }
      if (answer.error().isPresent() && planned.isRemembered() && mayBeginAnew.getAsBoolean()) {
        ResultBuilder again = new ResultBuilder(topology);
        Planned anew = plan(statement, deadline, request.shards(), request.maxRows());
        return run(request, deadline, progress, pushing, anew, again);
      }
      return answer;
    } catch (ShardlensException failure) {
      return result.failed(failure.error());
    }
  }

  private QueryResult run(
      QueryRequest request,
      Deadline deadline,
      Progress progress,
      Pushing pushing,
      Planned planned,
      ResultBuilder result) {
    result.planned(planned.plan(), request);
    progress.planned(planned.plan());
    return switch (planned.plan().merge()) {
      case MergeStep.Nothing _ -> result.refused(planned.plan().reasons().getFirst());
      case MergeStep.Gathered gathered ->
          gatheredMerge.run(gathered(request, deadline, result, progress, planned, gathered));
      case MergeStep.Broadcast broadcast -> {
        GatheredQuery otherwise =
            gathered(request, deadline, result, progress, planned, broadcast.otherwise());
        yield broadcastMerge
            .run(otherwise, broadcast)
            .orElseGet(() -> gatheredMerge.run(otherwise));
      }
      case MergeStep.Groups groups ->
          groupedMerge.run(request, deadline, result, progress, planned.plan().asked(), groups);
      case MergeStep.MergeSort _ ->
          offsetMerge
              .run(request, deadline, result, progress, planned.plan(), planned.survey())
              .orElseGet(() -> pushing.run(pushed(planned), deadline, result, planned));
      case MergeStep.SingleShard _, MergeStep.SideBySide _, MergeStep.Concatenate _ ->
          pushing.run(pushed(planned), deadline, result, planned);
    };
  }

  private static PushedQuery pushed(Planned planned) {
    return PushedQuery.of(planned.plan()).orElseThrow();
  }

  private static GatheredQuery gathered(
      QueryRequest request,
      Deadline deadline,
      ResultBuilder result,
      Progress progress,
      Planned planned,
      MergeStep.Gathered step) {
    return new GatheredQuery(
        request,
        deadline,
        result,
        progress,
        planned.plan(),
        step,
        planned.survey(),
        planned.catalog());
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

  /// @param isRemembered whether no server was asked about this very statement
  private record Planned(QueryPlan plan, Survey survey, Catalog catalog, boolean isRemembered) {}

  private Planned plan(Statement statement, Deadline deadline, List<ShardId> preferred, int maxRows)
      throws ShardlensException {
    Optional<Catalog> fresh = catalogs.fresh();
    if (fresh.isPresent()) {
      Optional<Survey> remembered = lookUps.find(statement, fresh.get());
      if (remembered.isPresent()) {
        return plan(statement, remembered.get(), fresh.get(), deadline, maxRows, true);
      }
    }
    Survey survey;
    try {
      survey = surveyPlace.survey(statement, deadline, preferred);
    } catch (ShardlensException e) {
      if (e.error().sqlState().equals(NO_SUCH_TABLE)) {
        Optional<QueryPlan> refused = planner.ofTenants(statement);
        if (refused.isPresent()) {
          ShardId anyone = topology.shards().getFirst().id();
          return new Planned(
              refused.get(),
              new Survey(anyone, List.of(), Set.of(), Map.of()),
              new Catalog(Map.of(), Map.of()),
              false);
        }
      }
      throw e;
    }
    Catalog catalog = catalogs.read(deadline);
    Planned planned = plan(statement, survey, catalog, deadline, maxRows, false);
    lookUps.keep(statement, survey, catalog);
    return planned;
  }

  private Planned plan(
      Statement statement,
      Survey survey,
      Catalog catalog,
      Deadline deadline,
      int maxRows,
      boolean isRemembered)
      throws ShardlensException {
    try {
      Descriptions descriptions = (shard, sql) -> described(shard, sql, deadline);
      return new Planned(
          planner.plan(statement, survey, catalog, descriptions, maxRows),
          survey,
          catalog,
          isRemembered);
    } catch (UnknownTableException e) {
      throw new ShardlensException(Code.ROUTING, String.valueOf(e.getMessage()));
    }
  }

  private Optional<List<Column>> described(ShardId shard, String sql, Deadline deadline) {
    Scatter.Answer<List<Column>> answer =
        scatter
            .run(List.of(shard), deadline, (id, session) -> session.describe(sql))
            .values()
            .iterator()
            .next();
    return answer
            instanceof Scatter.Answer.Answered<List<Column>>(List<Column> columns, long millis)
        ? Optional.of(columns)
        : Optional.empty();
  }
}
