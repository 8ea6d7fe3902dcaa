package io.shardlens.record;

import io.shardlens.execute.Parameter;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads rows of one table by the values of some of its columns.
final class RecordReader {

  private final InstantSource clock;

  RecordReader(InstantSource clock) {
    this.clock = clock;
  }

  /// @param columns the columns that must have the given values
  /// @param limit records read at most
  List<ShardRecord> read(
      ShardId shard,
      ShardSession session,
      TableDefinition.Sharded table,
      List<String> columns,
      List<String> values,
      int limit)
      throws ShardFailure {
    TableShape shape = TableShape.read(session, table);
    List<Parameter> parameters = values.stream().<Parameter>map(Parameter.Text::new).toList();
    String sql =
        "SELECT "
            + returned(shape.fields(), shape.versioned())
            + " FROM "
            + Identifier.display(table.name())
            + " WHERE "
            + IntStream.range(0, columns.size())
                .mapToObj(i -> Identifier.display(columns.get(i)) + " = $" + (i + 1))
                .collect(Collectors.joining(" AND "))
            + orderOf(shape)
            + " LIMIT "
            + limit;
    Instant now = clock.instant();
    List<ShardRecord> records = new ArrayList<>();
    for (@Nullable String[] cells : SmallAnswers.rows(session, sql, parameters)) {
      records.add(record(shard, table, shape.fields(), cells, now));
    }
    return records;
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
      TableDefinition.Sharded table,
      List<FieldDefinition> fields,
      @Nullable String[] cells,
      Instant now) {
    return new ShardRecord(
        table.name(),
        shard,
        fields,
        Arrays.asList(cells).subList(1, cells.length),
        SmallAnswers.text(cells[0]),
        now);
  }
}
