package io.shardlens.plan;

import io.shardlens.plan.Clauses.Clause;
import io.shardlens.plan.MergeStep.SortKey;
import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.sql.ColumnReference;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.SimpleSelect.SortExpression;
import io.shardlens.sql.Statement;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Plans a single `SELECT` whose rows are each made on one shard: prune, send the statement itself,
/// and merge by concatenation or by order.
final class PushDown {

  private final Topology topology;
  private final Statement statement;
  private final SimpleSelect select;
  private final Sources sources;
  private final Survey survey;
  private final FunctionUse functions;
  private final boolean sameTextOrder;

  /// @param sameTextOrder whether it does not matter which shard puts texts in order
  PushDown(
      Topology topology,
      Statement statement,
      SimpleSelect select,
      Sources sources,
      Survey survey,
      FunctionUse functions,
      boolean sameTextOrder) {
    this.topology = topology;
    this.statement = statement;
    this.select = select;
    this.sources = sources;
    this.survey = survey;
    this.functions = functions;
    this.sameTextOrder = sameTextOrder;
  }

  /// Empty where the statement cannot be pushed down rightly.
  Optional<QueryPlan> plan(Reach reach) {
    if (reach.asked().size() == 1) {
      ShardId only = reach.asked().iterator().next();
      return Optional.of(
          plan(
              reach.asked(),
              new MergeStep.SingleShard(only, statement.text()),
              List.of(reach.reason())));
    }
    return select.pushable() && functions.momentary().isEmpty()
        ? merged(reach.asked(), reach.reason())
        : Optional.empty();
  }

  private Optional<QueryPlan> merged(Set<ShardId> asked, String why) {
    Optional<Outputs> outputs = Outputs.expand(select, sources, survey.columns());
    if (outputs.isEmpty() || !windowsStayInShards() || !groupsStayInShards(outputs.get())) {
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
    if (select.windowed()) {
      reasons.add(
          "Each window lies on one shard, because the shard key is part of its PARTITION BY");
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
                  sql,
                  sort.keys(),
                  sort.hidden().size(),
                  select.offset(),
                  select.limit(),
                  cut(sort, outputs.get())),
              reasons);
        });
  }

  /// How the rows before the offset may be counted instead of being sent. It takes rows that are
  /// not put together, and a first sort key that is a column of the only table.
  private Optional<OffsetCut> cut(SortPlan sort, Outputs outputs) {
    boolean rowByRow =
        !isGrouped() && !select.distinct() && !select.windowed() && !functions.sets();
    Optional<Clauses> clauses = Clauses.of(statement);
    if (!rowByRow
        || clauses.isEmpty()
        || sources.all().size() != 1
        || select.offset() == 0
        || select.limit().isEmpty()) {
      return Optional.empty();
    }
    SortKey key = sort.keys().getFirst();
    return firstColumn(key, outputs)
        .map(column -> {
          String list = clauses.get().text(clauses.get().span(Clause.SELECT));
          return new OffsetCut(
              column.owner().facts().name(),
              column.facts(),
              Identifier.quote(column.owner().source().alias())
                  + "."
                  + Identifier.quote(column.facts().name()),
              key.type(),
              key.descending(),
              key.nullsFirst(),
              String.join("\n, ", Stream.concat(Stream.of(list), sort.hidden().stream()).toList()),
              clauses.get().text(clauses.get().span(Clause.FROM)),
              clauses.get().text(clauses.get().span(Clause.WHERE)),
              clauses.get().text(clauses.get().span(Clause.ORDER)));
        });
  }

  private Optional<BoundColumn> firstColumn(SortKey key, Outputs outputs) {
    if (key.column() < outputs.entries().size()) {
      return outputs.entries().get(key.column()).origin();
    }
    return select.order().getFirst().expression().orElseThrow()
            instanceof SortExpression.ByColumn(ColumnReference column)
        ? sources.resolve(column)
        : Optional.empty();
  }

  private boolean isGrouped() {
    boolean aggregates =
        functions.aggregates()
            && !(select.windowed() && Windows.of(statement, survey).areAllAggregates());
    return select.grouped() || select.having() || aggregates;
  }

  /// Whether every window function looks at rows of one shard only.
  private boolean windowsStayInShards() {
    return !select.windowed()
        || (sameTextOrder && Windows.of(statement, survey).stayInShards(sources));
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
