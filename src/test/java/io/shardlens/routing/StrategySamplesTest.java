package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The samples of the strategies load without a warning, and route.
final class StrategySamplesTest {
  private static final Path SAMPLES = Path.of("sample-topologies", "strategies");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ranges      | orders    | 49999                                | north",
        "ranges      | orders    | 50000                                | south",
        "ranges      | places    | DE,4999                              | north",
        "ranges      | places    | N,1                                  | west",
        "ranges      | customers | 3fffffff-ffff-ffff-ffff-ffffffffffff | north",
        "ranges      | customers | c0000000-0000-0000-0000-000000000000 | west",
        "ranges      | payments  | 999                                  | south",
        "ranges      | tickets   | 79                                   | south",
        "time        | events    | 2024-02-29 22:59:59+00               | south",
        "time        | events    | 2024-02-29 23:00:00+00               | west",
        "time        | reports   | 2024-07-01                           | south",
        "time        | visits    | 2023-12-31 15:00:00+00               | south",
        "time        | visits    | 2023-12-31 14:59:59+00               | north",
        "values      | addresses | ' de'                                | north",
        "values      | addresses | de-test                              | west",
        "values      | invoices  | globex                               | south",
        "values      | invoices  | initech                              | west",
        "values      | accounts  | 7                                    | south",
        "hashes      | users     | -7                                   | west",
        "hashes      | devices   | f47ac10b-58cc-4372-a567-0e02b2c3d479 | west",
        "hashes      | events    | 123                                  | south",
        "hashes      | sessions  | {user1000}.following                 | north",
        "hashes      | carts     | 1                                    | south",
        "hashes      | orders    | 3                                    | north",
        "hashes      | logins    | polygenelubricants                   | west",
        "hashes      | messages  | 50000                                | south",
        "hashes      | photos    | 11637205501278089                    | north",
        "hashes      | posts     | 1541815603606036480                  | north",
        "rings       | pages     | hello                                | north",
        "rings       | sessions  | 42                                   | north",
        "rings       | sessions  | hello                                | west",
        "rings       | sessions  | foo                                  | south",
        "rings       | users     | 42                                   | south",
        "groups      | users     | eu,7                                 | south",
        "groups      | users     | us,7                                 | north",
        "groups      | users     | ca,60000                             | south",
        "groups      | users     | jp,1                                 | west",
        "expression  | parcels   | 1000000                              | south",
        "expression  | parcels   | 7                                    | west",
        "expression  | people    | Nadia                                | south",
      })
  void routesTheKeysOfTheSamples(String file, String table, String key, String shard)
      throws KeyFormatException {
    Topology topology = read(SAMPLES.resolve(file + ".json"));
    Router router =
        new Router(
            topology, (_, _) -> new DirectoryLookup.Answer.Found("eu-south-1", Optional.empty()));

    Route route =
        router.route(
            (TableDefinition.Sharded) topology.tableNamed(table).orElseThrow(),
            List.of(key.split(",")));

    assertThat(route)
        .isInstanceOfSatisfying(
            Route.Owned.class, owned -> assertThat(owned.shard().value()).isEqualTo(shard));
  }

  @Test
  void showEveryStrategy() throws Exception {
    Set<String> shown = new HashSet<>();
    try (Stream<Path> files = Files.list(SAMPLES)) {
      for (Path file : files.toList()) {
        read(file).routings().forEach(routing -> collect(routing.rule(), shown));
      }
    }

    assertThat(new TreeSet<>(shown))
        .containsAll(
            Arrays.asList(
                ("range lowerBounds boundaries volume interval list tenants modulo hash jump bits"
                        + " ring rendezvous directory grouped single expression")
                    .split(" ")));
  }

  private static void collect(RoutingRule rule, Set<String> shown) {
    shown.add(rule.strategy());
    if (rule instanceof RoutingRule.Grouped grouped) {
      grouped.groups().forEach(group -> collect(group.rule(), shown));
      grouped.otherwise().ifPresent(inner -> collect(inner, shown));
    }
  }

  private static Topology read(Path file) {
    ReadResult result = new TopologyReader().read(file);
    assertThat(result).as("%s", file).isInstanceOf(ReadResult.Read.class);
    assertThat(((ReadResult.Read) result).warnings()).isEmpty();
    return ((ReadResult.Read) result).topology();
  }
}
