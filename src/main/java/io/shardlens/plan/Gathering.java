package io.shardlens.plan;

import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.plan.Sources.Bound;
import io.shardlens.routing.Router;
import io.shardlens.rows.Column;
import io.shardlens.sql.Condition;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.SimpleSelect.OrderKey;
import io.shardlens.sql.SimpleSelect.SortExpression;
import io.shardlens.sql.Statement;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Plans the gathering of base rows and the last stage over them, for statements that cannot be
/// pushed down.
///
/// Fewer rows are gathered where that is safe: of a query over one table only those that its own
/// `WHERE` lets through and, under a `LIMIT`, only each shard's first ones; of a join those that
/// conditions on one table alone leave. The statement applies its conditions again, so too many
/// rows are only slow.
final class Gathering {

  /// Beyond so many rows a shard's sort for the first ones is no gain over a scan of all.
  private static final long MAX_FIRST_ROWS = 1_000_000;

  /// Why a sum of floating point numbers is exact only up to what PostgreSQL itself promises.
  static final String FLOATS =
      "A sum of floating point numbers depends on the order of the rows, which PostgreSQL leaves"
          + " open: its last digits may differ from run to run";

  private final Router router;
  private final Topology topology;
  private final Statement statement;
  private final Survey survey;
  private final List<TableDefinition> tables;
  private final FunctionUse functions;
  private final Catalog catalog;
  private final Optional<SimpleSelect> simple;
  private final Optional<Sources> sources;
  private final int maxRows;
  private final GatherPlanner texts;

  Gathering(
      Router router,
      Statement statement,
      Survey survey,
      List<TableDefinition> tables,
      FunctionUse functions,
      Catalog catalog,
      Optional<SimpleSelect> simple,
      Optional<Sources> sources,
      int maxRows) {
    this.router = router;
    this.topology = router.topology();
    this.statement = statement;
    this.survey = survey;
    this.tables = tables;
    this.functions = functions;
    this.catalog = catalog;
    this.simple = simple;
    this.sources = sources;
    this.maxRows = maxRows;
    this.texts = new GatherPlanner(statement, topology);
  }

  /// Why the statement leaves no room for gathered tables, or empty where it does.
  Optional<String> obstacle() {
    return texts.obstacle(tables);
  }

  QueryPlan plan() {
    ShardId mergeShard = mergeShard();
    List<GatheredPart> gathered = new ArrayList<>();
    List<GatheredPart> everything = new ArrayList<>();
    Set<TableName> names = new HashSet<>();
    Set<ShardId> asked = new LinkedHashSet<>();
    asked.add(mergeShard);
    for (TableDefinition table : tables) {
      GatheredPart part = table(table);
      if (liesWholeOn(table, mergeShard)) {
        everything.add(
            new GatheredPart(part.name(), part.columns(), part.sql(), List.of(mergeShard)));
      } else {
        names.add(table.name());
        gathered.add(part);
        everything.add(part);
        asked.addAll(part.from());
      }
    }
    Set<TableName> all = new HashSet<>(tables.stream().map(TableDefinition::name).toList());
    return new QueryPlan(
        statement.text(),
        Planner.decisions(
            topology,
            asked,
            "rows are gathered from it",
            "holds no row of these tables that counts"),
        new MergeStep.Gathered(
            mergeShard,
            MergeStep.Gathered.Content.TABLES,
            gathered,
            texts.body(names),
            new MergeStep.Elsewhere(everything, texts.body(all))),
        Verdict.EXACT,
        reasons(mergeShard, gathered));
  }

  static String textOrder(Shard mergeShard) {
    return "The shards' databases order text differently, or not all of them could be asked; here"
               + " the order is that of "
        + mergeShard.label();
  }

  private List<String> reasons(ShardId mergeShard, List<GatheredPart> gathered) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "The rows of "
            + String.join(", ", gathered.stream().map(GatheredPart::name).toList())
            + " are gathered and the statement itself runs over them in PostgreSQL");
    if (simple.isPresent() && sources.isPresent()) {
      CoLocation.obstacle(simple.get(), sources.get())
          .ifPresent(why -> reasons.add("Not pushed down: " + why));
    }
    if (!functions.momentary().isEmpty()) {
      reasons.add(functions.momentary().getFirst() + " is evaluated once, in one place");
    }
    boolean floats =
        survey.columns().stream()
            .anyMatch(column -> column.type().baseName().matches("real|double precision"));
    if (functions.aggregates() && floats) {
      reasons.add(FLOATS);
    }
    if (!catalog.sameTextOrder()) {
      reasons.add(textOrder(topology.shard(mergeShard)));
    }
    reasons.add("Each shard was read in its own snapshot");
    return reasons;
  }

  private GatheredPart table(TableDefinition table) {
    TableFacts facts = catalog.table(table.name()).orElseThrow();
    List<Bound> uses =
        sources.map(Sources::all).orElse(List.of()).stream()
            .filter(bound -> bound.definition().equals(table))
            .toList();
    List<ShardId> holders = holders(table);
    if (simple.isEmpty() || sources.isEmpty() || uses.size() != 1 || uses.getFirst().isNullable()) {
      return texts.table(facts, holders, List.of());
    }
    Condition where = simple.get().where();
    List<ShardId> from = pruned(table, holders, where);
    if (sources.get().all().size() == 1 && functions.momentary().isEmpty()) {
      return texts.onlyTable(
          facts, from, Identifier.quote(uses.getFirst().source().alias()), firstRows());
    }
    return texts.table(facts, from, Filters.of(where, sources.get(), uses.getFirst()));
  }

  /// How many rows of each shard are enough, empty where all are needed. It takes a `LIMIT`, or a
  /// reader who wants only so many, over rows that are not put together, and sort keys that mean
  /// the same without the select list.
  private OptionalLong firstRows() {
    SimpleSelect select = simple.orElseThrow();
    boolean rowByRow =
        select.pushable()
            && !select.grouped()
            && !select.having()
            && !select.distinct()
            && !functions.aggregates();
    // One row beyond what is wanted tells whether there are more.
    long wanted = Math.min(maxRows + 1L, select.limit().orElse(Long.MAX_VALUE));
    if (!rowByRow || !catalog.sameTextOrder() || wanted > MAX_FIRST_ROWS) {
      return OptionalLong.empty();
    }
    Optional<Outputs> outputs = Outputs.expand(select, sources.orElseThrow(), survey.columns());
    boolean plain =
        outputs.isPresent()
            && select.order().stream().allMatch(key -> meansATableColumn(key, outputs.get()));
    return plain ? OptionalLong.of(Math.addExact(wanted, select.offset())) : OptionalLong.empty();
  }

  /// Whether a sort key does not go through a label of the select list. An expression never does:
  /// PostgreSQL looks for labels only where the key is a bare name or a number.
  private boolean meansATableColumn(OrderKey key, Outputs outputs) {
    if (key.expression().isEmpty()) {
      return true;
    }
    if (!(key.expression().get() instanceof SortExpression.ByColumn byColumn)) {
      return false;
    }
    if (!byColumn.column().qualifier().isEmpty()) {
      return true;
    }
    List<Column> described = survey.columns();
    int labelled = outputs.labelled(byColumn.column().name(), described);
    return labelled == -1
        || (labelled >= 0
            && outputs
                .entries()
                .get(labelled)
                .origin()
                .equals(sources.orElseThrow().resolve(byColumn.column())));
  }

  private List<ShardId> pruned(TableDefinition table, List<ShardId> holders, Condition where) {
    // Only this table's own key may leave out its shards: another table's key speaks of other rows.
    Sources own =
        new Sources(
            sources.orElseThrow().all().stream()
                .filter(bound -> bound.definition().equals(table))
                .toList(),
            router);
    Set<ShardId> left = new Pruner(own, new LinkedHashSet<>(holders)).prune(where);
    return left.isEmpty()
        ? List.of(holders.getFirst())
        : topology.shards().stream().map(Shard::id).filter(left::contains).toList();
  }

  /// Where the last stage runs: at home of an unsharded table, else where the survey was made.
  private ShardId mergeShard() {
    return tables.stream()
        .filter(TableDefinition.Unsharded.class::isInstance)
        .map(table -> ((TableDefinition.Unsharded) table).shard())
        .findFirst()
        .orElse(survey.shard());
  }

  private static boolean liesWholeOn(TableDefinition table, ShardId shard) {
    return switch (table) {
      case TableDefinition.Reference ignored -> true;
      case TableDefinition.Unsharded unsharded -> unsharded.shard().equals(shard);
      case TableDefinition.Sharded ignored -> false;
    };
  }

  private List<ShardId> holders(TableDefinition table) {
    return switch (table) {
      case TableDefinition.Reference ignored -> List.of(topology.shards().getFirst().id());
      case TableDefinition.Unsharded unsharded -> List.of(unsharded.shard());
      case TableDefinition.Sharded sharded -> router.strategy(sharded).definition().shards();
    };
  }
}
