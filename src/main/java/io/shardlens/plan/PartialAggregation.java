package io.shardlens.plan;

import io.shardlens.plan.MergeStep.GatheredColumn;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.SimpleSelect.Output;
import io.shardlens.sql.Statement;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// Plans a `SELECT` whose groups span shards: every shard puts its own rows together, and
/// PostgreSQL makes the groups of their parts.
///
/// The shards run `SELECT keys, partial aggregates FROM … WHERE … GROUP BY keys`. The last stage is
/// the statement itself over these rows, in which every aggregate is replaced by the one that puts
/// its parts together and every group key by its column, so that `HAVING`, `ORDER BY`, windows,
/// limits and whatever is computed of groups is PostgreSQL's own work. The argument of a `DISTINCT`
/// aggregate becomes one more key of the shards. Nothing is guessed: a server describes both
/// statements, and where the last stage would not have the columns and types of the original one,
/// rows are gathered instead.
final class PartialAggregation {

  /// A name that means itself without quotes, or is written with them.
  private static final Pattern SPELLED =
      Pattern.compile(
          "([a-z_][a-z0-9_ ]*|\"[^\"]+\"\\.\"[^\"]+\")(\\([0-9, -]+\\)[a-z ]*)?(\\[\\])*");

  /// The relation of the partial results; no table of a user has this name.
  private static final String PARTS = "shardlens parts";

  private final Topology topology;
  private final Statement statement;
  private final SimpleSelect select;
  private final Sources sources;
  private final Survey survey;
  private final Catalog catalog;
  private final Descriptions descriptions;

  PartialAggregation(
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

  /// Empty where the statement does not put rows together, or cannot be taken apart.
  Optional<QueryPlan> plan(Reach reach) {
    return plan(Optional.empty(), survey, reach);
  }

  /// The plan of a statement around this one: the last stage is the whole statement, with groups
  /// put together where this one stood.
  ///
  /// @param survey of the whole statement
  Optional<QueryPlan> planInside(InnerQuery around, Survey survey, Reach reach) {
    return plan(Optional.of(around), survey, reach);
  }

  private Optional<QueryPlan> plan(Optional<InnerQuery> around, Survey whole, Reach reach) {
    Optional<Clauses> clauses = Clauses.of(statement);
    if (clauses.isEmpty() || select.outputs().stream().anyMatch(Output.Star.class::isInstance)) {
      return Optional.empty();
    }
    try {
      return plan(around, whole, reach, new GroupedText(clauses.get(), sources, survey));
    } catch (GroupedText.NotGrouped e) {
      return Optional.empty();
    }
  }

  private Optional<QueryPlan> plan(
      Optional<InnerQuery> around, Survey whole, Reach reach, GroupedText text)
      throws GroupedText.NotGrouped {
    String shardSql = shardSql(text);
    Optional<List<Column>> described = descriptions.columns(survey.shard(), shardSql);
    if (described.isEmpty()) {
      return Optional.empty();
    }
    List<PgType> types = described.get().stream().map(Column::type).toList();
    if (!catalog.sameTextOrder() && text.choosesText(types)) {
      return Optional.empty();
    }
    Optional<MergeStep.Groups> inJava =
        around.isPresent()
            ? Optional.empty()
            : new GroupPlan(select, text, survey.columns(), described.get()).step(shardSql);
    if (inJava.isPresent()) {
      return Optional.of(
          plan(
              statement.text(),
              reach.asked(),
              inJava.get(),
              reasons(reach, "their groups are put together here")));
    }
    String groups = text.over(PARTS, types);
    String body = around.map(query -> query.with(groups)).orElse(groups);
    List<ShardId> from =
        topology.shards().stream().map(Shard::id).filter(reach.asked()::contains).toList();
    GatheredPart part = new GatheredPart(PARTS, columns(text, described.get()), shardSql, from);
    boolean same =
        descriptions
            .columns(survey.shard(), LastStage.overNothing(body, List.of(part)))
            .equals(Optional.of(whole.columns()));
    if (!same) {
      return Optional.empty();
    }
    Statement written = around.map(InnerQuery::whole).orElse(statement);
    boolean floats =
        text.addsFloats(types)
            || ((around.isPresent() || select.windowed()) && addsFloats(written, whole));
    return Optional.of(plan(written.text(), reach, part, body, floats));
  }

  /// Whether the last stage adds floating point numbers up that are computed of the groups.
  private boolean addsFloats(Statement written, Survey whole) {
    List<TableFacts> tables = sources.all().stream().map(Sources.Bound::facts).toList();
    return new FloatSums(written, whole, tables, descriptions).any();
  }

  private QueryPlan plan(String sql, Reach reach, GatheredPart part, String body, boolean floats) {
    List<String> reasons = reasons(reach, "PostgreSQL puts together what they made of them");
    if (floats) {
      reasons.add(FloatSums.REASON);
    }
    if (!catalog.sameTextOrder()) {
      reasons.add(Gathering.textOrder(topology.shard(survey.shard())));
    }
    Set<ShardId> asked = new LinkedHashSet<>(reach.asked());
    asked.add(survey.shard());
    return plan(
        sql,
        asked,
        new MergeStep.Gathered(
            survey.shard(), MergeStep.Gathered.Content.GROUPS, List.of(part), body),
        reasons);
  }

  private static List<String> reasons(Reach reach, String together) {
    List<String> reasons = new ArrayList<>();
    reasons.add(reach.reason());
    reasons.add("Each shard puts its own rows together, and " + together);
    reasons.add("Each shard was read in its own snapshot");
    return reasons;
  }

  private QueryPlan plan(String sql, Set<ShardId> asked, MergeStep merge, List<String> reasons) {
    return new QueryPlan(
        sql,
        Planner.decisions(
            topology,
            asked,
            "can hold matching rows",
            "can hold no matching row: none of its keys satisfies the condition"),
        merge,
        Verdict.EXACT,
        reasons);
  }

  private String shardSql(GroupedText text) {
    List<String> list = new ArrayList<>();
    List<String> ordinals = new ArrayList<>();
    for (String column : text.shardColumns()) {
      list.add(column + " AS " + Identifier.quote(GroupedText.columnName(list.size())));
      if (list.size() <= text.keyCount()) {
        ordinals.add(Integer.toString(list.size()));
      }
    }
    return "SELECT "
        + String.join(",\n       ", list)
        + "\n"
        + StatementText.baseRows(statement, OptionalLong.empty())
        + (ordinals.isEmpty() ? "" : "\nGROUP BY " + String.join(", ", ordinals));
  }

  private List<GatheredColumn> columns(GroupedText text, List<Column> described)
      throws GroupedText.NotGrouped {
    List<GatheredColumn> columns = new ArrayList<>();
    for (int i = 0; i < described.size(); i++) {
      Column column = described.get(i);
      columns.add(
          new GatheredColumn(column.name(), sqlType(column), text.collation(i, column.type())));
    }
    return columns;
  }

  /// The type that a value's text is cast to. The driver leaves out quotes that a name needs, and
  /// without them it may be another type's.
  private static String sqlType(Column column) throws GroupedText.NotGrouped {
    String type = column.type().name();
    // Without a length these two mean a length of 1 in a cast.
    if (type.matches("(char|bit)(\\[\\])*|record(\\[\\])?") || !SPELLED.matcher(type).matches()) {
      throw new GroupedText.NotGrouped();
    }
    return type;
  }
}
