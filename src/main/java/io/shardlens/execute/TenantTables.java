package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.sql.Identifier;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tables of one name that tenants have on a shard, each in its schema.
public final class TenantTables {

  /// Tables that one statement counts.
  private static final int BATCH = 200;

  private static final String SCHEMAS =
      """
      SELECT n.nspname
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
       ORDER BY 1\
      """;

  private TenantTables() {}

  /// The schemas of a shard that have a table of the name, whoever they belong to, in order.
  static List<String> schemas(ShardSession session, TableName table) throws ShardFailure {
    List<String> schemas = new ArrayList<>();
    for (@Nullable String[] row :
        SmallAnswers.rows(session, SCHEMAS, List.of(new Parameter.Text(table.name())))) {
      schemas.add(text(row[0]));
    }
    return schemas;
  }

  /// The table's names on a shard, one for each schema there that belongs to tenants of the rule.
  public static List<TableName> names(
      ShardId shard, ShardSession session, RoutingRule.Tenants rule, TableName table)
      throws ShardFailure {
    return schemas(session, table).stream()
        .filter(schema -> rule.hasSchema(shard, schema))
        .map(schema -> new TableName(schema, table.name()))
        .toList();
  }

  /// Counts the rows and bytes of all tenants of a shard; their keys have no order that says
  /// anything, so that there is no first and no last.
  static TableSize size(
      ShardId shard, ShardSession session, RoutingRule.Tenants rule, TableName table)
      throws ShardFailure {
    List<TableName> names = names(shard, session, rule, table);
    long rows = 0;
    long bytes = 0;
    for (int i = 0; i < names.size(); i += BATCH) {
      String counts =
          names.subList(i, Math.min(names.size(), i + BATCH)).stream()
              .map(Identifier::quote)
              .map(name ->
                  "SELECT count(*) AS n, pg_total_relation_size("
                      + Identifier.literal(name)
                      + "::regclass) AS b FROM "
                      + name)
              .collect(Collectors.joining(" UNION ALL "));
      @Nullable String[] sums =
          SmallAnswers.rows(session, "SELECT sum(n), sum(b) FROM (" + counts + ") t", List.of())
              .getFirst();
      rows += Long.parseLong(text(sums[0]));
      bytes += Long.parseLong(text(sums[1]));
    }
    return new TableSize(table, shard, rows, bytes, "", "");
  }
}
