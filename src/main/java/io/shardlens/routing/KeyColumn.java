package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One column of the key at hand, without objects: a [KeyIndex] reads the columns that it was made
/// for, and the next key overwrites them. Not thread-safe.
final class KeyColumn implements Comparable<KeyColumn> {

  /// What became of a text.
  enum Reading {
    /// The column has its value.
    VALUE,
    /// The text is no value of the type.
    NO_KEY,
    /// A text of a rare form, which may be a value and may be none: `infinity`, a text that is not
    /// in ASCII. The ordinary way takes it.
    RARE
  }

  private static final byte[] EMPTY = {};

  private final KeyType type;
  private long number;
  private long lower;
  private byte[] bytes = EMPTY;
  private int offset;
  private int length;

  KeyColumn(KeyType type) {
    this.type = type;
  }

  /// A column that holds a value.
  static KeyColumn of(KeyType type, KeyValue value) {
    KeyColumn column = new KeyColumn(type);
    switch (value) {
      case KeyValue.Countable countable -> column.set(countable.ordinal());
      case KeyValue.Uuid(java.util.UUID uuid) ->
          column.setUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      case KeyValue.Text(String text) -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        column.setText(utf8, 0, utf8.length);
      }
      case KeyValue.Tuple _ -> throw new IllegalArgumentException("A column has one value");
    }
    return column;
  }

  KeyType type() {
    return type;
  }

  /// The number of a countable value, or the upper half of a uuid.
  long number() {
    return number;
  }

  /// The lower half of a uuid.
  long lower() {
    return lower;
  }

  /// The array that holds the UTF-8 bytes of a text.
  byte[] bytes() {
    return bytes;
  }

  /// Where the text begins.
  int offset() {
    return offset;
  }

  /// How many bytes the text has.
  int length() {
    return length;
  }

  void set(long countable) {
    number = countable;
  }

  void setUuid(long upperHalf, long lowerHalf) {
    number = upperHalf;
    lower = lowerHalf;
  }

  /// @param utf8 stays the caller's, and must not change before the key is routed
  void setText(byte[] utf8, int from, int count) {
    bytes = utf8;
    offset = from;
    length = count;
  }

  /// Takes the value that UTF-8 bytes say.
  Reading read(byte[] text, int from, int count) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT -> readInteger(text, from, count);
      case TEXT, VARCHAR, CHAR -> readText(text, from, count);
      case UUID -> {
        if (!UuidBytes.isUuid(text, from, count)) {
          yield Reading.RARE;
        }
        setUuid(UuidBytes.half(text, from, 0), UuidBytes.half(text, from, 1));
        yield Reading.VALUE;
      }
      case DATE, TIMESTAMP, TIMESTAMPTZ -> {
        number = TimeBytes.read(type, text, from, count);
        yield number == TimeBytes.RARE ? Reading.RARE : Reading.VALUE;
      }
    };
  }

  private Reading readInteger(byte[] text, int from, int count) {
    if (!DecimalBytes.isShort(text, from, count)) {
      return Reading.RARE;
    }
    number = DecimalBytes.read(text, from, count);
    return number < type.minimum() || number > type.maximum() ? Reading.NO_KEY : Reading.VALUE;
  }

  private Reading readText(byte[] text, int from, int count) {
    for (int i = from; i < from + count; i++) {
      // Characters of one byte each, and no NUL, which is no text.
      if (text[i] <= 0) {
        return Reading.RARE;
      }
    }
    int left = count;
    // Trailing blanks mean nothing in a char.
    while (type == KeyType.CHAR && left > 0 && text[from + left - 1] == ' ') {
      left--;
    }
    setText(text, from, left);
    return Reading.VALUE;
  }

  /// The value as an object.
  KeyValue value() {
    return switch (type) {
      case TEXT, VARCHAR, CHAR ->
          new KeyValue.Text(new String(bytes, offset, length, StandardCharsets.UTF_8));
      case UUID -> new KeyValue.Uuid(new java.util.UUID(number, lower));
      case SMALLINT, INTEGER, BIGINT, DATE, TIMESTAMP, TIMESTAMPTZ -> type.ofOrdinal(number);
    };
  }

  /// Orders as [KeyValue#compareTo] does, for columns of the same kind.
  @Override
  public int compareTo(KeyColumn other) {
    if (type.isText()) {
      return Arrays.compareUnsigned(
          bytes, offset, offset + length, other.bytes, other.offset, other.offset + other.length);
    }
    if (type != KeyType.UUID) {
      return Long.compare(number, other.number);
    }
    int upper = Long.compareUnsigned(number, other.number);
    return upper != 0 ? upper : Long.compareUnsigned(lower, other.lower);
  }

  /// Whether another column of the same kind has the same value.
  boolean matches(KeyColumn other) {
    return type.isText()
        ? Arrays.equals(
            bytes, offset, offset + length, other.bytes, other.offset, other.offset + other.length)
        : number == other.number && lower == other.lower;
  }

  /// A hash of the value, for a table in memory and nothing else.
  int mixed() {
    if (!type.isText()) {
      return Long.hashCode((number ^ Long.rotateLeft(lower, 32)) * 0x9e3779b97f4a7c15L);
    }
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ (hash >>> 15);
  }
}
