package io.shardlens.sql;

import io.shardlens.topology.TableName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// The one place that quotes identifiers and folds their case.
public final class Identifier {

  /// PostgreSQL's NAMEDATALEN less its terminator.
  private static final int MAX_BYTES = 63;

  /// The words that PostgreSQL reserves (appendix C of its manual), which must be quoted even in
  /// lower case.
  private static final Set<String> RESERVED =
      Set.of(
          "all",
          "analyse",
          "analyze",
          "and",
          "any",
          "array",
          "as",
          "asc",
          "asymmetric",
          "authorization",
          "binary",
          "both",
          "case",
          "cast",
          "check",
          "collate",
          "collation",
          "column",
          "concurrently",
          "constraint",
          "create",
          "cross",
          "current_catalog",
          "current_date",
          "current_role",
          "current_schema",
          "current_time",
          "current_timestamp",
          "current_user",
          "default",
          "deferrable",
          "desc",
          "distinct",
          "do",
          "else",
          "end",
          "except",
          "false",
          "fetch",
          "for",
          "foreign",
          "freeze",
          "from",
          "full",
          "grant",
          "group",
          "having",
          "ilike",
          "in",
          "initially",
          "inner",
          "intersect",
          "into",
          "is",
          "isnull",
          "join",
          "lateral",
          "leading",
          "left",
          "like",
          "limit",
          "localtime",
          "localtimestamp",
          "natural",
          "not",
          "notnull",
          "null",
          "offset",
          "on",
          "only",
          "or",
          "order",
          "outer",
          "overlaps",
          "placing",
          "primary",
          "references",
          "returning",
          "right",
          "select",
          "session_user",
          "similar",
          "some",
          "symmetric",
          "system_user",
          "table",
          "tablesample",
          "then",
          "to",
          "trailing",
          "true",
          "union",
          "unique",
          "user",
          "using",
          "variadic",
          "verbose",
          "when",
          "where",
          "window",
          "with");

  private Identifier() {}

  /// The identifier between double quotes, ready to stand in a statement.
  ///
  /// @throws IllegalArgumentException for what no PostgreSQL catalog can hold: the empty name, a
  ///   NUL, or more than 63 bytes
  public static String quote(String name) {
    if (!isPossible(name)) {
      throw new IllegalArgumentException("Not a PostgreSQL identifier");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// Whether a PostgreSQL catalog can hold a name.
  public static boolean isPossible(String name) {
    return !name.isEmpty()
        && name.indexOf('\0') < 0
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  /// The identifier as a person would write it: quoted only where it must be.
  public static String display(String name) {
    return name.matches("[a-z_][a-z0-9_$]*") && !RESERVED.contains(name) ? name : quote(name);
  }

  public static String quote(TableName table) {
    return quote(table.schema()) + "." + quote(table.name());
  }

  public static String display(TableName table) {
    return display(table.schema()) + "." + display(table.name());
  }

  /// The name that the catalog has for an identifier as written: unquoted ones in lower case (ASCII
  /// only, as PostgreSQL does in UTF-8), quoted ones as they stand without their quotes.
  public static String fold(String written) {
    if (written.length() >= 2 && written.startsWith("\"") && written.endsWith("\"")) {
      return written.substring(1, written.length() - 1).replace("\"\"", "\"");
    }
    StringBuilder folded = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      folded.append(c < 128 ? String.valueOf(c).toLowerCase(Locale.ROOT) : String.valueOf(c));
    }
    return folded.toString();
  }

  /// A text as an SQL literal, for statements that people keep; statements that we run bind values.
  public static String literal(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
  }
}
