package io.shardlens.topology;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A value of a shard key column, typed. Values of one kind compare as PostgreSQL compares them:
/// integers and times by number, text by UTF-8 bytes (collation "C"), uuids by unsigned bytes,
/// tuples from left to right.
public sealed interface KeyValue extends Comparable<KeyValue> {

  /// The value as PostgreSQL prints it.
  String text();

  /// A value that has a number, of which the next value has the next.
  sealed interface Countable extends KeyValue {
    long ordinal();
  }

  /// A smallint, integer or bigint.
  record Int(long value) implements Countable {
    @Override
    public long ordinal() {
      return value;
    }

    @Override
    public String text() {
      return Long.toString(value);
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A text, varchar or char. Trailing spaces of a `char` are taken off before, as they carry no
  /// meaning there.
  record Text(String text) implements KeyValue {
    @Override
    public String toString() {
      return text;
    }
  }

  /// A uuid.
  record Uuid(java.util.UUID value) implements KeyValue {
    @Override
    public String text() {
      return value.toString();
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A date.
  ///
  /// @param days since 2000-01-01; the smallest and the largest int are the infinite ones
  record Day(int days) implements Countable {
    @Override
    public long ordinal() {
      return days;
    }

    @Override
    public String text() {
      return KeyTime.dayText(days);
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A timestamp without time zone.
  ///
  /// @param micros since 2000-01-01 00:00:00; the smallest and the largest long are the infinite
  ///   ones
  record Timestamp(long micros) implements Countable {
    @Override
    public long ordinal() {
      return micros;
    }

    @Override
    public String text() {
      return KeyTime.momentText(micros, "");
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A timestamp with time zone, printed in UTC.
  ///
  /// @param micros since 2000-01-01 00:00:00 UTC; the smallest and the largest long are the
  ///   infinite ones
  record Moment(long micros) implements Countable {
    @Override
    public long ordinal() {
      return micros;
    }

    @Override
    public String text() {
      return KeyTime.momentText(micros, "+00");
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// The values of several columns, compared from left to right; a tuple that is the beginning of
  /// another comes before it.
  record Tuple(List<KeyValue> values) implements KeyValue {
    public Tuple {
      values = List.copyOf(values);
    }

    @Override
    public String text() {
      return values.stream().map(KeyValue::text).collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// Orders two values of the same kind.
  ///
  /// @throws IllegalArgumentException when the kinds differ
  @Override
  default int compareTo(KeyValue other) {
    if (this instanceof Countable left
        && other instanceof Countable right
        && left.getClass() == right.getClass()) {
      return Long.compare(left.ordinal(), right.ordinal());
    }
    if (this instanceof Text(String left) && other instanceof Text(String right)) {
      return Arrays.compareUnsigned(
          left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
    if (this instanceof Uuid left && other instanceof Uuid right) {
      // The canonical lower-case form orders exactly as the bytes do.
      return left.text().compareTo(right.text());
    }
    if (this instanceof Tuple(List<KeyValue> left)
        && other instanceof Tuple(List<KeyValue> right)) {
      for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
        int order = left.get(i).compareTo(right.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(left.size(), right.size());
    }
    throw new IllegalArgumentException("Keys of different kinds have no order");
  }

  /// Reads a key as PostgreSQL's input function of the type would: integers with surrounding blanks
  /// and a sign, uuids in any case and with or without hyphens or braces, times in ISO form, text
  /// as it stands.
  ///
  /// @throws KeyFormatException when the text is no value of the type; its message says why and
  ///   what is expected
  static KeyValue parse(KeyType type, String text) throws KeyFormatException {
    return parse(type, text, Optional.empty());
  }

  /// @param zone in which a moment without an offset is understood; empty refuses it
  static KeyValue parse(KeyType type, String text, Optional<ZoneId> zone)
      throws KeyFormatException {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT -> integer(type, text);
      case TEXT, VARCHAR -> checked(text);
      case CHAR -> checked(withoutTrailingBlanks(text));
      case UUID -> uuid(text);
      case DATE, TIMESTAMP, TIMESTAMPTZ -> KeyTime.parse(type, text, zone);
    };
  }

  private static KeyValue checked(String text) throws KeyFormatException {
    if (text.indexOf('\0') >= 0) {
      throw new KeyFormatException("PostgreSQL text holds no NUL character");
    }
    if (text.codePoints().anyMatch(KeyValue::isSurrogate)) {
      throw new KeyFormatException(
          "Half of a surrogate pair is no character: it has no UTF-8 bytes");
    }
    return new Text(text);
  }

  /// Only a half that stands alone is a code point of its own.
  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static String withoutTrailingBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static KeyValue integer(KeyType type, String text) throws KeyFormatException {
    String digits = text.strip();
    if (!isWholeNumber(digits)) {
      throw new KeyFormatException(
          "\"" + shortened(text) + "\" is no " + type.word() + ": a whole number is expected");
    }
    try {
      long value = Long.parseLong(digits);
      if (value >= type.minimum() && value <= type.maximum()) {
        return new Int(value);
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message: out of the range of a long is out of range here, too.
    }
    throw new KeyFormatException(
        digits
            + " is out of range for "
            + type.word()
            + ": "
            + type.minimum()
            + " to "
            + type.maximum());
  }

  /// `[+-]?[0-9]+`, without the price of a pattern: large files hold many.
  private static boolean isWholeNumber(String text) {
    int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    return text.length() > start
        && text.chars().skip(start).allMatch(character -> character >= '0' && character <= '9');
  }

  private static KeyValue uuid(String text) throws KeyFormatException {
    String hex = text.strip().toLowerCase(Locale.ROOT).replaceAll("[{}-]", "");
    if (!hex.matches("[0-9a-f]{32}")) {
      throw new KeyFormatException(
          "\"" + shortened(text) + "\" is no uuid: 32 hexadecimal digits are expected");
    }
    return new Uuid(
        new java.util.UUID(
            Long.parseUnsignedLong(hex.substring(0, 16), 16),
            Long.parseUnsignedLong(hex.substring(16), 16)));
  }

  /// A text as a message quotes it.
  static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
