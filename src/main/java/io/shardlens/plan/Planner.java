package io.shardlens.plan;

import io.shardlens.plan.QueryPlan.ShardDecision;
import io.shardlens.plan.Sources.Bound;
import io.shardlens.routing.Router;
import io.shardlens.sql.SelectReader;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.Statement;
import io.shardlens.sql.StatementKind;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Decides how a statement is answered over the shards, or that it is not.
///
/// In this order: statements that concern each server for itself; tables that lie whole on one
/// shard; a single `SELECT` whose joins stay inside the shards, which is pushed down; everything
/// else is gathered to one shard and run there; what cannot be right either way is refused. Pure
/// and thread-safe.
public final class Planner {

  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private final Router router;
  private final Topology topology;

  public Planner(Router router) {
    this.router = router;
    this.topology = router.topology();
  }

  /// @param statement a query, an `EXPLAIN` or a `SHOW`
  /// @param survey what a server says of it; for `EXPLAIN` and `SHOW` only the shard matters
  /// @param descriptions asks the server that made the survey about other statements
  /// @param maxRows rows of the result that anybody wants; one more must be there where there are
  ///   more
  /// @throws UnknownTableException when it reads a table that the topology does not describe
  public QueryPlan plan(
      Statement statement, Survey survey, Catalog catalog, Descriptions descriptions, int maxRows)
      throws UnknownTableException {
    if (statement.kind() != StatementKind.QUERY) {
      return sideBySide(statement, statement.firstWord() + " concerns each server for itself");
    }
    List<TableDefinition> tables =
        TableMentions.find(statement, survey, topology, catalog).stream()
            // A server that understood the statement took the word for something else.
            .filter(table -> !isOfTenants(table) || catalog.table(table.name()).isPresent())
            .toList();
    FunctionUse functions = FunctionUse.of(statement, survey.functions(), facts(tables, catalog));
    if (tables.isEmpty()) {
      return withoutTables(statement, survey, functions);
    }
    Optional<String> refusal = refusal(statement, survey, tables, functions, catalog);
    if (refusal.isPresent()) {
      return refused(statement, refusal.get());
    }
    Optional<ShardId> home = commonHome(tables, survey);
    if (home.isPresent()) {
      return single(statement, home.get(), "every table of the statement lies whole on this shard");
    }
    Optional<TableDefinition> ofTenant = tables.stream().filter(this::isOfOneTenant).findFirst();
    if (ofTenant.isPresent()) {
      return refused(
          statement,
          ofTenant.get().name()
              + " is a tenant's table and lies on one shard, and the statement reads rows of"
              + " others, too");
    }
    Optional<SimpleSelect> simple = SelectReader.read(statement);
    Optional<Sources> sources = simple.flatMap(select -> Sources.bind(select, router, catalog));
    Optional<Reach> reach =
        simple.isPresent() && sources.isPresent() && coversAll(sources.get(), tables)
            ? Reach.of(simple.get(), sources.get())
            : Optional.empty();
    if (reach.isPresent()) {
      Optional<QueryPlan> pushed =
          new PushDown(
                  topology,
                  statement,
                  simple.orElseThrow(),
                  sources.orElseThrow(),
                  survey,
                  functions,
                  catalog.sameTextOrder())
              .plan(reach.get());
      if (pushed.isPresent()) {
        return withoutGlobalMeaning(pushed.get(), statement, sources.orElseThrow());
      }
    }
    Optional<String> systemColumn = systemColumn(statement, facts(tables, catalog));
    if (systemColumn.isPresent()) {
      return refused(
          statement,
          systemColumn.get() + " has a meaning inside one shard only, and rows must be gathered");
    }
    if (reach.isPresent() && functions.momentary().isEmpty()) {
      Optional<QueryPlan> aggregated =
          new PartialAggregation(
                  topology,
                  statement,
                  simple.orElseThrow(),
                  sources.orElseThrow(),
                  survey,
                  catalog,
                  descriptions)
              .plan(reach.get());
      if (aggregated.isPresent()) {
        return aggregated.get();
      }
    }
    Optional<InnerQuery> inner = simple.isPresent() ? Optional.empty() : InnerQuery.of(statement);
    Optional<Reading> inside =
        inner.flatMap(query -> inside(query, survey, tables, catalog, descriptions));
    if (inside.isPresent()) {
      Optional<QueryPlan> aggregated =
          pushedInside(inner.orElseThrow(), inside.get(), tables, survey, catalog, descriptions);
      if (aggregated.isPresent()) {
        return aggregated.get();
      }
    }
    Optional<Reading> reading =
        simple.isPresent() && sources.isPresent()
            ? Optional.of(
                new Reading(
                    statement,
                    simple.get(),
                    sources.get(),
                    survey.columns(),
                    functions,
                    // One row beyond what is wanted tells whether there are more.
                    maxRows + 1L,
                    Optional.empty()))
            : inside;
    Gathering gathering =
        new Gathering(
            router, statement, survey, tables, functions, catalog, descriptions, reading, inner);
    Optional<String> obstacle = gathering.obstacle();
    if (obstacle.isPresent()) {
      return refused(statement, "It must be gathered, and " + obstacle.get());
    }
    boolean joinsAcross =
        sources.isPresent()
            && reach.isEmpty()
            && functions.momentary().isEmpty()
            && coversAll(sources.get(), tables);
    return joinsAcross
        ? new BroadcastJoin(
                topology,
                statement,
                simple.orElseThrow(),
                sources.get(),
                survey,
                catalog,
                descriptions)
            .plan(gathering)
            .orElseGet(gathering::plan)
        : gathering.plan();
  }

  /// What the query inside a statement reads; empty where it is not understood.
  private Optional<Reading> inside(
      InnerQuery query,
      Survey survey,
      List<TableDefinition> tables,
      Catalog catalog,
      Descriptions descriptions) {
    Optional<Sources> sources = Sources.bind(query.select(), router, catalog);
    FunctionUse functions =
        FunctionUse.of(query.inner(), survey.functions(), facts(tables, catalog));
    if (sources.isEmpty() || !functions.momentary().isEmpty()) {
      return Optional.empty();
    }
    return descriptions
        .columns(survey.shard(), query.inner().text())
        .map(columns ->
            new Reading(
                query.inner(),
                query.select(),
                sources.get(),
                columns,
                functions,
                Long.MAX_VALUE,
                Ranking.of(query, sources.get(), survey, catalog, descriptions)));
  }

  /// The plan of a statement around a query that one shard answers, or whose groups span shards.
  private Optional<QueryPlan> pushedInside(
      InnerQuery query,
      Reading inside,
      List<TableDefinition> tables,
      Survey survey,
      Catalog catalog,
      Descriptions descriptions) {
    if (!query.isAll() || !coversAll(inside.sources(), tables)) {
      return Optional.empty();
    }
    Optional<Reach> reach = Reach.of(inside.select(), inside.sources());
    if (reach.isEmpty()) {
      return Optional.empty();
    }
    if (reach.get().asked().size() == 1) {
      ShardId only = reach.get().asked().iterator().next();
      return Optional.of(
          new QueryPlan(
              query.whole().text(),
              decisions(
                  reach.get().asked(),
                  "can hold matching rows",
                  "can hold no matching row: none of its keys satisfies the condition"),
              new MergeStep.SingleShard(only, query.whole().text()),
              Verdict.EXACT,
              List.of(reach.get().reason())));
    }
    Survey own =
        new Survey(survey.shard(), inside.columns(), survey.relations(), survey.functions());
    return new PartialAggregation(
            topology,
            inside.statement(),
            inside.select(),
            inside.sources(),
            own,
            catalog,
            descriptions)
        .planInside(query, survey, reach.get());
  }

  /// The plan of a statement that no server understood, where the reason is a table that only the
  /// schemas of the tenants have; empty where it is none.
  public Optional<QueryPlan> ofTenants(Statement statement) {
    for (int i = 0; i < statement.tokens().size(); i++) {
      Optional<TableDefinition> table = TableMentions.mentionAt(statement, i, topology);
      if (table.filter(this::isOfTenants).isPresent()) {
        return Optional.of(refused(statement, ofTenants(table.get())));
      }
    }
    return Optional.empty();
  }

  private boolean isOfOneTenant(TableDefinition table) {
    return TenantHomes.home(topology, table.name()).isPresent();
  }

  private boolean isOfTenants(TableDefinition table) {
    return table instanceof TableDefinition.Sharded sharded
        && router.strategy(sharded).definition().rule().namesSchemas();
  }

  private static String ofTenants(TableDefinition table) {
    return "Each tenant has a table "
        + table.name().name()
        + " in a schema of its own, and no statement reads all of them as one; name the schema"
        + " of one tenant, or look it up by its key";
  }

  private QueryPlan withoutTables(Statement statement, Survey survey, FunctionUse functions) {
    if (TableMentions.readsCatalogs(survey)) {
      return sideBySide(statement, "system catalogs describe each server for itself");
    }
    if (!functions.momentary().isEmpty()
        || !functions.local().isEmpty()
        || !functions.opaque().isEmpty()) {
      List<String> names = new ArrayList<>(functions.local());
      names.addAll(functions.momentary());
      names.addAll(functions.opaque());
      return sideBySide(
          statement, String.join(", ", names) + " is answered by each server for itself");
    }
    return single(statement, survey.shard(), "no table is read, so one server answers");
  }

  private Optional<String> refusal(
      Statement statement,
      Survey survey,
      List<TableDefinition> tables,
      FunctionUse functions,
      Catalog catalog) {
    if (TableMentions.readsCatalogs(survey)) {
      return Optional.of(
          "It joins system catalogs, which describe one server, with rows of all shards");
    }
    if (!functions.opaque().isEmpty()) {
      return Optional.of(
          functions.opaque().getFirst()
              + "() is a function of your own that is not IMMUTABLE: it may read tables, of which a"
              + " shard holds only a part");
    }
    if (!functions.local().isEmpty()) {
      return Optional.of(
          functions.local().getFirst()
              + " tells about one server or session, so it has no meaning over rows of all shards");
    }
    if (isLocking(statement)) {
      return Optional.of("FOR UPDATE and FOR SHARE lock rows; Shardlens does not lock rows");
    }
    for (TableDefinition table : tables) {
      if (isOfTenants(table)) {
        return Optional.of(ofTenants(table));
      }
      if (isOfOneTenant(table)) {
        continue;
      }
      if (!catalog.differences(table.name()).isEmpty()) {
        return Optional.of(
            "The table "
                + table.name()
                + " is not the same on all shards: "
                + String.join("; ", catalog.differences(table.name())));
      }
      if (catalog.table(table.name()).isEmpty()) {
        return Optional.of("The table " + table.name() + " was not found on any shard");
      }
    }
    return Optional.empty();
  }

  private static boolean isLocking(Statement statement) {
    var tokens = statement.tokens();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is(statement.text(), "for")
          && tokens.get(i + 1).text(statement.text()).matches("(?i)update|share|no|key")) {
        return true;
      }
    }
    return false;
  }

  /// The shard that holds all rows of all tables, where there is one.
  private Optional<ShardId> commonHome(List<TableDefinition> tables, Survey survey) {
    Set<ShardId> homes = new LinkedHashSet<>();
    for (TableDefinition table : tables) {
      switch (table) {
        case TableDefinition.Reference ignored -> {}
        case TableDefinition.Unsharded unsharded -> homes.add(unsharded.shard());
        case TableDefinition.Sharded sharded -> {
          List<ShardId> owners = router.strategy(sharded).definition().shards();
          if (owners.size() > 1) {
            return Optional.empty();
          }
          homes.addAll(owners);
        }
      }
    }
    return switch (homes.size()) {
      case 0 -> Optional.of(survey.shard());
      case 1 -> Optional.of(homes.iterator().next());
      default -> Optional.empty();
    };
  }

  private static boolean coversAll(Sources sources, List<TableDefinition> tables) {
    Set<TableDefinition> bound = new LinkedHashSet<>();
    sources.all().forEach(source -> bound.add(source.definition()));
    return bound.containsAll(tables);
  }

  /// A place inside one server (`ctid`, `xmin`) is shown, but means nothing over all shards.
  private QueryPlan withoutGlobalMeaning(QueryPlan plan, Statement statement, Sources sources) {
    Optional<String> systemColumn =
        systemColumn(statement, sources.all().stream().map(Bound::facts).toList());
    if (systemColumn.isEmpty() || plan.merge() instanceof MergeStep.SingleShard) {
      return plan;
    }
    List<String> reasons = new ArrayList<>();
    reasons.add(systemColumn.get() + " has a meaning inside one shard only");
    reasons.addAll(plan.reasons());
    return new QueryPlan(plan.sql(), plan.shards(), plan.merge(), Verdict.CONCATENATED, reasons);
  }

  private static Optional<String> systemColumn(Statement statement, List<TableFacts> tables) {
    return IntStream.range(0, statement.tokens().size())
        .filter(i -> i == 0 || !statement.tokens().get(i - 1).is(statement.text(), "as"))
        .mapToObj(i -> statement.name(statement.tokens().get(i)))
        .filter(SYSTEM_COLUMNS::contains)
        .filter(name -> tables.stream().noneMatch(facts -> facts.column(name).isPresent()))
        .findFirst();
  }

  private static List<TableFacts> facts(List<TableDefinition> tables, Catalog catalog) {
    return tables.stream()
        .map(table -> catalog.table(table.name()))
        .flatMap(Optional::stream)
        .toList();
  }

  private QueryPlan single(Statement statement, ShardId shard, String reason) {
    return new QueryPlan(
        statement.text(),
        decisions(Set.of(shard), reason, "not needed: " + reason),
        new MergeStep.SingleShard(shard, statement.text()),
        Verdict.EXACT,
        List.of(capitalised(reason)));
  }

  private QueryPlan sideBySide(Statement statement, String reason) {
    Set<ShardId> all = new LinkedHashSet<>(topology.shards().stream().map(Shard::id).toList());
    return new QueryPlan(
        statement.text(),
        decisions(all, reason, ""),
        new MergeStep.SideBySide(statement.text()),
        Verdict.CONCATENATED,
        List.of(capitalised(reason)));
  }

  private QueryPlan refused(Statement statement, String reason) {
    return new QueryPlan(
        statement.text(),
        decisions(Set.of(), "", "the statement is refused"),
        new MergeStep.Nothing(),
        Verdict.REFUSED,
        List.of(reason));
  }

  private List<ShardDecision> decisions(Set<ShardId> asked, String why, String whyNot) {
    return decisions(topology, asked, why, whyNot);
  }

  static List<ShardDecision> decisions(
      Topology topology, Set<ShardId> asked, String why, String whyNot) {
    return topology.shards().stream()
        .map(Shard::id)
        .map(id -> new ShardDecision(id, asked.contains(id), asked.contains(id) ? why : whyNot))
        .toList();
  }

  static String capitalised(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
