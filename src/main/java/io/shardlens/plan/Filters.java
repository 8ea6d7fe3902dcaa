package io.shardlens.plan;

import io.shardlens.plan.Sources.Bound;
import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.sql.ColumnReference;
import io.shardlens.sql.Condition;
import io.shardlens.sql.Condition.Literal;
import io.shardlens.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rewrites the part of a condition that speaks of one table alone as a filter for reading that
/// table, so that fewer rows are gathered. The statement applies its whole condition again, so a
/// filter may only be too weak.
final class Filters {

  private final Sources sources;
  private final Bound table;

  private Filters(Sources sources, Bound table) {
    this.sources = sources;
    this.table = table;
  }

  static List<String> of(Condition condition, Sources sources, Bound table) {
    Filters filters = new Filters(sources, table);
    List<String> found = new ArrayList<>();
    for (Condition conjunct : condition.conjuncts()) {
      filters.sql(conjunct).ifPresent(found::add);
    }
    return found;
  }

  private Optional<String> sql(Condition condition) {
    return switch (condition) {
      case Condition.Comparison(ColumnReference column, String operator, Literal literal) ->
          own(column)
              .filter(name -> isConstant(literal))
              .map(name -> name + " " + operator + " " + literal.sql());
      case Condition.In(ColumnReference column, List<Literal> literals) ->
          own(column)
              .filter(name -> literals.stream().allMatch(Filters::isConstant))
              .map(name ->
                  name
                      + " IN ("
                      + String.join(", ", literals.stream().map(Literal::sql).toList())
                      + ")");
      case Condition.Between(ColumnReference column, Literal low, Literal high) ->
          own(column)
              .filter(name -> isConstant(low) && isConstant(high))
              .map(name -> name + " BETWEEN " + low.sql() + " AND " + high.sql());
      case Condition.And and -> joined(and.parts(), " AND ");
      case Condition.Or(List<Condition> parts) -> joined(parts, " OR ");
      // A filter may only be too weak, and the negation of a weaker one is a stronger one.
      case Condition.Not _, Condition.IsNull _, Condition.SameColumn _, Condition.Other _ ->
          Optional.empty();
    };
  }

  private Optional<String> joined(List<Condition> parts, String word) {
    List<String> all = new ArrayList<>();
    for (Condition part : parts) {
      Optional<String> sql = sql(part);
      if (sql.isEmpty()) {
        return Optional.empty();
      }
      all.add(sql.get());
    }
    return all.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(word, all) + ")");
  }

  private Optional<String> own(ColumnReference reference) {
    Optional<BoundColumn> column = sources.resolve(reference);
    return column
        .filter(bound -> bound.owner().equals(table))
        .map(bound -> Identifier.quote(bound.facts().name()));
  }

  /// `'now'` and `'today'` mean another moment each time they are read.
  private static boolean isConstant(Literal literal) {
    return !literal.quoted() || !FunctionUse.isMomentaryLiteral(literal.value());
  }
}
