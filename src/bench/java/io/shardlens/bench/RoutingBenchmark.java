package io.shardlens.bench;

import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// How many keys a second are routed from typed text to shard, with the derivation, on one thread.
///
/// A plain timer around a loop, after a warm-up: good to tell a factor, not a percent.
final class RoutingBenchmark {
  private static final int KEYS = 20_000;
  private static final int ROUNDS = 7;
  private static final long SEED = 20_261_123;

  private RoutingBenchmark() {}

  static void run() throws KeyFormatException {
    System.out.println("Routing, keys a second (median, and the span of " + ROUNDS + " rounds)");
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> numbers = keys(i -> Long.toString(random.nextLong(1_000_000)));
    List<String> words = keys(i -> "word-" + random.nextInt(500));
    measure("range, 4 shards", ranges(4), numbers);
    measure("range, 1 000 shards", ranges(1_000), numbers);
    measure(
        "hash of bigint, 4 shards",
        new RoutingDefinition(
            "r", List.of(KeyType.BIGINT), RoutingRule.Buckets.postgresql(shards(4))),
        numbers);
    measure(
        "hash of text, 4 shards",
        new RoutingDefinition(
            "r", List.of(KeyType.TEXT), RoutingRule.Buckets.postgresql(shards(4))),
        words);
    measure("list, 500 values", list(500), words);
  }

  private static void measure(String name, RoutingDefinition routing, List<String> keys)
      throws KeyFormatException {
    TableDefinition.Sharded table =
        new TableDefinition.Sharded(new TableName("public", "t"), List.of("k"), "r");
    Router router = new Router(topology(routing, table));
    List<List<String>> texts = keys.stream().map(List::of).toList();
    for (int i = 0; i < 3; i++) {
      round(router, table, texts);
    }
    double[] speeds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      speeds[i] = round(router, table, texts);
    }
    Arrays.sort(speeds);
    System.out.printf(
        Locale.ROOT,
        "  %-28s %,12.0f   (%,.0f to %,.0f)%n",
        name,
        speeds[ROUNDS / 2],
        speeds[0],
        speeds[ROUNDS - 1]);
  }

  private static double round(Router router, TableDefinition.Sharded table, List<List<String>> keys)
      throws KeyFormatException {
    long steps = 0;
    long start = System.nanoTime();
    for (List<String> key : keys) {
      Route route = router.route(table, key);
      steps += route.derivation().steps().size();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (steps == 0) {
      throw new IllegalStateException("Nothing was routed");
    }
    return keys.size() / seconds;
  }

  private static List<String> keys(IntFunction<String> key) {
    return IntStream.range(0, KEYS).mapToObj(key).toList();
  }

  static RoutingDefinition ranges(int count) {
    long width = 1_000_000L / count;
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      KeyValue from = i == 0 ? null : new KeyValue.Int(i * width);
      KeyValue to = i == count - 1 ? null : new KeyValue.Int((i + 1) * width);
      ranges.add(new KeyRange(from, to, shards(count).get(i)));
    }
    return new RoutingDefinition("r", List.of(KeyType.BIGINT), new RoutingRule.Range(ranges));
  }

  private static RoutingDefinition list(int count) {
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(new KeyValue.Text("word-" + i), shards(4).get(i % 4));
    }
    return new RoutingDefinition(
        "r", List.of(KeyType.TEXT), new RoutingRule.ListOfValues(values, Optional.empty()));
  }

  private static Topology topology(RoutingDefinition routing, TableDefinition table) {
    List<Shard> shards =
        routing.shards().stream()
            .map(id ->
                new Shard(id, id.value(), "localhost", 5432, id.value(), "u", SslMode.DISABLE))
            .toList();
    return new Topology("bench", Environment.DEV, shards, List.of(routing), List.of(table));
  }

  static List<ShardId> shards(int count) {
    return IntStream.range(0, count).mapToObj(i -> new ShardId("s" + i)).toList();
  }
}
