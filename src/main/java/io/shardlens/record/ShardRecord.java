package io.shardlens.record;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row as it was read from its shard.
///
/// @param fields in the order of the table
/// @param values PostgreSQL's text output per field, `null` for NULL
/// @param version the row version (`xmin`) that was read, empty where the table has none
/// @param readAt when, by this computer's clock
public record ShardRecord(
    TableName table,
    ShardId shard,
    List<FieldDefinition> fields,
    List<@Nullable String> values,
    String version,
    Instant readAt) {

  public ShardRecord {
    fields = List.copyOf(fields);
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /// The value of a field, or `null` where it is NULL.
  ///
  /// @throws IllegalArgumentException for a field that the record does not have
  public @Nullable String value(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return values.get(i);
      }
    }
    throw new IllegalArgumentException("The record has no field " + field);
  }

  /// Whether one row, and one only, can be named for a change.
  public boolean isEditable() {
    return !version.isEmpty() && fields.stream().anyMatch(FieldDefinition::identity);
  }
}
