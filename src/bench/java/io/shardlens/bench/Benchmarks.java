package io.shardlens.bench;

import io.shardlens.bench.suite.Suite;
import java.util.List;

/// Runs the benchmarks that are named, or most: `routing`, `bulk`, `strategies`, `topology`,
/// `stream`, `demo`; by name only: `merge-server`, `shapes`, `many-databases`, `suite`.
///
/// Figures are of the computer that ran them; nothing fails because of them.
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of("routing", "bulk", "strategies", "topology", "stream", "demo");
    List<String> names = arguments.length == 0 ? all : List.of(arguments);
    System.out.println(
        System.getProperty("java.vm.name")
            + " "
            + Runtime.version()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors");
    for (String name : names) {
      switch (name) {
        case "routing" -> RoutingBenchmark.run();
        case "bulk" -> BulkRoutingBenchmark.run();
        case "strategies" -> StrategyBenchmark.run();
        case "topology" -> TopologyLoadBenchmark.run();
        case "merge-server" -> MergeServerBenchmark.run();
        case "shapes" -> ShapesBenchmark.run();
        case "many-databases" -> ManyDatabasesBenchmark.run();
        case "suite" -> Suite.run();
        case "stream" -> StreamBenchmark.run();
        case "demo" -> DemoStartBenchmark.run();
        default -> throw new IllegalArgumentException("There is no benchmark " + name);
      }
    }
  }
}
