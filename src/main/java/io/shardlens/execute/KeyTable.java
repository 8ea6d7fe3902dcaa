package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.rows.PgType;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a check has to know of a table on one shard before it reads keys.
///
/// @param kind `relkind` of the catalog: `r` table, `p` partitioned, `m` materialised view, `v`
///   view, `f` foreign table
/// @param bytes of the rows, with those of partitions and children
/// @param rows the server's estimate; -1 where it has none
/// @param indexed whether an index begins with the first key column
/// @param hidden whether row-level security may hide rows from the login
/// @param utf8 whether the server's texts are the bytes that the router hashes and compares
/// @param otherTypes the key columns that have another type than the routing expects, a sentence
///   each
record KeyTable(
    char kind,
    long bytes,
    long rows,
    boolean indexed,
    boolean hidden,
    boolean utf8,
    List<String> otherTypes) {

  /// The estimate is the density at the last count times the size now, as the planner has it.
  private static final String FACTS =
      """
      WITH RECURSIVE part(oid) AS (
        SELECT $1::regclass::oid
        UNION ALL
        SELECT i.inhrelid FROM part JOIN pg_catalog.pg_inherits i ON i.inhparent = part.oid)
      SELECT (SELECT relkind FROM pg_catalog.pg_class WHERE oid = $1::regclass),
             sum(coalesce(pg_relation_size(c.oid), 0))::bigint,
             CASE WHEN bool_or(c.relkind IN ('r', 'm') AND c.reltuples < 0) THEN -1
                  ELSE sum(CASE WHEN c.relkind IN ('r', 'm') AND c.relpages > 0
                                THEN c.reltuples / c.relpages * pg_relation_size(c.oid)
                                     / current_setting('block_size')::int ELSE 0 END)::bigint END,
             EXISTS (SELECT 1 FROM pg_catalog.pg_index i
                       JOIN pg_catalog.pg_attribute a
                         ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                      WHERE i.indrelid = $1::regclass AND i.indisvalid AND i.indpred IS NULL
                        AND a.attname = ($2::text[])[1]),
             current_setting('server_encoding'), row_security_active($1::regclass)
        FROM part JOIN pg_catalog.pg_class c ON c.oid = part.oid\
      """;

  private static final String COLUMNS =
      """
      SELECT attname, format_type(atttypid, atttypmod)
        FROM pg_catalog.pg_attribute
       WHERE attrelid = $1::regclass AND attname::text = ANY ($2::text[]) AND attnum > 0
         AND NOT attisdropped\
      """;

  KeyTable {
    otherTypes = List.copyOf(otherTypes);
  }

  /// @throws ShardFailure also where the shard has no such table, or no such key column
  static KeyTable read(ShardSession session, TableName table, List<String> key, List<KeyType> types)
      throws ShardFailure {
    List<Parameter> parameters =
        List.of(
            new Parameter.Text(Identifier.quote(table)),
            new Parameter.TextArray(new ArrayList<>(key)));
    @Nullable String[] facts = SmallAnswers.rows(session, FACTS, parameters).getFirst();
    Map<String, String> columns = new HashMap<>();
    for (@Nullable String[] row : SmallAnswers.rows(session, COLUMNS, parameters)) {
      columns.put(text(row[0]), PgType.ofFormatType(text(row[1])).baseName());
    }
    return new KeyTable(
        text(facts[0]).charAt(0),
        Long.parseLong(text(facts[1])),
        Long.parseLong(text(facts[2])),
        "t".equals(facts[3]),
        "t".equals(facts[5]),
        "UTF8".equals(facts[4]),
        otherTypes(table, key, types, columns));
  }

  private static List<String> otherTypes(
      TableName table, List<String> key, List<KeyType> types, Map<String, String> columns)
      throws ShardFailure {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      String found = columns.get(key.get(i));
      if (found == null) {
        throw new ShardFailure(
            ShardFailure.Kind.STATEMENT,
            table + " has no column " + key.get(i) + ", which is of its shard key");
      } else if (!found.equals(types.get(i).word())) {
        problems.add(
            table
                + "."
                + key.get(i)
                + " is "
                + found
                + ", and the routing expects "
                + types.get(i).word());
      }
    }
    return problems;
  }

  /// Whether blocks of it can be drawn at random.
  boolean hasBlocks() {
    return kind == 'r' || kind == 'p' || kind == 'm';
  }
}
