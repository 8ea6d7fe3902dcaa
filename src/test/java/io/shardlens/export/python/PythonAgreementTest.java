package io.shardlens.export.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardlens.export.vectors.TestVectors;
import io.shardlens.fixtures.EveryRouting;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.routing.Route;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The exported Python and the router give every key the same shard, by every rule.
final class PythonAgreementTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Random keys a strategy, which its routings share; each has its edges besides.
  private static final int KEYS = RandomSeed.cases(10_000, 100_000);

  /// Python's calendar has the years 1 to 9999.
  private static final long LAST_MICROS = 252_000_000_000_000_000L;

  @TempDir private Path folder;

  @Test
  void routesEveryKeyAsTheRouterDoes() throws Exception {
    assumeTrue(PythonProcess.missing().isEmpty(), () -> PythonProcess.missing().orElse(""));
    Files.writeString(folder.resolve("route_keys.py"), resource());
    List<RoutingDefinition> routings = EveryRouting.list();
    StringBuilder input = new StringBuilder();
    List<List<List<@Nullable KeyValue>>> keys = new ArrayList<>();
    for (int i = 0; i < routings.size(); i++) {
      RoutingDefinition routing = routings.get(i);
      Topology topology = topology(routing);
      Files.writeString(
          folder.resolve("routing_" + i + ".py"),
          PythonExport.selectors(topology, topology.shardedTables()));
      boolean places =
          PythonSelector.of(topology.shardedTables().getFirst(), routing, "t").places();
      input.append("module routing_").append(i);
      input.append(places ? " place_for_rows" : " shard_for_rows");
      routing.keyTypes().forEach(type -> input.append(' ').append(type.word()));
      input.append('\n');
      keys.add(keys(routing, EveryRouting.share(routing, KEYS)));
      keys.getLast().forEach(key -> input.append(line(key)).append('\n'));
    }
    PythonProcess.Result result =
        PythonProcess.run(folder, List.of("route_keys.py"), input.toString());
    assertThat(result.code()).as(result.out().lines().limit(40).toList().toString()).isZero();
    List<String> answers = result.out().lines().toList();
    int next = 0;
    for (int i = 0; i < routings.size(); i++) {
      RoutingStrategy strategy = RoutingStrategy.of(routings.get(i));
      for (List<@Nullable KeyValue> key : keys.get(i)) {
        compare(strategy, key, answers.get(next++));
      }
    }
  }

  private static void compare(
      RoutingStrategy strategy, List<@Nullable KeyValue> key, String answer) {
    JsonNode given = JSON.readTree(answer);
    if (given.isString()) {
      // A refusal to guess is no disagreement, where it is said what cannot be known.
      if (!given.asString().contains("differs from version to version")
          && !given.asString().contains("this Python does not know the character")) {
        fail("%s of %s: %s", strategy.definition().name(), key, given.asString());
      }
      return;
    }
    List<@Nullable String> expected =
        switch (strategy.route(key)) {
          case Route.Owned owned ->
              java.util.Arrays.asList(owned.shard().value(), owned.schema().orElse(null));
          case Route.Unowned _, Route.Anywhere _, Route.Unknown _ -> List.of();
        };
    List<@Nullable String> found = new ArrayList<>();
    given.forEach(part -> found.add(part.isNull() ? null : part.asString()));
    if (!expected.equals(found)) {
      fail(
          "seed %d, %s of %s: %s in Python, %s by the router",
          RandomSeed.ofThisRun(), strategy.definition().name(), key, found, expected);
    }
  }

  private static List<List<@Nullable KeyValue>> keys(RoutingDefinition routing, int count) {
    Collection<List<@Nullable KeyValue>> keys = TestVectors.keys(routing, count);
    return keys.stream()
        .filter(key -> key.stream().allMatch(PythonAgreementTest::hasPython))
        .toList();
  }

  private static boolean hasPython(@Nullable KeyValue value) {
    return switch (value) {
      case null -> true;
      case KeyValue.Day(int days) -> Math.abs(days) < 2_900_000 && days > -700_000;
      case KeyValue.Timestamp(long micros) -> micros < LAST_MICROS && micros > -LAST_MICROS / 5;
      case KeyValue.Moment(long micros) -> micros < LAST_MICROS && micros > -LAST_MICROS / 5;
      default -> true;
    };
  }

  private static String line(List<@Nullable KeyValue> key) {
    List<@Nullable String> texts = new ArrayList<>();
    for (KeyValue value : key) {
      texts.add(
          switch (value) {
            case null -> null;
            case KeyValue.Countable countable -> Long.toString(countable.ordinal());
            default -> value.text();
          });
    }
    return JSON.writeValueAsString(texts);
  }

  private static Topology topology(RoutingDefinition routing) {
    List<String> columns =
        IntStream.range(0, routing.keyTypes().size()).mapToObj(i -> "column_" + i).toList();
    return new Topology(
        "test",
        Environment.DEV,
        List.of(),
        List.of(routing),
        List.of(
            new TableDefinition.Sharded(new TableName("public", "rows"), columns, routing.name())));
  }

  private static String resource() throws Exception {
    return new String(
        PythonAgreementTest.class
            .getResourceAsStream("/io/shardlens/export/route_keys.py")
            .readAllBytes(),
        java.nio.charset.StandardCharsets.UTF_8);
  }
}
