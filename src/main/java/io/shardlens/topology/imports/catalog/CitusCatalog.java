package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.Environment;
import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.ImportPreview;
import java.util.List;
import java.util.Map;

/// Citus's catalog, asked on the coordinator.
///
/// A Citus worker keeps a part of a table under names of its own, and by the table's own name it
/// answers for the whole table (since Citus 11). To ask each worker for the table would count every
/// row once for each. So each distributed table is in the topology twice: under its own name as a
/// table of the coordinator, whose answers are those of all shards, and under the schema
/// [CitusTables#PLACEMENTS], which no server can have, with the routing that says on which worker a
/// key lies.
public final class CitusCatalog implements CatalogImporter {

  /// Every placement of every shard that counts, with its table.
  ///
  /// Source: Citus documentation, "Citus Tables and Views", and `citus_shards`' own definition.
  static final String SHARDS =
      """
      SELECT n.nspname, c.relname, p.partmethod::text, p.repmodel::text,
             pg_catalog.column_to_column_name(p.logicalrelid, p.partkey::text),
             (SELECT pg_catalog.format_type(a.atttypid, NULL) FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = p.logicalrelid AND a.attnum > 0
                AND a.attname = pg_catalog.column_to_column_name(p.logicalrelid, p.partkey::text)),
             s.shardid::text, s.shardminvalue, s.shardmaxvalue,
             d.groupid::text, d.nodename, d.nodeport::text, p.colocationid::text
      FROM pg_catalog.pg_dist_partition p
      JOIN pg_catalog.pg_class c ON c.oid = p.logicalrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_dist_shard s ON s.logicalrelid = p.logicalrelid
      JOIN pg_catalog.pg_dist_placement l ON l.shardid = s.shardid
      JOIN pg_catalog.pg_dist_node d ON d.groupid = l.groupid
      WHERE l.shardstate = 1 AND d.noderole = 'primary'
      ORDER BY n.nspname, c.relname, s.shardid, l.placementid\
      """;

  @Override
  public ImportPreview read(CatalogSource catalog, Map<String, String> answers)
      throws CatalogFailure {
    return preview(catalog.server(), catalog.rows(SHARDS), new Findings(answers));
  }

  /// What the rows of [#SHARDS] of a coordinator mean.
  static ImportPreview preview(Shard coordinator, CatalogRows rows, Findings findings) {
    ImportPlace whole =
        new ImportPlace(coordinator.database() + " on " + coordinator.address(), 0, 0);
    CitusWorkers workers = new CitusWorkers(coordinator, whole, findings);
    CitusTables tables = new CitusTables(workers, whole, findings);
    tables.addAll(rows);
    if (tables.definitions().isEmpty()) {
      findings.problem(whole, "The catalog has no table of Citus that could be read");
      return findings.withoutTopology();
    }
    List<Shard> shards = workers.shards();
    findings.assumed(
        whole, "The environment is prod, the most careful one; change it if it is not");
    return findings.preview(
        whole,
        () ->
            new Topology(
                coordinator.database(),
                Environment.PROD,
                shards,
                tables.routings(),
                tables.definitions()));
  }
}
