package io.shardlens.execute;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;

/// The SQL names of the types of keys, for casts.
final class SqlType {

  private SqlType() {}

  /// The type that holds every value of the kind, and compares as the kind does.
  static String of(KeyValue value) {
    return switch (value) {
      case KeyValue.Int _ -> "bigint";
      case KeyValue.Text _ -> "text";
      case KeyValue.Uuid _ -> "uuid";
      case KeyValue.Day _ -> "date";
      case KeyValue.Timestamp _ -> "timestamp";
      case KeyValue.Moment _ -> "timestamptz";
      case KeyValue.Tuple _ -> throw new IllegalArgumentException("A column has one value");
    };
  }

  /// The type itself, without a length: `char` alone would mean one character.
  static String of(KeyType type) {
    return type == KeyType.CHAR ? "bpchar" : type.word();
  }
}
