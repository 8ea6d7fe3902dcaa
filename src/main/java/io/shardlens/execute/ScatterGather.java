package io.shardlens.execute;

import io.shardlens.execute.QueryError.Code;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.merge.Concatenation;
import io.shardlens.merge.MergeSort;
import io.shardlens.merge.RowOrder;
import io.shardlens.merge.ValueOrder;
import io.shardlens.merge.Window;
import io.shardlens.plan.Catalog;
import io.shardlens.plan.MergeStep;
import io.shardlens.plan.MergeStep.SortType;
import io.shardlens.plan.Planner;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Survey;
import io.shardlens.plan.UnknownTableException;
import io.shardlens.routing.Router;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowCursor;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementException;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs a statement over the shards: survey, plan, scatter, gather, merge.
///
/// Answers are held until every shard has spoken and merged then, so a result never holds a part of
/// a shard without saying so. Thread-safe.
public final class ScatterGather implements QueryService {

  private static final String NO_SUCH_TABLE = "42P01";

  private final Topology topology;
  private final Map<ShardId, Integer> positions;
  private final Planner planner;
  private final Scatter scatter;
  private final CatalogReader catalogs;
  private final SurveyPlace surveyPlace;
  private final GatheredMerge gatheredMerge;

  /// Merges what has to be gathered in the shards' own sessions.
  public ScatterGather(Router router, ShardGateway gateway) {
    this(router, gateway, MergeServers.NONE);
  }

  public ScatterGather(Router router, ShardGateway gateway, MergeServers servers) {
    this.topology = router.topology();
    this.positions = topology.positions();
    this.planner = new Planner(router);
    this.scatter = new Scatter(gateway);
    this.catalogs = new CatalogReader(topology, scatter);
    this.surveyPlace = new SurveyPlace(topology, scatter);
    this.gatheredMerge = new GatheredMerge(topology, scatter, servers);
  }

  @Override
  public QueryPlan explain(String sql) throws ShardlensException {
    Statement statement = accepted(sql);
    return plan(statement, QueryRequest.DEFAULT_TIMEOUT, List.of()).plan();
  }

  @Override
  public QueryResult run(QueryRequest request, Progress progress) {
    ResultBuilder result = new ResultBuilder(topology);
    try {
      Statement statement = accepted(request.sql());
      Planned planned = plan(statement, request.timeout(), request.shards());
      result.planned(planned.plan(), request);
      progress.planned(planned.plan());
      return switch (planned.plan().merge()) {
        case MergeStep.Nothing ignored -> result.refused(planned.plan().reasons().getFirst());
        case MergeStep.SingleShard(ShardId shard, String text) ->
            pushed(request, result, progress, text, List.of(shard), planned, new Whole());
        case MergeStep.SideBySide(String text) ->
            pushed(request, result, progress, text, planned.plan().asked(), planned, new Whole());
        case MergeStep.Concatenate(String text, long offset, OptionalLong limit) ->
            pushed(
                request,
                result,
                progress,
                text,
                planned.plan().asked(),
                planned,
                new Cut(Optional.empty(), offset, limit, 0));
        case MergeStep.MergeSort sort ->
            pushed(
                request,
                result,
                progress,
                sort.sql(),
                planned.plan().asked(),
                planned,
                new Cut(Optional.of(order(sort)), sort.offset(), sort.limit(), sort.hidden()));
        case MergeStep.Gathered gathered -> {
          QueryResult answer =
              gatheredMerge.run(
                  new GatheredQuery(
                      request,
                      result,
                      progress,
                      planned.plan(),
                      gathered,
                      planned.survey(),
                      planned.catalog()));
          if (answer.error().isPresent()) {
            // A table that changed may be the reason.
            catalogs.forget();
          }
          yield answer;
        }
      };
    } catch (ShardlensException failure) {
      return result.failed(failure.error());
    }
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

  private Planned plan(Statement statement, Duration timeout, List<ShardId> preferred)
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
      return new Planned(planner.plan(statement, survey, catalog), survey, catalog);
    } catch (UnknownTableException e) {
      throw new ShardlensException(Code.ROUTING, String.valueOf(e.getMessage()));
    }
  }

  /// How the rows of the shards become those of the result.
  private sealed interface Merge {}

  /// As they come, shard by shard.
  private record Whole() implements Merge {}

  private record Cut(Optional<Comparator<Row>> order, long offset, OptionalLong limit, int hidden)
      implements Merge {}

  private QueryResult pushed(
      QueryRequest request,
      ResultBuilder result,
      Progress progress,
      String sql,
      List<ShardId> planned,
      Planned context,
      Merge merge) {
    long offset = merge instanceof Cut cut ? cut.offset() : 0;
    // One row beyond what may be shown tells whether there are more.
    long perShard = offset + request.maxRows() + 1L;
    RowBudget budget = new RowBudget(Long.MAX_VALUE);
    Map<ShardId, Answer<ShardRows>> answers =
        scatter.run(
            result.chosen(planned),
            request.timeout(),
            (shard, session) -> {
              ShardRows rows =
                  ShardRows.read(shard, position(shard), session, sql, perShard, budget, progress);
              progress.finished(result.completed(shard, rows.rows().size()));
              return rows;
            });
    Map<ShardId, ShardRows> parts = new LinkedHashMap<>();
    for (var entry : answers.entrySet()) {
      switch (entry.getValue()) {
        case Answer.Answered<ShardRows>(ShardRows rows, long millis) -> {
          parts.put(entry.getKey(), rows);
          result.outcome(
              entry.getKey(),
              rows.isTruncated() ? ShardOutcome.Status.TRUNCATED : ShardOutcome.Status.COMPLETED,
              rows.rows().size(),
              millis);
        }
        case Answer.Unanswered<ShardRows>(ShardFailure failure, long millis) ->
            progress.finished(result.outcome(entry.getKey(), failure, millis));
      }
    }
    Optional<QueryResult> spoiled = result.spoiled();
    if (spoiled.isPresent()) {
      return spoiled.get();
    }
    Optional<String> drift = drift(parts, context);
    if (drift.isPresent()) {
      catalogs.forget();
      return result.failed(new QueryError(Code.SQL, drift.get(), "", OptionalInt.empty()));
    }
    return result.merged(cursor(parts.values().stream().toList(), merge));
  }

  private static RowCursor cursor(List<ShardRows> parts, Merge merge) {
    List<Column> columns = parts.getFirst().columns();
    List<RowCursor> inputs =
        parts.stream().map(part -> RowCursor.of(columns, part.rows())).toList();
    return switch (merge) {
      case Whole ignored -> new Concatenation(columns, inputs);
      case Cut(Optional<Comparator<Row>> order, long offset, OptionalLong limit, int hidden) -> {
        RowCursor merged =
            order.isPresent()
                ? new MergeSort(columns, inputs, order.get())
                : new Concatenation(columns, inputs);
        yield new Window(merged, offset, limit, hidden);
      }
    };
  }

  /// Rows whose columns differ between shards are never put under one another.
  private Optional<String> drift(Map<ShardId, ShardRows> parts, Planned context) {
    ShardId first = parts.keySet().iterator().next();
    List<Column> expected = parts.get(first) == null ? List.of() : parts.get(first).columns();
    for (var entry : parts.entrySet()) {
      if (!entry.getValue().columns().equals(expected)) {
        return Optional.of(
            label(entry.getKey())
                + " returns other columns than "
                + label(first)
                + ": "
                + named(entry.getValue().columns())
                + " instead of "
                + named(expected));
      }
    }
    List<Column> described = context.survey().columns();
    boolean longer = expected.size() >= described.size();
    if (!described.isEmpty()
        && !(longer && expected.subList(0, described.size()).equals(described))) {
      return Optional.of("The columns changed while the query ran; run it again");
    }
    return Optional.empty();
  }

  private static String named(List<Column> columns) {
    return columns.stream()
        .map(column -> column.name() + " " + column.type())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static Comparator<Row> order(MergeStep.MergeSort sort) {
    List<RowOrder.Key> keys = new ArrayList<>();
    for (MergeStep.SortKey key : sort.order()) {
      keys.add(
          new RowOrder.Key(key.column(), values(key.type()), key.descending(), key.nullsFirst()));
    }
    return new RowOrder(keys);
  }

  private static Comparator<String> values(SortType type) {
    return switch (type) {
      case INTEGER -> ValueOrder.INTEGER;
      case NUMERIC -> ValueOrder.NUMERIC;
      case FLOAT -> ValueOrder.FLOAT;
      case BOOLEAN -> ValueOrder.BOOLEAN;
      case UUID -> ValueOrder.UUID;
      case DATE_TIME -> ValueOrder.DATE_TIME;
      case BYTES -> ValueOrder.BYTES;
    };
  }

  private int position(ShardId shard) {
    return java.util.Objects.requireNonNull(positions.get(shard));
  }

  private String label(ShardId shard) {
    return topology.shard(shard).label();
  }
}
