package io.shardlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.routing.BulkRouter;
import io.shardlens.routing.DirectoryLookup;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The keys of a file and what is said of each.
class BulkRouteTest {

  private record Run(String out, int code, String complaint) {}

  private static Run run(
      Topology topology, DirectoryLookup lookup, String keys, boolean header, boolean histogram)
      throws IOException {
    TableDefinition.Sharded table = SampleTopologies.users(topology);
    BulkRouter router = new BulkRouter(new Router(topology, lookup).strategy(table));
    StringWriter out = new StringWriter();
    BulkRoute bulk = new BulkRoute(topology, table, router, new PrintWriter(out));
    bulk.run(new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)), header, histogram);
    return new Run(
        out.toString().replace(System.lineSeparator(), "\n"), bulk.exitCode(), bulk.complaint());
  }

  private static DirectoryLookup directory(Map<Long, DirectoryLookup.Answer> answers) {
    return (_, key) ->
        answers.getOrDefault(
            ((KeyValue.Int) key.getFirst()).value(),
            new DirectoryLookup.Answer.Missing(Optional.empty()));
  }

  private static final Map<Long, DirectoryLookup.Answer> ANSWERS =
      Map.of(
          1L, new DirectoryLookup.Answer.Found("asia", Optional.empty()),
          2L, new DirectoryLookup.Answer.Missing(Optional.empty()),
          3L, new DirectoryLookup.Answer.Failed("its column is gone", false),
          4L, new DirectoryLookup.Answer.Failed("connection refused", true));

  @Test
  void saysOfEachKeyWhatTheDirectorySaid() throws IOException {
    Run run =
        run(
            SampleTopologies.usersByDirectory(),
            directory(ANSWERS),
            "1\n2\n3\n4\nx\n",
            false,
            false);
    assertThat(run.out)
        .isEqualTo(
            """
            id,shard
            1,shard_2
            2,
            3,"unknown, no answer"
            4,"unknown, no connection"
            x,
            """);
    assertThat(run.code).isEqualTo(ExitCode.ERROR);
    assertThat(run.complaint)
        .isEqualTo(
            """
            4 records have no known shard:
              record 2: 2 has no shard
              record 3: 3 is on a shard that is not known: the directory gave no answer
              record 4: 4 is on a shard that is not known: there was no connection to the directory
              record 5: x is no key of the table\
            """);
  }

  @Test
  void countsThemApartInTheHistogram() throws IOException {
    Run run =
        run(
            SampleTopologies.usersByDirectory(),
            directory(ANSWERS),
            "id\n1\n2\n3\n4\n4\nx\n",
            true,
            true);
    assertThat(run.out)
        .endsWith(
            """
            1 keys routed
            1 without a shard
            1 that are no keys
            1 whose shard is not known, because the directory gave no answer
            2 whose shard is not known, because there was no connection to the directory
            """);
  }

  @Test
  void leavesWithTheWorstCodeOfTheKeysAlone() throws IOException {
    Topology topology = SampleTopologies.usersByDirectory();
    for (List<Long> keys :
        List.of(List.of(1L), List.of(2L), List.of(3L), List.of(1L, 4L), List.of(4L, 2L))) {
      int worst = ExitCode.DONE;
      StringBuilder file = new StringBuilder();
      for (long key : keys) {
        file.append(key).append('\n');
        Route route =
            new Router(topology, directory(ANSWERS))
                .routeTyped(SampleTopologies.users(topology), List.of(new KeyValue.Int(key)));
        worst = Math.max(worst, RouteCommand.exitCode(route));
      }
      Run run = run(topology, directory(ANSWERS), file.toString(), false, true);
      assertThat(run.code).as("%s", keys).isEqualTo(worst);
    }
  }

  @Test
  void takesAnEmptyFieldForNullAndAQuotedOneForTheEmptyText() throws IOException {
    Topology countries = SampleTopologies.usersByCountry();
    RoutingDefinition routing = countries.routings().getFirst();
    Topology anywhere =
        new Topology(
            countries.name(),
            countries.environment(),
            countries.shards(),
            List.of(
                new RoutingDefinition(
                    routing.name(),
                    routing.keyTypes(),
                    routing.preparation(),
                    routing.rule(),
                    new NullPolicy.Anywhere(),
                    Map.of())),
            countries.tables());
    String keys = "country,id\n,1\n\"\",2\nVN,3\n";
    Run lines = run(anywhere, DirectoryLookup.none(), keys, true, false);
    assertThat(lines.out)
        .isEqualTo(
            """
            country,shard
            ,"any, NULL"
            "",shard_1
            VN,shard_2
            """);
    assertThat(lines.code).isEqualTo(ExitCode.DONE);
    assertThat(run(anywhere, DirectoryLookup.none(), keys, true, true).out)
        .endsWith("2 keys routed\n1 that may be on any shard\n");
  }
}
