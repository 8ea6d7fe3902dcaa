package io.shardlens.execute;

import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import java.util.Collection;

/// A column of a shard key in a statement.
///
/// @param name as the catalog has it
/// @param type as the routing declares it, which the column is known to have
record KeyColumn(String name, KeyType type) {

  String sql() {
    return Identifier.quote(name);
  }

  /// The column where it is compared by order: texts by their bytes, whatever their own collation.
  String ordered() {
    return type.isText() ? sql() + " COLLATE \"C\"" : sql();
  }

  /// The column where it is compared with an array: as text a `char` has no trailing blanks.
  String comparable() {
    return type.isText() ? sql() + "::text COLLATE \"C\"" : sql();
  }

  String isOneOf(Collection<? extends KeyValue> values, SqlParameters parameters) {
    return comparable() + " = ANY (" + parameters.array(type, values) + ")";
  }

  /// True of every value but these, and not of NULL.
  String isNoneOf(Collection<? extends KeyValue> values, SqlParameters parameters) {
    return comparable() + " <> ALL (" + parameters.array(type, values) + ")";
  }
}
