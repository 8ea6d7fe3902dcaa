package io.shardlens.bench;

import io.shardlens.routing.BulkRouter;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.ReadResult;
import io.shardlens.topology.json.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/// The bulk way from the UTF-8 of a key to its shard, for each routing of the samples: what a CSV
/// file of such keys costs beside its reading.
final class StrategyBenchmark {
  private static final int KEYS = 100_000;
  private static final Path SAMPLES = Path.of("sample-topologies", "strategies");

  private StrategyBenchmark() {}

  static void run() throws IOException {
    System.out.println("Bulk routing by strategy, from UTF-8, million keys a second");
    try (Stream<Path> files = Files.list(SAMPLES)) {
      for (Path file : files.sorted().toList()) {
        topology(file).routings().stream()
            // A directory costs what its server costs.
            .filter(routing -> !(routing.rule() instanceof RoutingRule.Directory))
            .forEach(StrategyBenchmark::measure);
      }
    }
  }

  private static Topology topology(Path file) throws IOException {
    return switch (new TopologyReader().read(Files.readAllBytes(file))) {
      case ReadResult.Read(Topology topology, _) -> topology;
      case ReadResult.Refused refused -> throw new IllegalStateException(file + ": " + refused);
    };
  }

  private static void measure(RoutingDefinition routing) {
    SplittableRandom random = new SplittableRandom(20_261_123);
    int columns = routing.keyTypes().size();
    StringBuilder all = new StringBuilder();
    int[] ends = new int[KEYS * columns + 1];
    for (int i = 0; i < KEYS * columns; i++) {
      ends[i + 1] = all.append(text(routing.keyTypes().get(i % columns), random)).length();
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    int[] starts = new int[columns];
    int[] lengths = new int[columns];
    long[] positions = new long[KEYS];
    Arrays.setAll(positions, i -> i);
    BulkRouter router = new BulkRouter(RoutingStrategy.of(routing));
    BulkRoutingBenchmark.measure(
        routing.strategy() + " of " + words(routing.keyTypes()) + ", " + routing.name(),
        positions,
        position -> {
          for (int column = 0; column < columns; column++) {
            int at = (int) position * columns + column;
            starts[column] = ends[at];
            lengths[column] = ends[at + 1] - ends[at];
          }
          return router.owner(bytes, starts, lengths);
        });
  }

  private static String words(List<KeyType> types) {
    return String.join(", ", types.stream().map(KeyType::word).toList());
  }

  private static String text(KeyType type, SplittableRandom random) {
    return switch (type) {
      case SMALLINT -> Integer.toString(random.nextInt(30_000));
      case INTEGER, BIGINT -> Integer.toString(random.nextInt(1_000_000));
      case TEXT, VARCHAR, CHAR -> "key-" + random.nextInt(10_000);
      case UUID -> new UUID(random.nextLong(), random.nextLong()).toString();
      case DATE -> day(random);
      case TIMESTAMP -> day(random) + " 12:30:00";
      case TIMESTAMPTZ -> day(random) + " 12:30:00+00";
    };
  }

  private static String day(SplittableRandom random) {
    return String.format(
        Locale.ROOT,
        "202%d-%02d-%02d",
        random.nextInt(10),
        1 + random.nextInt(12),
        1 + random.nextInt(28));
  }
}
