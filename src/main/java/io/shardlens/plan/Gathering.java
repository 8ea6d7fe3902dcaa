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
import java.util.Locale;
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

  private final Router router;
  private final Topology topology;
  private final Statement statement;
  private final Survey survey;
  private final List<TableDefinition> tables;
  private final FunctionUse functions;
  private final Catalog catalog;
  private final Descriptions descriptions;
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
      Descriptions descriptions,
      Optional<Reading> reading,
      Optional<InnerQuery> inner) {
    this.router = router;
    this.topology = router.topology();
    this.statement = statement;
    this.survey = survey;
    this.tables = tables;
    this.functions = functions;
    this.catalog = catalog;
    this.descriptions = descriptions;
    this.reading = reading;
    this.inner = inner;
    this.texts = new GatherPlanner(statement, topology);
  }

  /// Why the statement leaves no room for gathered tables, or empty where it does.
  Optional<String> obstacle() {
    return texts.obstacle(tables);
  }

  QueryPlan plan() {
    MergeStep.Gathered step = step();
    Set<ShardId> asked = new LinkedHashSet<>();
    asked.add(step.mergeShard());
    step.parts().forEach(part -> asked.addAll(part.from()));
    return new QueryPlan(
        statement.text(),
        Planner.decisions(
            topology,
            asked,
            "rows are gathered from it",
            "holds no row of these tables that counts"),
        step,
        Verdict.EXACT,
        reasons(step));
  }

  /// What is gathered of the tables, and the last stage over it.
  MergeStep.Gathered step() {
    ShardId mergeShard = mergeShard();
    List<GatheredPart> gathered = new ArrayList<>();
    List<GatheredPart> everything = new ArrayList<>();
    Set<TableName> names = new HashSet<>();
    for (TableDefinition table : tables) {
      GatheredPart part = table(table);
      if (liesWholeOn(table, mergeShard)) {
        everything.add(
            new GatheredPart(part.name(), part.columns(), part.sql(), List.of(mergeShard)));
      } else {
        names.add(table.name());
        gathered.add(part);
        everything.add(part);
      }
    }
    Set<TableName> all = new HashSet<>(tables.stream().map(TableDefinition::name).toList());
    return new MergeStep.Gathered(
        mergeShard,
        MergeStep.Gathered.Content.TABLES,
        gathered,
        texts.body(names),
        new MergeStep.Elsewhere(everything, texts.body(all)));
  }

  static String textOrder(Shard mergeShard) {
    return "The shards' databases order text differently, or not all of them could be asked; here"
        + " the order is that of "
        + mergeShard.label();
  }

  private List<String> reasons(MergeStep.Gathered step) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        Planner.capitalised(gatheredRows(step.parts()))
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
    List<TableFacts> facts =
        tables.stream().map(table -> catalog.table(table.name()).orElseThrow()).toList();
    if (new FloatSums(statement, survey, facts, descriptions).any()) {
      reasons.add(FloatSums.REASON);
    }
    if (!catalog.sameTextOrder()) {
      reasons.add(textOrder(topology.shard(step.mergeShard())));
    }
    reasons.add("Each shard was read in its own snapshot");
    return reasons;
  }

  /// For people, which rows: those of whole tables in one breath.
  private String gatheredRows(List<GatheredPart> gathered) {
    List<String> phrases = new ArrayList<>();
    List<String> whole = new ArrayList<>();
    for (GatheredPart part : gathered) {
      OptionalLong first =
          tables.stream()
              .filter(table -> table.name().name().equals(part.name()))
              .findFirst()
              .map(this::firstRows)
              .orElse(OptionalLong.empty());
      if (first.isEmpty()) {
        whole.add(part.name());
      } else if (first.getAsLong() == 1) {
        phrases.add("the first rows of " + part.name() + ", one of each shard,");
      } else {
        phrases.add(
            String.format(
                Locale.ROOT,
                "the first %,d rows of %s of each shard",
                first.getAsLong(),
                part.name()));
      }
    }
    if (!whole.isEmpty()) {
      phrases.add("the rows of " + String.join(", ", whole));
    }
    return String.join(" and ", phrases);
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
        .orElseGet(() -> itsTexts.onlyTable(facts, from, alias, firstRows(table)));
  }

  /// How many rows of each shard are read of a table; empty for all that its conditions leave.
  private OptionalLong firstRows(TableDefinition table) {
    return reading
        .filter(found -> found.ofOneTable() && found.ranking().isEmpty())
        .filter(found -> !isNamedOutside(table) && found.onlyUse(table).isPresent())
        .map(found -> found.firstRows(catalog.sameTextOrder()))
        .orElse(OptionalLong.empty());
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
