package io.shardlens.jdbc;

import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names the columns of an answer with PostgreSQL's SQL type names; the driver speaks of `int8` and
/// `bpchar`.
final class ResultColumns {

  private static final int NO_LENGTH = Integer.MAX_VALUE;

  private static final Map<String, String> SQL_NAMES =
      Map.ofEntries(
          Map.entry("int2", "smallint"),
          Map.entry("smallserial", "smallint"),
          Map.entry("int4", "integer"),
          Map.entry("serial", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("bigserial", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("bool", "boolean"),
          Map.entry("bpchar", "char"));

  private ResultColumns() {}

  /// @param metadata of a statement's answer; `null` for a statement that gives none
  static List<Column> of(@Nullable ResultSetMetaData metadata) throws SQLException {
    List<Column> columns = new ArrayList<>();
    if (metadata != null) {
      for (int i = 1; i <= metadata.getColumnCount(); i++) {
        columns.add(new Column(metadata.getColumnLabel(i), new PgType(type(metadata, i))));
      }
    }
    return columns;
  }

  private static String type(ResultSetMetaData metadata, int column) throws SQLException {
    String name = metadata.getColumnTypeName(column).replace("\"", "");
    if (name.startsWith("public.")) {
      name = name.substring("public.".length());
    }
    if (name.startsWith("_")) {
      return SQL_NAMES.getOrDefault(name.substring(1), name.substring(1)) + "[]";
    }
    String sqlName = SQL_NAMES.getOrDefault(name, name);
    int precision = metadata.getPrecision(column);
    return switch (name) {
      case "numeric" ->
          precision > 0 ? "numeric(" + precision + "," + metadata.getScale(column) + ")" : sqlName;
      case "varchar", "bpchar" ->
          precision > 0 && precision < NO_LENGTH ? sqlName + "(" + precision + ")" : sqlName;
      default -> sqlName;
    };
  }
}
