package io.shardlens.rows;

import java.util.Locale;
import java.util.Map;

/// A PostgreSQL type as a reader knows it: `bigint`, `numeric(12,2)`, `timestamptz`, `text[]`.
///
/// @param name the SQL name with its modifier, in the short form of the types that have one
public record PgType(String name) {

  public static final PgType TEXT = new PgType("text");
  public static final PgType BIGINT = new PgType("bigint");

  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "timestamp with time zone", "timestamptz",
          "timestamp without time zone", "timestamp",
          "time with time zone", "timetz",
          "time without time zone", "time",
          "character varying", "varchar",
          "character", "char",
          "bit varying", "varbit");

  public PgType {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A type needs a name");
    }
  }

  /// The type that PostgreSQL's `format_type(oid, typmod)` names, in its short form: `timestamp(3)
  /// with time zone` becomes `timestamptz(3)`, `character(2)` becomes `char(2)`.
  public static PgType ofFormatType(String formatted) {
    String array = "";
    String element = formatted;
    while (element.endsWith("[]")) {
      array += "[]";
      element = element.substring(0, element.length() - 2);
    }
    int open = element.indexOf('(');
    int close = element.indexOf(')');
    String modifier = open >= 0 && close > open ? element.substring(open, close + 1) : "";
    String plain =
        modifier.isEmpty() ? element : element.substring(0, open) + element.substring(close + 1);
    String name = SHORT_NAMES.getOrDefault(plain, plain);
    return new PgType(name + modifier + array);
  }

  /// The name without its modifier: `numeric` of `numeric(12,2)`, `text[]` of `text[]`.
  public String baseName() {
    int open = name.indexOf('(');
    int close = name.indexOf(')', Math.max(open, 0));
    return open < 0 || close < 0 ? name : name.substring(0, open) + name.substring(close + 1);
  }

  /// Whether values are numbers, which a table aligns at the right.
  public boolean isNumber() {
    return switch (baseName().toLowerCase(Locale.ROOT)) {
      case "smallint",
          "integer",
          "bigint",
          "numeric",
          "real",
          "double precision",
          "oid",
          "xid",
          "money" ->
          true;
      default -> false;
    };
  }

  /// Whether values are JSON documents, which a record view may lay out over several lines.
  public boolean isJson() {
    return name.equals("json") || name.equals("jsonb");
  }

  @Override
  public String toString() {
    return name;
  }
}
