package io.shardlens.topology;

import java.util.Arrays;
import java.util.Optional;

/// A PostgreSQL type that a shard key column may have.
public enum KeyType {
  SMALLINT("smallint"),
  INTEGER("integer"),
  BIGINT("bigint"),
  TEXT("text"),
  VARCHAR("varchar"),
  CHAR("char"),
  UUID("uuid"),
  DATE("date"),
  TIMESTAMP("timestamp"),
  TIMESTAMPTZ("timestamptz");

  private final String word;

  KeyType(String word) {
    this.word = word;
  }

  /// The word of the topology file, which is also the base name of the catalog's type.
  public String word() {
    return word;
  }

  public static Optional<KeyType> ofWord(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
  }

  public boolean isInteger() {
    return this == SMALLINT || this == INTEGER || this == BIGINT;
  }

  public boolean isText() {
    return this == TEXT || this == VARCHAR || this == CHAR;
  }

  public boolean isTime() {
    return this == DATE || this == TIMESTAMP || this == TIMESTAMPTZ;
  }

  /// Whether each value has a number and a next one: integers, days, microseconds.
  public boolean isCountable() {
    return isInteger() || isTime();
  }

  /// The smallest number that a value of a countable type has; of times the one of `-infinity`.
  ///
  /// @throws IllegalStateException for a type that is not countable
  public long minimum() {
    return switch (this) {
      case SMALLINT -> Short.MIN_VALUE;
      case INTEGER, DATE -> Integer.MIN_VALUE;
      case BIGINT, TIMESTAMP, TIMESTAMPTZ -> Long.MIN_VALUE;
      case TEXT, VARCHAR, CHAR, UUID -> throw new IllegalStateException(word + " has no numbers");
    };
  }

  /// The largest number that a value of a countable type has; of times the one of `infinity`.
  ///
  /// @throws IllegalStateException for a type that is not countable
  public long maximum() {
    return switch (this) {
      case SMALLINT -> Short.MAX_VALUE;
      case INTEGER, DATE -> Integer.MAX_VALUE;
      case BIGINT, TIMESTAMP, TIMESTAMPTZ -> Long.MAX_VALUE;
      case TEXT, VARCHAR, CHAR, UUID -> throw new IllegalStateException(word + " has no numbers");
    };
  }

  /// The value of a countable type that has a number.
  ///
  /// @throws IllegalStateException for a type that is not countable
  public KeyValue.Countable ofOrdinal(long ordinal) {
    return switch (this) {
      case SMALLINT, INTEGER, BIGINT -> new KeyValue.Int(ordinal);
      case DATE -> new KeyValue.Day((int) ordinal);
      case TIMESTAMP -> new KeyValue.Timestamp(ordinal);
      case TIMESTAMPTZ -> new KeyValue.Moment(ordinal);
      case TEXT, VARCHAR, CHAR, UUID -> throw new IllegalStateException(word + " has no numbers");
    };
  }

  /// Whether a value is of the type's kind.
  public boolean fits(KeyValue value) {
    return switch (value) {
      case KeyValue.Int _ -> isInteger();
      case KeyValue.Text _ -> isText();
      case KeyValue.Uuid _ -> this == UUID;
      case KeyValue.Day _ -> this == DATE;
      case KeyValue.Timestamp _ -> this == TIMESTAMP;
      case KeyValue.Moment _ -> this == TIMESTAMPTZ;
      case KeyValue.Tuple _ -> false;
    };
  }
}
