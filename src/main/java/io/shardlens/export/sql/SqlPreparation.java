package io.shardlens.export.sql;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.expression.SqlLiteral;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/// What an application does to a key before it routes it, in SQL. NULL comes out where a key cannot
/// be prepared.
record SqlPreparation(SqlSteps steps) {

  /// Whether a step changes the case of letters.
  static boolean isOfCase(KeyPreparation preparation) {
    return preparation == KeyPreparation.OfText.LOWER || preparation == KeyPreparation.OfText.UPPER;
  }

  /// @return a column of the last step
  SqlKey applied(List<KeyPreparation> preparation, SqlKey column) throws NotExpressibleException {
    SqlKey key = column;
    for (KeyPreparation step : preparation) {
      KeyType type = step.result();
      key = new SqlKey(steps.step("prepared", applied(step, key)), type);
    }
    return key;
  }

  private static String applied(KeyPreparation preparation, SqlKey key)
      throws NotExpressibleException {
    return switch (preparation) {
      case KeyPreparation.OfText step -> applied(step, key.text());
      case KeyPreparation.ToText _ -> key.text();
      case KeyPreparation.ToInteger _ -> integer(key.text());
      case KeyPreparation.Substring(int start, int length) ->
          start > 0
              ? "substr(" + key.text() + ", " + start + ", " + length + ")"
              : "substr(%s, greatest(length(%s) - %d, 0) + 1, %d)"
                  .formatted(key.text(), key.text(), -(long) start, length);
      case KeyPreparation.LocalDate(ZoneId zone) ->
          zone.normalized() instanceof ZoneOffset offset
              ? "(%s%s + interval '%d seconds')::date"
                  .formatted(key.value(), SqlKey.UTC, offset.getTotalSeconds())
              : "(" + key.value() + " AT TIME ZONE " + SqlLiteral.quoted(zone.getId()) + ")::date";
    };
  }

  private static String applied(KeyPreparation.OfText step, String text)
      throws NotExpressibleException {
    return switch (step) {
      case LOWER, UPPER ->
          "CASE WHEN octet_length(%s) = length(%s) THEN %s(%s COLLATE \"C\") END"
              .formatted(text, text, step.word(), text);
      case TRIM -> "btrim(" + text + ", " + whiteSpace() + ")";
      case TRIM_END -> "rtrim(" + text + ", " + whiteSpace() + ")";
      case NFC, NFD, NFKC, NFKD ->
          throw new NotExpressibleException(
              "the Unicode normalisation of a server is that of its version");
      case WITHOUT_HYPHENS -> "replace(" + text + ", '-', '')";
      case DIGITS -> "regexp_replace(" + text + " COLLATE \"C\", '[^0-9]', '', 'g')";
      case HASH_TAG ->
          "coalesce(substring(%s COLLATE \"C\" FROM '^[^{]*\\{([^}]+)\\}'), %s)"
              .formatted(text, text);
    };
  }

  /// What Java's `strip` takes off.
  private static String whiteSpace() {
    StringBuilder characters = new StringBuilder("E'");
    IntStream.rangeClosed(1, Character.MAX_VALUE)
        .filter(Character::isWhitespace)
        .forEach(character -> characters.append("\\u%04x".formatted(character)));
    return characters.append('\'').toString();
  }

  /// A number of at most 19 digits after its zeros, which then may still be too large.
  private static String integer(String text) {
    String stripped = "btrim(" + text + ", " + whiteSpace() + ") COLLATE \"C\"";
    String number =
        "(substring("
            + stripped
            + " FROM '^([+-]?)0*[0-9]{1,19}$') || substring("
            + stripped
            + " FROM '^[+-]?0*([0-9]{1,19})$'))::numeric";
    return "(SELECT CASE WHEN number BETWEEN "
        + Long.MIN_VALUE
        + " AND "
        + Long.MAX_VALUE
        + " THEN number::bigint END FROM (SELECT "
        + number
        + ") AS read (number))";
  }
}
