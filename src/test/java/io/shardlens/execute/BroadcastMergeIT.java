package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.Oracle;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.plan.MergeStep.Broadcast;
import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Survey;
import io.shardlens.topology.Topology;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many rows of a table are handed to the shards, and no more.
final class BroadcastMergeIT {

  private static final String SQL =
      "SELECT u.level, count(*) FROM orders o JOIN users u ON u.id = o.id WHERE o.status = 'paid'"
          + " GROUP BY u.level ORDER BY u.level";

  @ParameterizedTest
  @CsvSource({"0, false", "-1, true"})
  void oneRowTooManyAndNoneIsHandedOn(long more, boolean tooMany) throws Exception {
    ShardedServers servers = ShardedServers.get();
    Topology topology = servers.topology();
    try (Oracle oracle = new Oracle(servers);
        JdbcGateway gateway = servers.gateway(topology)) {
      long paid =
          Long.parseLong(
              oracle
                  .ask("SELECT count(*) FROM orders WHERE status = 'paid'")
                  .rows()
                  .getFirst()
                  .getFirst());
      QueryPlan plan = oracle.service().explain(SQL);
      Broadcast step = (Broadcast) plan.merge();
      QueryRequest request = QueryRequest.of(SQL);
      ResultBuilder builder = new ResultBuilder(topology);
      builder.planned(plan, request);
      Scatter scatter = new Scatter(gateway);
      Survey survey =
          new Survey(
              topology.shards().getFirst().id(), oracle.ask(SQL).columns(), Set.of(), Map.of());
      GatheredQuery query =
          new GatheredQuery(
              request,
              Deadline.in(request.timeout()),
              builder,
              QueryService.Progress.NONE,
              plan,
              step.otherwise(),
              survey,
              new CatalogReader(topology, scatter).read());
      Optional<QueryResult> result =
          new BroadcastMerge(topology, scatter, new GroupedMerge(topology, scatter), paid + more)
              .run(query, step);
      assertThat(result.isEmpty()).isEqualTo(tooMany);
      result.ifPresent(
          found -> assertThat(Oracle.answer(found).rows()).isEqualTo(oracle.ask(SQL).rows()));
    }
  }
}
