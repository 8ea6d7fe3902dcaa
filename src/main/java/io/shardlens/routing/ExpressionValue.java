package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.expression.ComparisonOperator;
import java.util.HexFormat;

/// What a part of an expression evaluates to.
sealed interface ExpressionValue {
  /// Longer texts are cut where people read them.
  int LONGEST_SHOWN = 60;

  /// As people are shown it: texts in quotes, bytes in hexadecimal digits.
  String shown();

  record Int(long value) implements ExpressionValue {
    @Override
    public String shown() {
      return Long.toString(value);
    }
  }

  record Text(String value) implements ExpressionValue {
    @Override
    public String shown() {
      return "'" + shortened(value) + "'";
    }
  }

  record Truth(boolean value) implements ExpressionValue {
    @Override
    public String shown() {
      return Boolean.toString(value);
    }
  }

  /// A key of a type that is only printed or hashed: a uuid, a date, a time.
  record Other(KeyValue value) implements ExpressionValue {
    @Override
    public String shown() {
      return value.text();
    }
  }

  /// Not changed after it was made.
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte[] value) implements ExpressionValue {
    @Override
    public String shown() {
      return "0x" + HexFormat.of().formatHex(value);
    }
  }

  static ExpressionValue of(KeyValue key) {
    return switch (key) {
      case KeyValue.Int(long value) -> new Int(value);
      case KeyValue.Text(String value) -> new Text(value);
      case KeyValue.Uuid _,
          KeyValue.Day _,
          KeyValue.Timestamp _,
          KeyValue.Moment _,
          KeyValue.Tuple _ ->
          new Other(key);
    };
  }

  /// Whether a comparison of two integers, or of two texts by their UTF-8 bytes, holds.
  ///
  /// @throws IllegalStateException for other types, which no parsed expression compares
  static boolean holds(ComparisonOperator operator, ExpressionValue left, ExpressionValue right) {
    if (left instanceof Int(long a) && right instanceof Int(long b)) {
      return operator.holds(Long.compare(a, b));
    }
    if (left instanceof Text(String a) && right instanceof Text(String b)) {
      return operator.holds(new KeyValue.Text(a).compareTo(new KeyValue.Text(b)));
    }
    throw new IllegalStateException("No expression compares these: " + left + ", " + right);
  }

  static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN - 1)) + "…";
  }
}
