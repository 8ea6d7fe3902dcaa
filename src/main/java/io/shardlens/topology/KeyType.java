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
  UUID("uuid");

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

  /// The smallest value of an integer type.
  ///
  /// @throws IllegalStateException for a type that is not an integer
  public long minimum() {
    return switch (this) {
      case SMALLINT -> Short.MIN_VALUE;
      case INTEGER -> Integer.MIN_VALUE;
      case BIGINT -> Long.MIN_VALUE;
      case TEXT, VARCHAR, CHAR, UUID -> throw new IllegalStateException(word + " is no integer");
    };
  }

  /// The largest value of an integer type.
  ///
  /// @throws IllegalStateException for a type that is not an integer
  public long maximum() {
    return switch (this) {
      case SMALLINT -> Short.MAX_VALUE;
      case INTEGER -> Integer.MAX_VALUE;
      case BIGINT -> Long.MAX_VALUE;
      case TEXT, VARCHAR, CHAR, UUID -> throw new IllegalStateException(word + " is no integer");
    };
  }
}
