package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.Environment;
import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportPreview;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// PostgreSQL's own partitions of which some are foreign tables of `postgres_fdw`: the shard of a
/// partition is its foreign server, or the server that was asked.
///
/// `pg_user_mapping` is never read; of the options of servers and tables only those that say where
/// a table is.
public final class ForeignPartitions implements CatalogImporter {

  /// Each column of the key of each partitioned table: whether rows compare by bytes, and hash and
  /// order by the default operators of the type.
  static final String KEYS =
      """
      SELECT p.partrelid::text, n.nspname, c.relname, p.partstrat::text, a.attname,
             pg_catalog.format_type(a.atttypid, NULL), o.opcdefault,
             l.oid IS NULL OR l.collname IN ('C', 'POSIX', 'ucs_basic')
               OR (l.collname = 'default' AND EXISTS (
                 SELECT FROM pg_catalog.pg_database d
                 WHERE d.datname = current_database() AND d.datcollate IN ('C', 'POSIX', 'C.UTF-8', 'C.utf8'))),
             coalesce(l.collisdeterministic, true)
      FROM pg_catalog.pg_partitioned_table p
      JOIN pg_catalog.pg_class c ON c.oid = p.partrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL unnest(p.partattrs::int2[], p.partclass::oid[], p.partcollation::oid[])
        WITH ORDINALITY AS k(attnum, opclass, text_order, place)
      LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = k.attnum AND k.attnum > 0
      LEFT JOIN pg_catalog.pg_opclass o ON o.oid = k.opclass
      LEFT JOIN pg_catalog.pg_collation l ON l.oid = k.text_order
      ORDER BY n.nspname, c.relname, p.partrelid, k.place\
      """;

  /// Each partition, and where it lies if it is foreign.
  static final String PARTITIONS =
      """
      SELECT i.inhparent::text, c.oid::text, n.nspname, c.relname, c.relkind::text,
             pg_catalog.pg_get_expr(c.relpartbound, c.oid), s.srvname, w.fdwname,
             (SELECT option_value FROM pg_catalog.pg_options_to_table(s.srvoptions) WHERE option_name = 'host'),
             (SELECT option_value FROM pg_catalog.pg_options_to_table(s.srvoptions) WHERE option_name = 'hostaddr'),
             (SELECT option_value FROM pg_catalog.pg_options_to_table(s.srvoptions) WHERE option_name = 'port'),
             (SELECT option_value FROM pg_catalog.pg_options_to_table(s.srvoptions) WHERE option_name = 'dbname'),
             (SELECT option_value FROM pg_catalog.pg_options_to_table(s.srvoptions) WHERE option_name = 'sslmode'),
             (SELECT option_value FROM pg_catalog.pg_options_to_table(f.ftoptions) WHERE option_name = 'schema_name'),
             (SELECT option_value FROM pg_catalog.pg_options_to_table(f.ftoptions) WHERE option_name = 'table_name')
      FROM pg_catalog.pg_inherits i
      JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relispartition
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_foreign_table f ON f.ftrelid = c.oid
      LEFT JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
      LEFT JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
      ORDER BY i.inhparent, c.oid\
      """;

  @Override
  public ImportPreview read(CatalogSource catalog, Map<String, String> answers)
      throws CatalogFailure {
    return preview(
        catalog.server(), catalog.rows(KEYS), catalog.rows(PARTITIONS), new Findings(answers));
  }

  /// What the rows of [#KEYS] and [#PARTITIONS] of a server mean.
  static ImportPreview preview(
      Shard server, CatalogRows keys, CatalogRows partitions, Findings findings) {
    ImportPlace whole = new ImportPlace(server.database() + " on " + server.address(), 0, 0);
    PartitionTree tree = PartitionTree.of(keys, partitions);
    ForeignServers servers = new ForeignServers(server, whole, findings);
    PartitionedTables tables = new PartitionedTables(tree, servers, whole, findings);
    tree.roots().forEach(tables::add);
    if (tables.definitions().isEmpty() && !findings.isOpen()) {
      findings.problem(
          whole, "No partitioned table has a partition on another server that could be read");
    }
    List<Optional<Shard>> shards = servers.complete();
    findings.assumed(
        whole, "The environment is prod, the most careful one; change it if it is not");
    return findings.preview(
        whole,
        () ->
            new Topology(
                server.database(),
                Environment.PROD,
                shards.stream().map(Optional::orElseThrow).toList(),
                tables.routings(),
                tables.definitions()));
  }
}
