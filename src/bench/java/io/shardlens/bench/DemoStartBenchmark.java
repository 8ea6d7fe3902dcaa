package io.shardlens.bench;

import io.shardlens.demo.DemoCluster;
import io.shardlens.demo.DemoException;
import io.shardlens.demo.DemoFolder;
import io.shardlens.demo.DemoScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/// How long the demo cluster takes to start: from nothing, and with the data of an earlier start.
final class DemoStartBenchmark {

  /// Away from the demo's own ports, so that a running demo is not in the way.
  private static final int FIRST_PORT = 55431;

  private static final int LATER_STARTS = 3;

  private DemoStartBenchmark() {}

  static void run() throws IOException, DemoException {
    System.out.println("Start of the demo cluster, until every database answers");
    Path root = Files.createTempDirectory("shardlens-bench");
    try {
      DemoFolder folder = new DemoFolder(root);
      start("first start", folder);
      for (int i = 0; i < LATER_STARTS; i++) {
        start("later start", folder);
      }
    } finally {
      delete(root);
    }
  }

  private static void start(String name, DemoFolder folder) throws DemoException {
    try (DemoCluster cluster = DemoCluster.start(folder, DemoScale.FULL, FIRST_PORT, step -> {})) {
      System.out.printf(
          Locale.ROOT,
          "  %-28s %6.1f s   (%s)%n",
          name,
          cluster.startTime().toMillis() / 1e3,
          cluster.origin());
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
