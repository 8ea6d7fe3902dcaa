package io.shardlens.plan;

import io.shardlens.rows.PgType;
import io.shardlens.topology.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A table as the catalog describes it.
///
/// @param columns in the order of the table, without dropped ones
/// @param parts the tables that PostgreSQL reads when it reads this one: its own partitions and
///   children
public record TableFacts(TableName name, List<ColumnFacts> columns, Set<TableName> parts) {

  public TableFacts {
    columns = List.copyOf(columns);
    parts = Set.copyOf(parts);
  }

  public Optional<ColumnFacts> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /// One column.
  ///
  /// @param sqlType the type as SQL that casts to it, schema included where it is not built in
  /// @param collation the explicit collation as SQL, empty for the type's own
  /// @param byteOrder whether text orders by its bytes, as under collation "C"
  /// @param deterministic whether equal text is the same bytes
  public record ColumnFacts(
      String name,
      PgType type,
      String sqlType,
      String collation,
      boolean byteOrder,
      boolean deterministic,
      boolean notNull) {}
}
