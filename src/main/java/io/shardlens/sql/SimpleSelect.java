package io.shardlens.sql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A single `SELECT` over tables, without any subquery: the shape that may be pushed down to
/// shards.
///
/// @param sources the tables in the order of `FROM`; at least one
/// @param outputs the select list
/// @param where what every row satisfies
/// @param grouped whether there is a `GROUP BY`
/// @param groupBy its keys; an entry that is no plain column or ordinal is empty
/// @param having whether there is a `HAVING`
/// @param distinct whether there is a `SELECT DISTINCT` without `ON`
/// @param order the sort keys
/// @param limit the constant limit, empty for none
/// @param offset the constant offset, 0 for none
/// @param windowed whether window functions look from one row at others
/// @param pushable whether nothing else was seen that joins rows of different shards: `DISTINCT
///   ON`, grouping sets, `WITH TIES`, limits that are no constants
public record SimpleSelect(
    List<Source> sources,
    List<Output> outputs,
    Condition where,
    boolean grouped,
    List<Optional<SortExpression>> groupBy,
    boolean having,
    boolean distinct,
    List<OrderKey> order,
    OptionalLong limit,
    long offset,
    boolean windowed,
    boolean pushable) {

  /// One table of `FROM`.
  ///
  /// @param schema empty where it is not named
  /// @param alias the name by which columns are qualified: the alias, or the table's own name
  /// @param on the join condition; of a cross join, one that says nothing
  public record Source(String schema, String table, String alias, Join join, Condition on) {}

  public enum Join {
    /// The first table, an inner, cross or comma join.
    INNER,
    /// The right side of a left join: its columns may all be NULL.
    LEFT
  }

  /// One entry of the select list.
  public sealed interface Output {
    /// `*`, or `alias.*` where the qualifier is not empty.
    record Star(String qualifier) implements Output {}

    /// A plain column under its own name or an alias.
    record Plain(ColumnReference column, String label) implements Output {}

    /// Any other expression; the label is empty where PostgreSQL chooses one.
    record Computed(String label) implements Output {}
  }

  /// What an `ORDER BY` or `GROUP BY` entry names.
  public sealed interface SortExpression {
    record ByColumn(ColumnReference column) implements SortExpression {}

    /// The select list's entry of that number, from 1.
    record ByOrdinal(int ordinal) implements SortExpression {}
  }

  /// One key of `ORDER BY`.
  ///
  /// @param expression empty where it is neither a column nor an ordinal
  /// @param nullsFirst as PostgreSQL defaults it: first when descending
  public record OrderKey(
      Optional<SortExpression> expression, boolean descending, boolean nullsFirst) {}
}
