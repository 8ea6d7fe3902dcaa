package io.shardlens.bench;

import io.shardlens.routing.BulkRouter;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongToIntFunction;

/// How many keys a second one thread routes without derivations, and what it allocates, beside a
/// plain implementation of the same rule in the same run.
final class BulkRoutingBenchmark {
  private static final int KEYS = 1_000_000;
  private static final int ROUNDS = 9;
  private static final int RANGES = 10_000;

  /// Read by nobody; without it the routing could be compiled away.
  private static volatile long routed;

  private BulkRoutingBenchmark() {}

  static void run() {
    System.out.println(
        "Bulk routing, million keys a second (median, and the span of " + ROUNDS + " rounds)");
    long[] keys = new SplittableRandom(20_261_123).longs(KEYS, 0, 1_000_000).toArray();
    RoutingDefinition ranges = RoutingBenchmark.ranges(RANGES);
    RoutingDefinition hash =
        new RoutingDefinition(
            "r",
            List.of(KeyType.BIGINT),
            RoutingRule.Buckets.postgresql(RoutingBenchmark.shards(4)));
    BulkRouter byRange = new BulkRouter(RoutingStrategy.of(ranges));
    BulkRouter byHash = new BulkRouter(RoutingStrategy.of(hash));
    measure("10 000 ranges", keys, byRange::owner);
    measure("10 000 ranges, a TreeMap", keys, treeMap(ranges, byRange));
    measure("PostgreSQL hash of bigint", keys, byHash::owner);
    RoutingStrategy ordinary = RoutingStrategy.of(hash);
    measure(
        "the same with derivations",
        Arrays.copyOf(keys, KEYS / 20),
        key -> ordinary.route(List.of(new KeyValue.Int(key))).derivation().steps().size());
    texts("10 000 ranges, from UTF-8", keys, byRange);
    texts("PostgreSQL hash, from UTF-8", keys, byHash);
  }

  /// The way that comes to mind first.
  private static LongToIntFunction treeMap(RoutingDefinition ranges, BulkRouter router) {
    Map<Object, Integer> positions = new HashMap<>();
    router.shards().forEach(shard -> positions.put(shard, positions.size()));
    TreeMap<Long, Integer> byStart = new TreeMap<>();
    for (KeyRange range : ((RoutingRule.Range) ranges.rule()).ranges()) {
      long start = range.from() instanceof KeyValue.Int(long from) ? from : Long.MIN_VALUE;
      byStart.put(start, positions.get(range.shard()));
    }
    return key -> byStart.floorEntry(key).getValue();
  }

  private static void texts(String name, long[] keys, BulkRouter router) {
    int[] ends = new int[keys.length];
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < keys.length; i++) {
      ends[i] = all.append(keys[i]).length();
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    long[] positions = new long[keys.length];
    Arrays.setAll(positions, i -> i);
    measure(
        name,
        positions,
        i -> {
          int start = i == 0 ? 0 : ends[(int) i - 1];
          return router.owner(bytes, start, ends[(int) i] - start);
        });
  }

  /// Prints one line: the speed, and what a key allocates.
  static void measure(String name, long[] keys, LongToIntFunction router) {
    for (int i = 0; i < 5; i++) {
      round(keys, router);
    }
    double[] speeds = new double[ROUNDS];
    long before = allocated();
    for (int i = 0; i < ROUNDS; i++) {
      speeds[i] = round(keys, router);
    }
    double bytes = (double) (allocated() - before) / ROUNDS / keys.length;
    Arrays.sort(speeds);
    System.out.printf(
        Locale.ROOT,
        "  %-44s %8.1f   (%.1f to %.1f)   %.2f bytes a key%n",
        name,
        speeds[ROUNDS / 2],
        speeds[0],
        speeds[ROUNDS - 1],
        bytes);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static double round(long[] keys, LongToIntFunction router) {
    long sum = 0;
    long start = System.nanoTime();
    for (long key : keys) {
      sum += router.applyAsInt(key);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    routed = sum;
    return keys.length / seconds / 1e6;
  }
}
