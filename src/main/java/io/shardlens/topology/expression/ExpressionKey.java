package io.shardlens.topology.expression;

import io.shardlens.topology.KeyType;
import java.util.List;
import java.util.stream.IntStream;

/// A column of the shard key, as an expression names it.
///
/// @param name letters, digits and underscores; upper and lower case are the same
/// @param type integer, text, uuid or time
public record ExpressionKey(String name, ExpressionType type) {

  /// `key` where the shard key has one column; `key1`, `key2` and so on where it has several.
  public static List<ExpressionKey> named(List<ExpressionType> types) {
    return IntStream.range(0, types.size())
        .mapToObj(i -> new ExpressionKey(types.size() == 1 ? "key" : "key" + (i + 1), types.get(i)))
        .toList();
  }

  /// The keys of a routing, as [#named] names them.
  public static List<ExpressionKey> ofTypes(List<KeyType> types) {
    return named(types.stream().map(ExpressionKey::of).toList());
  }

  private static ExpressionType of(KeyType type) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT -> ExpressionType.INTEGER;
      case TEXT, VARCHAR, CHAR -> ExpressionType.TEXT;
      case UUID -> ExpressionType.UUID;
      case DATE, TIMESTAMP, TIMESTAMPTZ -> ExpressionType.TIME;
    };
  }
}
