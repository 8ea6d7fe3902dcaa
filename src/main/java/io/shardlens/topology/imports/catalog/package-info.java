/// A live catalog becomes a topology: Citus's own tables, and PostgreSQL's partitions whose foreign
/// tables lie on other servers.
///
/// The questions to the server live here, and what their answers mean. Who makes the connection is
/// not known; passwords in user mappings are never asked for.
@NullMarked
package io.shardlens.topology.imports.catalog;

import org.jspecify.annotations.NullMarked;
