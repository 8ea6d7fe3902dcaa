package io.shardlens.plan;

import io.shardlens.plan.MergeStep.SortType;
import io.shardlens.plan.TableFacts.ColumnFacts;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.List;

/// How the rows of an ordered query over one table fall into those before a value of its first sort
/// key and those from it on. The former can be counted where they are, instead of being sent only
/// to be skipped by an `OFFSET`.
///
/// Every row is in exactly one of the two parts, NULL and NaN included, and no row of the second
/// part stands before one of the first.
///
/// @param table the only table of the query
/// @param column the first sort key
/// @param reference the same as the query names it
/// @param type how its values order
/// @param select the select list of the query with what only its order needs
/// @param from its `FROM`
/// @param where its conditions as it has them, empty for none
/// @param order its `ORDER BY`
public record OffsetCut(
    TableName table,
    ColumnFacts column,
    String reference,
    SortType type,
    boolean descending,
    boolean nullsFirst,
    String select,
    String from,
    String where,
    String order) {

  /// Counts the rows before a value.
  ///
  /// @param value as PostgreSQL prints it
  public String countBefore(String value) {
    String before = reference + (descending ? " > " : " < ") + literal(value);
    return "SELECT count(*)\nFROM " + from + where(orNull(before, nullsFirst));
  }

  /// Reads the first rows from a value on.
  public String rowsFrom(String value, long limit) {
    String after = reference + (descending ? " <= " : " >= ") + literal(value);
    return "SELECT "
        + select
        + "\nFROM "
        + from
        + where(orNull(after, !nullsFirst))
        + "\nORDER BY "
        + order
        + "\nLIMIT "
        + limit;
  }

  /// Reads all rows, for an estimate of their number.
  public String all() {
    return "SELECT 1\nFROM " + from + (where.isEmpty() ? "" : "\nWHERE " + where);
  }

  private String where(String condition) {
    List<String> all = new ArrayList<>();
    if (!where.isEmpty()) {
      all.add("(" + where + ")");
    }
    all.add(condition);
    return "\nWHERE " + String.join("\n  AND ", all);
  }

  private String orNull(String condition, boolean withNull) {
    return withNull && !column.notNull()
        ? "(" + condition + " OR " + reference + " IS NULL)"
        : condition;
  }

  private String literal(String value) {
    return Identifier.literal(value) + "::" + column.sqlType();
  }
}
