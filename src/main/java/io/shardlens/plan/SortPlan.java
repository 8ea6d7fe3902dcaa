package io.shardlens.plan;

import io.shardlens.plan.MergeStep.SortKey;
import io.shardlens.plan.MergeStep.SortType;
import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.sql.ColumnReference;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.sql.SimpleSelect.OrderKey;
import io.shardlens.sql.SimpleSelect.SortExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How an `ORDER BY` can be merged in Java: a comparator for each key, and the columns that must be
/// added to the select list for it.
///
/// @param hidden expressions to append to the select list, in order
record SortPlan(List<SortKey> keys, List<String> hidden) {

  /// The plan, or empty where a key is an expression, or of a type whose order in Java is not
  /// proved equal to PostgreSQL's.
  ///
  /// @param mayAdd whether columns may be added to the select list
  static Optional<SortPlan> of(
      SimpleSelect select,
      Sources sources,
      Outputs outputs,
      List<Column> described,
      boolean mayAdd) {
    List<SortKey> keys = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    for (OrderKey key : select.order()) {
      Optional<SortKey> sortKey =
          key.expression()
              .flatMap(expression ->
                  switch (expression) {
                    case SortExpression.ByOrdinal(int ordinal) ->
                        ordinal >= 1 && ordinal <= described.size()
                            ? output(ordinal - 1, key, outputs, described)
                            : Optional.empty();
                    case SortExpression.ByColumn(ColumnReference column) ->
                        byName(column, key, sources, outputs, described, mayAdd, hidden);
                  });
      if (sortKey.isEmpty()) {
        return Optional.empty();
      }
      keys.add(sortKey.get());
    }
    return Optional.of(new SortPlan(List.copyOf(keys), List.copyOf(hidden)));
  }

  /// PostgreSQL looks for an unqualified name among the result's labels first, then among the
  /// tables' columns.
  private static Optional<SortKey> byName(
      ColumnReference column,
      OrderKey key,
      Sources sources,
      Outputs outputs,
      List<Column> described,
      boolean mayAdd,
      List<String> hidden) {
    if (column.qualifier().isEmpty()) {
      int labelled = outputs.labelled(column.name(), described);
      if (labelled >= 0) {
        return output(labelled, key, outputs, described);
      }
      if (labelled == -2) {
        return Optional.empty();
      }
    }
    Optional<BoundColumn> bound = sources.resolve(column);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    int shown = outputs.showing(bound.get());
    if (shown >= 0) {
      return output(shown, key, outputs, described);
    }
    Optional<SortType> type = type(bound.get().facts().type(), bound.get().facts().byteOrder());
    if (!mayAdd || type.isEmpty()) {
      return Optional.empty();
    }
    String qualifier =
        column.qualifier().isEmpty() ? "" : Identifier.quote(column.qualifier()) + ".";
    // Under its own name it could make a name of the statement's ORDER BY ambiguous.
    String label = "shardlens order " + (hidden.size() + 1);
    hidden.add(qualifier + Identifier.quote(column.name()) + " AS " + Identifier.quote(label));
    int index = described.size() + hidden.size() - 1;
    return Optional.of(new SortKey(index, type.get(), key.descending(), key.nullsFirst()));
  }

  private static Optional<SortKey> output(
      int index, OrderKey key, Outputs outputs, List<Column> described) {
    boolean byteOrder =
        outputs
            .entries()
            .get(index)
            .origin()
            .map(origin -> origin.facts().byteOrder())
            .orElse(false);
    return type(described.get(index).type(), byteOrder)
        .map(type -> new SortKey(index, type, key.descending(), key.nullsFirst()));
  }

  /// The order of a type that Java shares with PostgreSQL, empty where it is not proved.
  static Optional<SortType> type(PgType type, boolean byteOrder) {
    return switch (type.baseName()) {
      case "smallint", "integer", "bigint" -> Optional.of(SortType.INTEGER);
      case "numeric" -> Optional.of(SortType.NUMERIC);
      case "real", "double precision" -> Optional.of(SortType.FLOAT);
      case "boolean" -> Optional.of(SortType.BOOLEAN);
      case "uuid" -> Optional.of(SortType.UUID);
      case "date", "timestamp", "timestamptz" -> Optional.of(SortType.DATE_TIME);
      case "text", "varchar" -> byteOrder ? Optional.of(SortType.BYTES) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
