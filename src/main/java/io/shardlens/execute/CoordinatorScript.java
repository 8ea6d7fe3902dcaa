package io.shardlens.execute;

import io.shardlens.plan.Catalog;
import io.shardlens.plan.TableFacts;
import io.shardlens.plan.TableFacts.ColumnFacts;
import io.shardlens.rows.SafeText;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The SQL that makes a PostgreSQL the coordinator of a topology: with `postgres_fdw` it reads all
/// shards as one database, slowly and rightly, without Shardlens.
///
/// A sharded table becomes a partitioned one where PostgreSQL's own partitioning says exactly what
/// the routing says and each shard is one partition; otherwise a view of all its rows, from which
/// nothing is pruned. A table that is not the same on its shards is left out, with the reason.
///
/// @param sql never holds a password
/// @param leftOut a sentence for each table that is not in it
public record CoordinatorScript(String sql, List<String> leftOut) {

  private static final String SCHEMA = "shardlens";

  private static final String HEAD =
      """
      -- Makes a PostgreSQL the coordinator of the topology TOPOLOGY.
      -- Run it as a superuser in a database of its own, in UTF-8 and with the locale of the shards:
      --   psql -v ON_ERROR_STOP=1 -f coordinator.sql
      -- No password is in here. Give each server's, where it asks for one, with
      --   ALTER USER MAPPING FOR CURRENT_USER SERVER s1 OPTIONS (ADD password '...');
      -- and then let it learn the sizes of the tables with ANALYZE.
      -- Functions and views of the shards are not made here, and FROM ONLY reads nothing of a partitioned table.

      BEGIN;
      CREATE EXTENSION IF NOT EXISTS postgres_fdw;
      CREATE SCHEMA shardlens;
      DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET enable_partitionwise_join = on', current_database());
        EXECUTE format('ALTER DATABASE %I SET enable_partitionwise_aggregate = on', current_database());
      END $$;
      """;

  public CoordinatorScript {
    leftOut = List.copyOf(leftOut);
  }

  /// @param types the statements that make the types of the tables' columns, in order
  static CoordinatorScript of(Topology topology, Catalog catalog, List<String> types) {
    return new Writer(topology, catalog).write(types);
  }

  private static final class Writer {
    private final Topology topology;
    private final Catalog catalog;
    private final Map<ShardId, String> servers = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();
    private final List<String> leftOut = new ArrayList<>();
    private int tables;

    Writer(Topology topology, Catalog catalog) {
      this.topology = topology;
      this.catalog = catalog;
      topology.shards().forEach(shard -> servers.put(shard.id(), "s" + (servers.size() + 1)));
    }

    CoordinatorScript write(List<String> types) {
      out.append(HEAD.replace("TOPOLOGY", SafeText.escape(topology.name())));
      topology.shards().forEach(this::server);
      out.append('\n');
      Set<String> schemas = new LinkedHashSet<>();
      topology.tables().forEach(table -> schemas.add(table.name().schema()));
      schemas.forEach(schema -> line("CREATE SCHEMA IF NOT EXISTS " + Identifier.quote(schema)));
      types.forEach(this::line);
      topology.tables().forEach(this::table);
      out.append("\nCOMMIT;\n");
      return new CoordinatorScript(out.toString(), leftOut);
    }

    private void line(String statement) {
      out.append(statement).append(";\n");
    }

    private void server(Shard shard) {
      String name = servers.get(shard.id());
      out.append("\n-- ").append(SafeText.escape(shard.label())).append('\n');
      line(
          "CREATE SERVER "
              + name
              + " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host "
              + Identifier.literal(shard.host())
              + ", port '"
              + shard.port()
              + "', dbname "
              + Identifier.literal(shard.database())
              + ", sslmode '"
              + shard.sslMode().word()
              + "', fetch_size '10000', async_capable 'true', updatable 'false')");
      line(
          "CREATE USER MAPPING FOR CURRENT_USER SERVER "
              + name
              + " OPTIONS (user "
              + Identifier.literal(shard.user())
              + ")");
    }

    private void table(TableDefinition table) {
      Optional<String> obstacle = obstacle(table);
      out.append('\n');
      if (obstacle.isPresent()) {
        String sentence = table.name() + " is left out: " + obstacle.get();
        leftOut.add(sentence);
        out.append("-- ").append(SafeText.escape(sentence)).append('\n');
        return;
      }
      tables++;
      TableFacts facts = catalog.table(table.name()).orElseThrow();
      switch (table) {
        case TableDefinition.Reference _ ->
            foreign(Identifier.quote(table.name()), facts, topology.shards().getFirst().id());
        case TableDefinition.Unsharded unsharded ->
            foreign(Identifier.quote(table.name()), facts, unsharded.shard());
        case TableDefinition.Sharded sharded -> sharded(sharded, facts);
      }
    }

    private Optional<String> obstacle(TableDefinition table) {
      if (table instanceof TableDefinition.Sharded sharded
          && topology.routing(sharded.routing()).rule().namesSchemas()) {
        return Optional.of("each tenant has a table of that name in a schema of its own");
      }
      if (catalog.table(table.name()).isEmpty()) {
        return Optional.of("it was not found on any shard");
      }
      List<String> differences = catalog.differences(table.name());
      return differences.isEmpty()
          ? Optional.empty()
          : Optional.of("it is not the same on all shards: " + String.join("; ", differences));
    }

    private void sharded(TableDefinition.Sharded table, TableFacts facts) {
      RoutingDefinition routing = topology.routing(table.routing());
      Optional<NativePartitions> partitions = NativePartitions.of(table, routing, facts);
      if (partitions.isPresent()) {
        line(
            "CREATE TABLE "
                + Identifier.quote(table.name())
                + " ("
                + columns(facts)
                + ") PARTITION BY "
                + partitions.get().by());
        partitions
            .get()
            .bounds()
            .forEach((shard, bound) ->
                line(
                    "CREATE FOREIGN TABLE "
                        + part(shard)
                        + " PARTITION OF "
                        + Identifier.quote(table.name())
                        + " "
                        + bound
                        + remote(facts, shard)));
        return;
      }
      out.append("-- PostgreSQL's partitioning cannot say the routing of this table exactly.\n");
      List<ShardId> shards = routing.shards();
      shards.forEach(shard -> foreign(part(shard), facts, shard));
      line(
          "CREATE VIEW "
              + Identifier.quote(table.name())
              + " AS "
              + String.join(
                  " UNION ALL ", shards.stream().map(s -> "SELECT * FROM " + part(s)).toList()));
    }

    private String part(ShardId shard) {
      return SCHEMA + ".t" + tables + "_" + servers.get(shard);
    }

    private void foreign(String name, TableFacts facts, ShardId shard) {
      line("CREATE FOREIGN TABLE " + name + " (" + columns(facts) + ")" + remote(facts, shard));
    }

    private String remote(TableFacts facts, ShardId shard) {
      return " SERVER "
          + servers.get(shard)
          + " OPTIONS (schema_name "
          + Identifier.literal(facts.name().schema())
          + ", table_name "
          + Identifier.literal(facts.name().name())
          + ")";
    }

    private static String columns(TableFacts facts) {
      List<String> columns = new ArrayList<>();
      for (ColumnFacts column : facts.columns()) {
        columns.add(
            Identifier.quote(column.name())
                + " "
                + column.sqlType()
                + (column.collation().isEmpty() ? "" : " COLLATE " + column.collation())
                + (column.notNull() ? " NOT NULL" : ""));
      }
      return String.join(", ", columns);
    }
  }
}
