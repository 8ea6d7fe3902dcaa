package io.shardlens.record;

import io.shardlens.rows.PgType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// New values for some fields of a record, and the statement that writes them. The statement shown
/// is the statement run.
///
/// @param before the record as it was read
/// @param values the new value by field name, `null` for NULL; at least one
/// @param sql the statement with `$1`, `$2`, … for its bind values
/// @param binds the bind values, in order
/// @param inverse the statement that undoes it, with literals, for a person to keep
public record Change(
    ShardRecord before,
    Map<String, @Nullable String> values,
    String sql,
    List<Bind> binds,
    String inverse) {

  public Change {
    values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
    binds = List.copyOf(binds);
  }

  /// A value sent beside the statement, cast there to its type.
  public record Bind(PgType type, @Nullable String value) {}
}
