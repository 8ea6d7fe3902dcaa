/// The demo cluster: four real PostgreSQL servers on this computer with generated data, so that
/// everything can be tried without a database of one's own.
///
/// [io.shardlens.demo.DemoCluster] is the way in. [io.shardlens.demo.PostgresServer] is one server
/// and also serves the integration tests and the embedded merge server. The demo itself takes no
/// part in answering a query: a sample topology is an ordinary file and its shards are ordinary
/// servers.
@NullMarked
package io.shardlens.demo;

import org.jspecify.annotations.NullMarked;
