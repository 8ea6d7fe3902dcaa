package io.shardlens.bench.suite;

import io.shardlens.topology.json.TopologyWriter;
import java.nio.file.Path;
import java.util.List;

/// Prints what `shardlens explain` says to each query, by the real command, for people to read.
final class Plans {

  private Plans() {}

  static void print(SuiteServers servers, SuiteOptions options) throws Exception {
    Path topology = servers.folder().resolve("suite.json");
    new TopologyWriter().write(servers.topology(), topology);
    for (SuiteQuery query : SuiteQueries.of(servers.data())) {
      if (options.asks(query)) {
        System.out.println("== " + query.name() + ": " + query.sql());
        explain(servers, topology, query.sql());
        System.out.println();
      }
    }
  }

  private static void explain(SuiteServers servers, Path topology, String sql) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    java,
                    "--enable-native-access=ALL-UNNAMED",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "io.shardlens.app.Main",
                    "explain",
                    "--topology",
                    topology.toString(),
                    sql))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PGPASSFILE", servers.passwordFile().toString());
    int exit = builder.start().waitFor();
    if (exit != 0) {
      System.out.println("exit code " + exit);
    }
  }
}
