package io.shardlens.export.sql;

import io.shardlens.topology.KeyType;

/// A key column in SQL.
///
/// @param value an expression that is computed again wherever it is named: a column
record SqlKey(String value, KeyType type) {

  static final String UTC = " AT TIME ZONE 'UTC'";

  /// The value as it is compared: text by its bytes, a `char` without the blanks at its end.
  String compared() {
    return switch (type) {
      case TEXT, VARCHAR -> value + " COLLATE \"C\"";
      case CHAR -> value + "::text COLLATE \"C\"";
      case SMALLINT, INTEGER, BIGINT, UUID, DATE, TIMESTAMP, TIMESTAMPTZ -> value;
    };
  }

  /// The number of an integer or a time.
  String number() {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT -> value;
      case DATE -> finite(value + " - '2000-01-01'::date", Integer.MIN_VALUE, Integer.MAX_VALUE);
      case TIMESTAMP, TIMESTAMPTZ ->
          finite(
              "(extract(epoch FROM " + value + ") * 1000000)::bigint - 946684800000000",
              Long.MIN_VALUE,
              Long.MAX_VALUE);
      case TEXT, VARCHAR, CHAR, UUID ->
          throw new IllegalArgumentException("A " + type.word() + " has no number");
    };
  }

  private String finite(String number, long lowest, long highest) {
    return "CASE WHEN isfinite("
        + value
        + ") THEN "
        + number
        + " WHEN "
        + value
        + " > '2000-01-01' THEN "
        + highest
        + " ELSE "
        + SqlText.integer(lowest)
        + " END";
  }

  /// The value as PostgreSQL prints it in the ISO style, whatever the session's.
  String text() {
    return switch (type) {
      case TEXT, VARCHAR -> value;
      case SMALLINT, INTEGER, BIGINT, UUID, CHAR -> value + "::text";
      case DATE -> timeText(value, "to_char(" + value + ", 'YYYY-MM-DD')", "");
      case TIMESTAMP -> timeText(value, momentText(value), "");
      case TIMESTAMPTZ -> timeText("(" + value + UTC + ")", momentText(value + UTC), " || '+00'");
    };
  }

  private static String momentText(String value) {
    return "to_char("
        + value
        + ", 'YYYY-MM-DD HH24:MI:SS') || rtrim(to_char("
        + value
        + ", '.US'), '.0')";
  }

  private static String timeText(String value, String text, String offset) {
    return "CASE WHEN NOT isfinite(%s) THEN %s::text WHEN %s < '0001-01-01' THEN %s%s || ' BC' ELSE %s%s END"
        .formatted(value, value, value, text, offset, text, offset);
  }
}
