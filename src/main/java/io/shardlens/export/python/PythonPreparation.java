package io.shardlens.export.python;

import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.expression.PythonLiteral;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// What an application does to a key before it routes it, in Python.
final class PythonPreparation {

  private PythonPreparation() {}

  /// One expression for all steps.
  ///
  /// @param value an expression that gives the compared value of a column
  static String applied(List<KeyPreparation> steps, KeyType type, String value) {
    KeyType now = type;
    String prepared = value;
    for (KeyPreparation step : steps) {
      prepared = applied(step, now, prepared);
      now = step.result();
    }
    return prepared;
  }

  private static String applied(KeyPreparation preparation, KeyType type, String value) {
    return switch (preparation) {
      case KeyPreparation.OfText step -> applied(step, value);
      case KeyPreparation.ToText _ -> PythonKey.text(type, value);
      case KeyPreparation.ToInteger _ -> "_number_in(" + value + ")";
      case KeyPreparation.Substring(int start, int length) ->
          start > 0
              ? operand(value) + "[" + (start - 1) + " : " + (start - 1L + length) + "]"
              : "_substring(" + value + ", " + start + ", " + length + ")";
      case KeyPreparation.LocalDate(ZoneId zone) ->
          zone.normalized() instanceof ZoneOffset offset
              ? "_offset_date(" + value + ", " + offset.getTotalSeconds() + ")"
              : "_local_date(" + value + ", " + PythonLiteral.quoted(zone.getId()) + ")";
    };
  }

  private static String applied(KeyPreparation.OfText step, String value) {
    return switch (step) {
      case LOWER -> "_lower(" + value + ")";
      case UPPER -> "_upper(" + value + ")";
      case TRIM -> operand(value) + ".strip(_white_space)";
      case TRIM_END -> operand(value) + ".rstrip(_white_space)";
      case NFC, NFD, NFKC, NFKD ->
          "_normalized(\"" + step.word().toUpperCase(Locale.ROOT) + "\", " + value + ")";
      case WITHOUT_HYPHENS -> operand(value) + ".replace(\"-\", \"\")";
      case DIGITS -> "_digits(" + value + ")";
      case HASH_TAG -> "_hash_tag(" + value + ")";
    };
  }

  /// The text of a moment is a sum of two.
  private static String operand(String value) {
    return value.contains(" + ") ? "(" + value + ")" : value;
  }
}
