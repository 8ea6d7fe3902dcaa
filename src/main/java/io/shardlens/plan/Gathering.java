package io.shardlens.plan;

import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.plan.Sources.Bound;
import io.shardlens.routing.Router;
import io.shardlens.sql.Condition;
import io.shardlens.sql.Identifier;
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
import java.util.Set;

/// Plans the gathering of base rows and the last stage over them, for statements that cannot be
/// pushed down.
///
/// Fewer rows are gathered where that is safe: of a query over one table only those that its own
/// `WHERE` lets through and, under a `LIMIT`, only each shard's first ones; of a join those that
/// conditions on one table alone leave. The statement applies its conditions again, so too many
/// rows are only slow.
final class Gathering {

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
  private final Optional<Reading> reading;
  private final Optional<InnerQuery> inner;
  private final GatherPlanner texts;

  /// @param reading the statement, or the query inside it
  /// @param inner present where it is the query inside
  Gathering(
      Router router,
      Statement statement,
      Survey survey,
      List<TableDefinition> tables,
      FunctionUse functions,
      Catalog catalog,
      Optional<Reading> reading,
      Optional<InnerQuery> inner) {
    this.router = router;
    this.topology = router.topology();
    this.statement = statement;
    this.survey = survey;
    this.tables = tables;
    this.functions = functions;
    this.catalog = catalog;
    this.reading = reading;
    this.inner = inner;
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
    reading
        .filter(_ -> inner.isEmpty())
        .flatMap(whole -> CoLocation.obstacle(whole.select(), whole.sources()))
        .ifPresent(why -> reasons.add("Not pushed down: " + why));
    reading
        .filter(Reading::ofOneTable)
        .flatMap(Reading::ranking)
        .ifPresent(ranking -> reasons.add(ranking.reason()));
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

  /// What is read of one table.
  GatheredPart table(TableDefinition table) {
    TableFacts facts = catalog.table(table.name()).orElseThrow();
    List<ShardId> holders = holders(table);
    Optional<Reading> own = reading.filter(found -> !isNamedOutside(table));
    Optional<Bound> use = own.flatMap(found -> found.onlyUse(table));
    if (use.isEmpty()) {
      return texts.table(facts, holders, List.of());
    }
    Reading within = own.orElseThrow();
    GatherPlanner itsTexts = new GatherPlanner(within.statement(), topology);
    List<ShardId> from = pruned(within.sources(), table, holders, within.select().where());
    if (!within.ofOneTable()) {
      return itsTexts.table(
          facts, from, Filters.of(within.select().where(), within.sources(), use.get()));
    }
    String alias = Identifier.quote(use.get().source().alias());
    return within
        .ranking()
        .map(ranking -> itsTexts.firstOfEach(facts, from, alias, ranking))
        .orElseGet(() ->
            itsTexts.onlyTable(facts, from, alias, within.firstRows(catalog.sameTextOrder())));
  }

  /// Whether a table may be read by the query around the one whose conditions are known.
  private boolean isNamedOutside(TableDefinition table) {
    return inner.filter(query -> query.outerNames(table.name().name())).isPresent();
  }

  private List<ShardId> pruned(
      Sources sources, TableDefinition table, List<ShardId> holders, Condition where) {
    // Only this table's own key may leave out its shards: another table's key speaks of other rows.
    Sources own =
        new Sources(
            sources.all().stream().filter(bound -> bound.definition().equals(table)).toList(),
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
