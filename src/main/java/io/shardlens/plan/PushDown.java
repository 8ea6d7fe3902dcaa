package io.shardlens.plan;

import io.shardlens.plan.Sources.Bound;
import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.routing.Router;
import io.shardlens.sql.ColumnReference;
import io.shardlens.sql.Condition;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.SimpleSelect.SortExpression;
import io.shardlens.sql.Statement;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Plans a single `SELECT` whose rows are each made on one shard: prune, send the statement itself,
/// and merge by concatenation or by order.
final class PushDown {

  private final Topology topology;
  private final Statement statement;
  private final SimpleSelect select;
  private final Sources sources;
  private final Survey survey;
  private final FunctionUse functions;

  PushDown(
      Topology topology,
      Statement statement,
      SimpleSelect select,
      Sources sources,
      Survey survey,
      FunctionUse functions) {
    this.topology = topology;
    this.statement = statement;
    this.select = select;
    this.sources = sources;
    this.survey = survey;
    this.functions = functions;
  }

  /// Empty where the statement cannot be pushed down rightly.
  Optional<QueryPlan> plan() {
    if (CoLocation.obstacle(select, sources).isPresent() || sources.sharded().isEmpty()) {
      return Optional.empty();
    }
    Set<ShardId> holders = holders();
    Set<ShardId> left = new Pruner(sources, holders).prune(whatEveryRowSatisfies());
    String why = pruneReason(left, holders);
    // Even where no shard can hold a row, one must be asked: the columns are part of the answer.
    Set<ShardId> asked = left.isEmpty() ? Set.of(holders.iterator().next()) : left;
    Set<ShardId> unsharded = unshardedHomes();
    if (!unsharded.isEmpty() && !asked.equals(unsharded)) {
      return Optional.empty();
    }
    if (asked.size() == 1) {
      ShardId only = asked.iterator().next();
      return Optional.of(
          plan(asked, new MergeStep.SingleShard(only, statement.text()), List.of(why)));
    }
    return select.pushable() && functions.momentary().isEmpty()
        ? merged(asked, why)
        : Optional.empty();
  }

  private Set<ShardId> holders() {
    TableDefinition.Sharded table =
        (TableDefinition.Sharded) sources.sharded().getFirst().definition();
    Router router = sources.router();
    return new LinkedHashSet<>(router.strategy(table).definition().shards());
  }

  /// The conditions of `WHERE` and of the inner joins.
  private Condition whatEveryRowSatisfies() {
    List<Condition> all = new ArrayList<>(select.where().conjuncts());
    for (Bound bound : sources.all()) {
      if (!bound.isNullable()) {
        all.addAll(bound.source().on().conjuncts());
      }
    }
    return new Condition.And(all);
  }

  private Set<ShardId> unshardedHomes() {
    return sources.all().stream()
        .map(Bound::definition)
        .filter(TableDefinition.Unsharded.class::isInstance)
        .map(table -> ((TableDefinition.Unsharded) table).shard())
        .collect(Collectors.toSet());
  }

  private Optional<QueryPlan> merged(Set<ShardId> asked, String why) {
    Optional<Outputs> outputs = Outputs.expand(select, sources, survey.columns());
    if (outputs.isEmpty() || !groupsStayInShards(outputs.get())) {
      return Optional.empty();
    }
    List<String> reasons = new ArrayList<>();
    reasons.add(why);
    if (sources.sharded().size() > 1) {
      reasons.add("The join never leaves a shard: its tables are co-located by the shard key");
    }
    if (isGrouped() || select.distinct()) {
      reasons.add("Each group lies on one shard, because the shard key is part of it");
    }
    if (select.order().isEmpty()) {
      if (select.limit().isPresent() || select.offset() > 0) {
        reasons.add("Without ORDER BY any rows within the limit are a right answer");
      }
      reasons.add("Each shard was read in its own snapshot");
      String sql = StatementText.pushed(statement, select.limit(), select.offset(), List.of());
      return Optional.of(
          plan(asked, new MergeStep.Concatenate(sql, select.offset(), select.limit()), reasons));
    }
    boolean mayAddColumns = !isGrouped() && !select.distinct();
    return SortPlan.of(select, sources, outputs.get(), survey.columns(), mayAddColumns)
        .map(sort -> {
          reasons.add("The sort keys order in Java exactly as in PostgreSQL");
          reasons.add("Each shard was read in its own snapshot");
          String sql =
              StatementText.pushed(statement, select.limit(), select.offset(), sort.hidden());
          return plan(
              asked,
              new MergeStep.MergeSort(
                  sql, sort.keys(), sort.hidden().size(), select.offset(), select.limit()),
              reasons);
        });
  }

  private boolean isGrouped() {
    return select.grouped() || select.having() || functions.aggregates();
  }

  /// Whether every group and every distinct row is made of rows of one shard.
  private boolean groupsStayInShards(Outputs outputs) {
    if (isGrouped() && !groupedByShardKey(outputs)) {
      return false;
    }
    List<Integer> all = IntStream.range(0, outputs.entries().size()).boxed().toList();
    return !select.distinct() || outputs.holdWholeKey(all, sources);
  }

  private boolean groupedByShardKey(Outputs outputs) {
    List<BoundColumn> keys = new ArrayList<>();
    for (Optional<SortExpression> entry : select.groupBy()) {
      entry.flatMap(expression -> groupColumn(expression, outputs)).ifPresent(keys::add);
    }
    List<Outputs.Entry> entries =
        keys.stream().map(key -> new Outputs.Entry("", Optional.of(key))).toList();
    List<Integer> all = IntStream.range(0, entries.size()).boxed().toList();
    return new Outputs(entries).holdWholeKey(all, sources);
  }

  private Optional<BoundColumn> groupColumn(SortExpression expression, Outputs outputs) {
    return switch (expression) {
      case SortExpression.ByColumn(ColumnReference column) -> sources.resolve(column);
      case SortExpression.ByOrdinal(int ordinal) ->
          ordinal >= 1 && ordinal <= outputs.entries().size()
              ? outputs.entries().get(ordinal - 1).origin()
              : Optional.empty();
    };
  }

  private String pruneReason(Set<ShardId> left, Set<ShardId> holders) {
    if (left.isEmpty()) {
      return "No shard can hold a matching row; one is asked for the columns";
    }
    return left.size() < holders.size()
        ? "The condition on the shard key leaves "
            + left.size()
            + " of "
            + holders.size()
            + (holders.size() == 1 ? " shard" : " shards")
        : "No condition on the shard key leaves a shard out";
  }

  private QueryPlan plan(Set<ShardId> asked, MergeStep merge, List<String> reasons) {
    return new QueryPlan(
        statement.text(),
        Planner.decisions(
            topology,
            asked,
            "can hold matching rows",
            "can hold no matching row: none of its keys satisfies the condition"),
        merge,
        Verdict.EXACT,
        reasons);
  }
}
