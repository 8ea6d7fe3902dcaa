package io.shardlens.record;

import io.shardlens.execute.Parameter;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads rows of one table by the values of some of its columns.
final class RecordReader {

  private static final String NO_SUCH_TABLE = "42P01";

  private final InstantSource clock;

  RecordReader(InstantSource clock) {
    this.clock = clock;
  }

  /// @param columns the columns that must have the given values; those of the shard key that a
  ///   tenant's own table does not have are left out
  /// @param limit records read at most
  List<ShardRecord> read(
      ShardId shard,
      ShardSession session,
      RecordPlace place,
      List<String> columns,
      List<String> values,
      int limit)
      throws ShardFailure {
    TableShape shape = TableShape.read(session, place);
    Condition condition = condition(place, shape, columns, values);
    String sql =
        "SELECT "
            + returned(shape.fields(), shape.versioned())
            + " FROM "
            + Identifier.display(place.table())
            + condition.sql()
            + orderOf(shape)
            + " LIMIT "
            + limit;
    Instant now = clock.instant();
    List<ShardRecord> records = new ArrayList<>();
    for (@Nullable String[] cells : SmallAnswers.rows(session, sql, condition.parameters())) {
      records.add(record(shard, place.table(), shape.fields(), cells, now));
    }
    return records;
  }

  /// Whether the table has a row with the key. A tenant's table that is not there has none.
  static boolean holds(ShardSession session, RecordPlace place, List<String> values)
      throws ShardFailure {
    TableShape shape;
    try {
      shape = TableShape.read(session, place);
    } catch (ShardFailure failure) {
      if (place.ofTenant() && failure.sqlState().equals(NO_SUCH_TABLE)) {
        return false;
      }
      throw failure;
    }
    Condition condition = condition(place, shape, place.key(), values);
    String sql = "SELECT 1 FROM " + Identifier.display(place.table()) + condition.sql();
    return !SmallAnswers.rows(session, sql + " LIMIT 1", condition.parameters()).isEmpty();
  }

  /// @param sql empty where every row is meant
  private record Condition(String sql, List<Parameter> parameters) {}

  private static Condition condition(
      RecordPlace place, TableShape shape, List<String> columns, List<String> values) {
    List<String> parts = new ArrayList<>();
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      boolean there = shape.fields().stream().anyMatch(field -> field.name().equals(column));
      if (there || !place.ofOneTenant()) {
        parameters.add(new Parameter.Text(values.get(i)));
        parts.add(Identifier.display(column) + " = $" + parameters.size());
      }
    }
    return new Condition(
        parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts), List.copyOf(parameters));
  }

  private static String orderOf(TableShape shape) {
    String keys =
        shape.fields().stream()
            .filter(FieldDefinition::identity)
            .map(field -> Identifier.display(field.name()))
            .collect(Collectors.joining(", "));
    return keys.isEmpty() ? "" : " ORDER BY " + keys;
  }

  /// The list of what is read: the version first, empty where there is none, then the fields.
  static String returned(List<FieldDefinition> fields, boolean versioned) {
    return (versioned ? "xmin, " : "'', ")
        + fields.stream()
            .map(field -> Identifier.display(field.name()))
            .collect(Collectors.joining(", "));
  }

  /// @param cells as [#returned] lists them
  static ShardRecord record(
      ShardId shard,
      TableName table,
      List<FieldDefinition> fields,
      @Nullable String[] cells,
      Instant now) {
    return new ShardRecord(
        table,
        shard,
        fields,
        Arrays.asList(cells).subList(1, cells.length),
        SmallAnswers.text(cells[0]),
        now);
  }
}
