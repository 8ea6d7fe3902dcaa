package io.shardlens.bench.suite;

import io.shardlens.demo.DemoFolder;
import io.shardlens.embedded.EmbeddedMergeServer;
import io.shardlens.execute.CatalogDirectory;
import io.shardlens.execute.MergeServers;
import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.ResultConsumer;
import io.shardlens.execute.ScatterGather;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.plan.Verdict;
import io.shardlens.routing.Router;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Shardlens as its command line runs it: the real gateway, the embedded merge server, rows
/// streamed to a consumer. Also the look-up is a statement's text, as a user types it.
final class ShardlensPeer implements Peer {

  private final Duration timeout;
  private final long heldBytes;
  private final JdbcGateway gateway;
  private final EmbeddedMergeServer mergeServer;
  private final QueryService service;

  /// @param heldBytes what is held back before the first row is handed on
  ShardlensPeer(SuiteServers servers, Duration timeout, long heldBytes) {
    this.timeout = timeout;
    this.heldBytes = heldBytes;
    Topology topology = servers.topology();
    this.gateway = new JdbcGateway(topology, servers.passwords());
    this.mergeServer =
        new EmbeddedMergeServer(DemoFolder.standard().binaries(), servers.folder().getParent());
    this.service =
        new ScatterGather(
            new Router(topology, new CatalogDirectory(gateway, InstantSource.system())),
            gateway,
            MergeServers.of(List.of(mergeServer)));
  }

  QueryService service() {
    return service;
  }

  JdbcGateway gateway() {
    return gateway;
  }

  @Override
  public String name() {
    return "shardlens";
  }

  @Override
  public void run(SuiteQuery query, RowReader rows) throws NoAnswer {
    QueryResult result =
        service.stream(
                new QueryRequest(query.sql(), List.of(), false, timeout, Integer.MAX_VALUE),
                heldBytes,
                new ResultConsumer() {
                  @Override
                  public void columns(List<Column> columns) {
                    rows.columns(columns.stream().map(Column::name).toList());
                  }

                  @Override
                  public boolean row(Row row) {
                    rows.row(row.cells());
                    return true;
                  }
                },
                QueryService.Progress.NONE)
            .result();
    if (result.error().isPresent()) {
      throw new NoAnswer(result.error().get().message());
    }
    if (result.verdict() != Verdict.EXACT) {
      throw new NoAnswer(result.verdict() + ": " + String.join("; ", result.reasons()));
    }
  }

  @Override
  public void close() {
    gateway.close();
    mergeServer.close();
  }
}
