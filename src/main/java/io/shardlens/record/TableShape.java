package io.shardlens.record;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.Parameter;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.rows.PgType;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The fields of a table as its shard has them now, and whether its rows have a version.
record TableShape(List<FieldDefinition> fields, boolean versioned) {

  private static final String FIELDS =
      """
      SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
             coalesce((SELECT a.attnum = ANY (i.indkey)
                         FROM pg_catalog.pg_index i
                        WHERE i.indrelid = c.oid AND i.indisprimary), false),
             a.attgenerated <> '' OR a.attidentity = 'a',
             coalesce((SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
                         FROM pg_catalog.pg_enum e WHERE e.enumtypid = a.atttypid), ''),
             c.relkind IN ('r', 'p', 'm')
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE n.nspname = $1 AND c.relname = $2
       ORDER BY a.attnum\
      """;

  /// @throws ShardFailure also when the shard has no such table
  static TableShape read(ShardSession session, RecordPlace place) throws ShardFailure {
    TableName name = place.table();
    List<@Nullable String[]> rows =
        SmallAnswers.rows(
            session,
            FIELDS,
            List.of(new Parameter.Text(name.schema()), new Parameter.Text(name.name())));
    if (rows.isEmpty()) {
      throw new ShardFailure(
          ShardFailure.Kind.STATEMENT,
          "there is no table "
              + name
              + " on this shard; check \""
              + (place.ofTenant() ? "routings" : "tables")
              + "\" in the topology",
          "42P01",
          OptionalInt.empty());
    }
    List<FieldDefinition> fields = new ArrayList<>();
    for (@Nullable String[] row : rows) {
      String column = text(row[0]);
      fields.add(
          new FieldDefinition(
              column,
              PgType.ofFormatType(text(row[1])),
              "t".equals(row[2]),
              place.key().contains(column),
              "t".equals(row[3]),
              "t".equals(row[4]),
              text(row[5])));
    }
    return new TableShape(List.copyOf(fields), "t".equals(rows.getFirst()[6]));
  }
}
