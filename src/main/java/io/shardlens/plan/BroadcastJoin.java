package io.shardlens.plan;

import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.plan.QueryPlan.ShardDecision;
import io.shardlens.plan.Sources.Bound;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementException;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plans groups over a join across shards, of which one table is filtered: the rows that its filter
/// leaves are handed to the shards of the others, where they are what a reference table is, the
/// same everywhere. What then holds for a join with a reference table holds for it.
final class BroadcastJoin {

  private final Topology topology;
  private final Statement statement;
  private final SimpleSelect select;
  private final Sources sources;
  private final Survey survey;
  private final Catalog catalog;
  private final Descriptions descriptions;

  BroadcastJoin(
      Topology topology,
      Statement statement,
      SimpleSelect select,
      Sources sources,
      Survey survey,
      Catalog catalog,
      Descriptions descriptions) {
    this.topology = topology;
    this.statement = statement;
    this.select = select;
    this.sources = sources;
    this.survey = survey;
    this.catalog = catalog;
    this.descriptions = descriptions;
  }

  /// Empty where no table has a filter of its own, the rest of the join does not stay inside the
  /// shards either, or its rows are not put together.
  ///
  /// @param gathering of all tables, for where the filtered one turns out to be large
  Optional<QueryPlan> plan(Gathering gathering) {
    for (Bound bound : sources.sharded()) {
      long uses =
          sources.all().stream()
              .filter(other -> other.definition().equals(bound.definition()))
              .count();
      if (uses == 1 && !Filters.of(select.where(), sources, bound).isEmpty()) {
        Optional<QueryPlan> plan = plan(bound, gathering);
        if (plan.isPresent()) {
          return plan;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<QueryPlan> plan(Bound handed, Gathering gathering) {
    TableName table = handed.definition().name();
    List<Bound> bounds =
        sources.all().stream()
            .map(bound ->
                bound.equals(handed)
                    ? new Bound(bound.source(), new TableDefinition.Reference(table), bound.facts())
                    : bound)
            .toList();
    Sources others = new Sources(bounds, sources.router());
    return Reach.of(select, others)
        .flatMap(reach ->
            new PartialAggregation(
                    topology, statement, select, others, survey, catalog, descriptions)
                .plan(reach)
                .map(plan ->
                    broadcast(
                        table, gathering.table(handed.definition()), reach, plan, gathering)));
  }

  private QueryPlan broadcast(
      TableName table, GatheredPart part, Reach reach, QueryPlan joined, Gathering gathering) {
    List<ShardId> shards =
        topology.shards().stream()
            .map(io.shardlens.topology.Shard::id)
            .filter(reach.asked()::contains)
            .toList();
    String sql;
    MergeStep then;
    if (joined.merge() instanceof MergeStep.Groups groups) {
      sql = handing(table, part, groups.sql());
      then = groups.withSql(sql);
    } else {
      MergeStep.Gathered gathered = (MergeStep.Gathered) joined.merge();
      GatheredPart groups = gathered.parts().getFirst();
      sql = handing(table, part, groups.sql());
      then =
          new MergeStep.Gathered(
              gathered.mergeShard(),
              gathered.content(),
              List.of(new GatheredPart(groups.name(), groups.columns(), sql, groups.from())),
              gathered.body());
    }
    Set<ShardId> asked = new LinkedHashSet<>(joined.asked());
    asked.addAll(part.from());
    List<ShardDecision> decisions =
        Planner.decisions(
            topology,
            asked,
            "can hold matching rows",
            "can hold no matching row: none of its keys satisfies the condition");
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "The rows of "
            + part.name()
            + " that its own conditions leave are handed to the shards of the others and joined"
            + " there; where they are too many, rows of all tables are gathered");
    reasons.addAll(joined.reasons());
    reasons.add("The others were read after " + part.name());
    return new QueryPlan(
        statement.text(),
        decisions,
        new MergeStep.Broadcast(table, part, shards, sql, then, gathering.step()),
        Verdict.EXACT,
        reasons);
  }

  /// A statement for a shard that is handed the rows of a table: it reads them instead of its own.
  private String handing(TableName table, GatheredPart part, String sql) {
    try {
      String body = new GatherPlanner(Statement.of(sql), topology).body(Set.of(table));
      return LastStage.overArrays(body, List.of(part));
    } catch (StatementException e) {
      throw new IllegalStateException("What the shards are sent is no statement: " + sql, e);
    }
  }
}
