package io.shardlens.cli;

import io.shardlens.demo.DemoFolder;
import io.shardlens.embedded.EmbeddedMergeServer;
import io.shardlens.execute.CatalogDirectory;
import io.shardlens.execute.LiveInspector;
import io.shardlens.execute.MergeServer;
import io.shardlens.execute.MergeServers;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.ScatterGather;
import io.shardlens.execute.ShardInspector;
import io.shardlens.jdbc.JdbcCatalog;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.JdbcMergeServer;
import io.shardlens.jdbc.PasswordFiles;
import io.shardlens.record.RecordService;
import io.shardlens.record.ShardRecords;
import io.shardlens.record.WriteLock;
import io.shardlens.routing.Router;
import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.catalog.CatalogSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Everything that can be asked of one topology, wired over real connections. No connection is made
/// before the first question.
public record TopologyServices(
    Router router,
    QueryService queries,
    RecordService records,
    ShardInspector inspector,
    WriteLock writeLock,
    JdbcGateway gateway)
    implements AutoCloseable {

  /// Passwords come from where libpq finds them, and for the demo from the demo's own file.
  public static TopologyServices of(Topology topology) {
    JdbcGateway gateway = new JdbcGateway(topology, passwords());
    Router router = new Router(topology, new CatalogDirectory(gateway, InstantSource.system()));
    WriteLock writeLock = new WriteLock(InstantSource.system());
    return new TopologyServices(
        router,
        new ScatterGather(router, gateway, mergeServers(topology, passwords())),
        new ShardRecords(router, gateway, writeLock, InstantSource.system()),
        new LiveInspector(router, gateway),
        writeLock,
        gateway);
  }

  /// The one that the topology names is preferred.
  private static MergeServers mergeServers(Topology topology, PasswordFiles passwords) {
    List<MergeServer> servers = new ArrayList<>();
    topology.mergeServer().ifPresent(place -> servers.add(new JdbcMergeServer(place, passwords)));
    servers.add(EmbeddedMergeServer.shared());
    return MergeServers.of(servers);
  }

  /// The catalog of a server, which is to be imported; to be closed. Passwords come from where
  /// those of a topology's shards do.
  public static CatalogSource catalog(Shard server) {
    return new JdbcCatalog(server, passwords());
  }

  private static PasswordFiles passwords() {
    return new PasswordFiles(
        List.of(PasswordFiles.standardFile(System.getenv()), DemoFolder.standard().passFile()),
        System.getenv());
  }

  @Override
  public void close() {
    gateway.close();
  }
}
