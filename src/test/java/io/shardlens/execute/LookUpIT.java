package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.plan.Verdict;
import io.shardlens.routing.Router;
import io.shardlens.rows.Column;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A look-up by key is one question to one server, and still never an answer of yesterday.
final class LookUpIT {

  private final ShardedServers servers = ShardedServers.get();

  @AfterEach
  void dropColumn() throws ShardlensException {
    for (String shard : ShardedServers.SHARDS) {
      servers.execute(shard, "ALTER TABLE users DROP COLUMN IF EXISTS added");
    }
  }

  @Test
  void asksOneShardOneQuestion() {
    Topology topology = servers.topology();
    try (Oracle oracle = new Oracle(servers);
        Listening gateway = new Listening(servers.gateway(topology))) {
      ScatterGather service = new ScatterGather(new Router(topology), gateway);
      QueryResult first = service.run(lookUp(1), QueryService.Progress.NONE);
      assertThat(first.verdict()).isEqualTo(Verdict.EXACT);
      for (long id = 2; id < 500; id += 50) {
        gateway.heard.clear();
        QueryResult found = service.run(lookUp(id), QueryService.Progress.NONE);
        assertThat(found.verdict()).isEqualTo(Verdict.EXACT);
        assertThat(Oracle.answer(found).rows()).isEqualTo(oracle.ask(lookUp(id).sql()).rows());
        assertThat(gateway.heard).containsExactly(lookUp(id).sql());
      }
    }
  }

  @Test
  void seesAColumnThatWasAddedSince() throws ShardlensException {
    Topology topology = servers.topology();
    try (JdbcGateway gateway = servers.gateway(topology)) {
      ScatterGather service = new ScatterGather(new Router(topology), gateway);
      QueryResult ids =
          service.run(
              QueryRequest.of("SELECT id FROM users ORDER BY id LIMIT 2"),
              QueryService.Progress.NONE);
      long id = Long.parseLong(ids.rows().getLast().cells().getFirst());
      QueryResult before = service.run(lookUp(id + 1), QueryService.Progress.NONE);
      for (String shard : ShardedServers.SHARDS) {
        servers.execute(shard, "ALTER TABLE users ADD COLUMN added integer DEFAULT 7");
      }
      QueryResult after = service.run(lookUp(id), QueryService.Progress.NONE);
      assertThat(after.error()).isEmpty();
      assertThat(after.columns()).hasSize(before.columns().size() + 1);
      assertThat(after.rows().getFirst().cells()).endsWith("7");
    }
  }

  @Test
  void tellsAWrongLiteralAsTheServerDoes() {
    Topology topology = servers.topology();
    try (JdbcGateway gateway = servers.gateway(topology)) {
      ScatterGather service = new ScatterGather(new Router(topology), gateway);
      service.run(
          QueryRequest.of("SELECT * FROM users WHERE id = '1'"), QueryService.Progress.NONE);
      QueryError error =
          service
              .run(
                  QueryRequest.of("SELECT * FROM users WHERE id = 'one'"),
                  QueryService.Progress.NONE)
              .error()
              .orElseThrow();
      assertThat(error.sqlState()).isEqualTo("22P02");
      assertThat(error.position()).hasValue(32);
    }
  }

  private static QueryRequest lookUp(long id) {
    return QueryRequest.of("SELECT * FROM users WHERE id = " + id);
  }

  /// Hears every statement that reaches a server.
  private record Listening(JdbcGateway gateway, List<String> heard) implements ShardGateway {

    Listening(JdbcGateway gateway) {
      this(gateway, new CopyOnWriteArrayList<>());
    }

    @Override
    public ShardSession openReadOnly(ShardId shard, Duration timeout) throws ShardFailure {
      return new Ear(gateway.openReadOnly(shard, timeout), heard);
    }

    @Override
    public ShardSession openForWriting(ShardId shard, Duration timeout) {
      throw new UnsupportedOperationException("A look-up writes nothing");
    }

    @Override
    public void close() {
      gateway.close();
    }
  }

  private static final class Ear extends ForwardingSession {
    private final List<String> heard;

    Ear(ShardSession session, List<String> heard) {
      super(session);
      this.heard = heard;
    }

    @Override
    public List<Column> describe(String sql) throws ShardFailure {
      heard.add("describe " + sql);
      return super.describe(sql);
    }

    @Override
    public void read(String sql, List<? extends Parameter> parameters, RowSink sink)
        throws ShardFailure {
      heard.add(sql);
      super.read(sql, parameters, sink);
    }

    @Override
    public void readBatches(String sql, int source, BatchSink sink) throws ShardFailure {
      heard.add(sql);
      super.readBatches(sql, source, sink);
    }
  }
}
